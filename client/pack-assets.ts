import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const brotli = promisify(brotliCompress)
/** Nearly as small as 11, in a tenth of its time: `npm start` builds too. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/**
 * Puts `x.js.br` and `x.js.gz` beside every script and style of the build; the server sends those
 * (server/src/http/client-files.ts). Browsers take Brotli over https and on this machine only.
 */
export function packAssets(): Plugin {
  return {
    name: 'pack-assets',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const assets = join(dir, 'assets')
      const names = (await readdir(assets)).filter((name) => /\.(js|css)$/.test(name))
      await Promise.all(names.map((name) => pack(join(assets, name))))
    },
  }
}

async function pack(file: string): Promise<void> {
  const content = await readFile(file)
  await writeFile(`${file}.br`, await brotli(content, QUALITY))
  await writeFile(`${file}.gz`, await promisify(gzip)(content))
}
