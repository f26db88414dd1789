import { spawn } from 'node:child_process'
import process from 'node:process'

/**
 * `npm run dev`: the server restarts when its sources change; the client is served with hot
 * reloading on port 5173 and passes /api and /sync on to the server.
 */
const port = process.env['PORT'] ?? '8080'
const children = [
  spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/src/main.ts'], {
    stdio: 'inherit',
    env: { ...process.env, PORT: port },
  }),
  spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'client', '--port', '5173'], {
    stdio: 'inherit',
    env: { ...process.env, DATELINE_SERVER: `http://127.0.0.1:${port}` },
  }),
]
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => children.forEach((child) => child.kill(signal)))
}
for (const child of children) {
  child.on('exit', (code) => {
    for (const other of children) other.kill('SIGTERM')
    process.exitCode ||= code ?? 0
  })
}
