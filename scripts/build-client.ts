import process from 'node:process'
import { build } from 'vite'

/**
 * `npm start` and the browser tests serve what this makes: client/dist. `--readable` keeps the names
 * of the code, for a profile.
 */
const isReadable = process.argv.includes('--readable')
await build({ root: 'client', logLevel: 'warn', ...(isReadable && { build: { minify: false } }) })
