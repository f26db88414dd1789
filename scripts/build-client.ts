import { build } from 'vite'

/** `npm start` and the browser tests serve what this makes: client/dist. */
await build({ root: 'client', logLevel: 'warn' })
