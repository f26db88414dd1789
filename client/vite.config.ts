import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { listAssets } from './list-assets.ts'
import { packAssets } from './pack-assets.ts'

const server = process.env['DATELINE_SERVER'] ?? 'http://127.0.0.1:8080'

/** `vite build client` makes client/dist, which the server serves; `vite client` serves it live. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), listAssets(), packAssets()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The tokens are written with light-dark(); older targets would get a bulky emulation of it.
    target: ['chrome125', 'firefox128', 'safari18'],
    sourcemap: true,
  },
  server: {
    proxy: {
      '/api': server,
      '/healthz': server,
      '/sync': { target: server, ws: true },
    },
  },
})
