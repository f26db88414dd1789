import type { Plugin } from 'vite'

/**
 * Writes `files.json`: the address of every script and style of the build, pages and workers that
 * this visit did not need among them. The service worker keeps them all (client/public/sw.js).
 */
export function listAssets(): Plugin {
  return {
    name: 'list-assets',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name))
      const source = JSON.stringify(files.map((name) => `/${name}`))
      this.emitFile({ type: 'asset', fileName: 'files.json', source })
    },
  }
}
