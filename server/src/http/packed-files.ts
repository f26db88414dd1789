import { existsSync } from 'node:fs'
import { extname, join } from 'node:path'
import { static as serveStatic, type RequestHandler } from 'express'

const NAME = /^\/[\w.-]+\.(?:js|css)$/
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}
/** Encodings and the endings of the files packed so, the smallest first. */
const ENDINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/**
 * Hashed files as the build packed them, for browsers that can unpack them; a third of the bytes.
 * Anything else goes on to the next handler.
 */
export function packed(dir: string): RequestHandler {
  const serve = serveStatic(dir, {
    immutable: true,
    maxAge: '1y',
    index: false,
    setHeaders: (res, path) => {
      const ending = extname(path)
      const type = TYPES[extname(path.slice(0, -ending.length))]
      if (type) res.setHeader('Content-Type', type)
      res.setHeader('Content-Encoding', ending === '.br' ? 'br' : 'gzip')
    },
  })
  return (req, res, next) => {
    if (!NAME.test(req.path)) return next()
    res.vary('Accept-Encoding')
    // One after the other: asked for both, it would go by the browser's order, which has gzip first.
    const ending = ENDINGS.find(([encoding]) => req.acceptsEncodings(encoding))?.[1]
    const name = `${req.path}${ending ?? ''}`
    if (!ending || !existsSync(join(dir, name))) return next()
    const { url } = req
    req.url = name
    serve(req, res, (error) => {
      req.url = url
      next(error)
    })
  }
}
