import { parseArgs } from 'node:util'
import { readConfig } from './config.ts'
import { BACKUP_COMMANDS } from './operator/backup-commands.ts'
import type { Command } from './operator/command.ts'
import { REPAIR_COMMANDS } from './operator/repair-commands.ts'
import { USER_COMMANDS } from './operator/user-commands.ts'

const COMMANDS: readonly Command[] = [...USER_COMMANDS, ...BACKUP_COMMANDS, ...REPAIR_COMMANDS]

const HELP = `npm run dateline -- COMMAND

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`).join('\n')}

COMMAND --help says more. The data is that of DATA_DIR (./data when unset).`

/** @returns the exit code: 0 done, 1 not done, 2 not understood */
async function main(args: readonly string[]): Promise<number> {
  const command = COMMANDS.find(({ name }) => {
    return name.split(' ').every((word, index) => args[index] === word)
  })
  if (!command) {
    const isHelp = args.length === 0 || args[0] === '--help' || args[0] === 'help'
    console.log(HELP)
    return isHelp ? 0 : 2
  }
  const rest = args.slice(command.name.split(' ').length)
  if (rest.includes('--help')) {
    console.log(command.help)
    return 0
  }
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: command.options,
      allowPositionals: true,
    })
    return await command.run({ config: readConfig(process.env), values, positionals })
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}

process.exitCode = await main(process.argv.slice(2))
