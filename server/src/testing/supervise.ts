import { spawn } from 'node:child_process'
import process from 'node:process'

/**
 * Runs a program for a test and sees to it that it is gone when the test is, however that ended:
 * `node supervise.ts SIGNAL PROGRAM ARGS…`. The pipe on our standard input breaks with whoever
 * started us, and then the program gets SIGNAL.
 */
const [signal = 'SIGTERM', program = '', ...args] = process.argv.slice(2)
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] })
const stop = () => child.kill(signal as NodeJS.Signals)
process.stdin.on('end', stop).on('error', stop).resume()
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
child.on('exit', (code) => process.exit(code ?? 0))
