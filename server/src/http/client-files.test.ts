import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientFiles } from './client-files.ts'

const SCRIPT = 'export const words = "the same words"'
const dir = mkdtempSync(join(tmpdir(), 'dateline-client-'))
let server: Server
beforeAll(async () => {
  mkdirSync(join(dir, 'assets'))
  writeFileSync(join(dir, 'index.html'), '<title>Dateline</title>')
  writeFileSync(join(dir, 'sw.js'), '// worker')
  writeFileSync(join(dir, 'assets/a-1.js'), SCRIPT)
  writeFileSync(join(dir, 'assets/a-1.js.br'), brotliCompressSync(SCRIPT))
  writeFileSync(join(dir, 'assets/a-1.js.gz'), gzipSync(SCRIPT))
  writeFileSync(join(dir, 'assets/b-2.js'), SCRIPT)
  server = createServer(express().use(clientFiles(dir)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
  rmSync(dir, { recursive: true })
})

/** fetch unpacks by itself; this shows what was on the wire. */
async function get(path: string, encodings: string) {
  const { port } = server.address() as AddressInfo
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = { port, host: '127.0.0.1', path, headers: { 'accept-encoding': encodings } }
    request(asked, resolve).on('error', reject).end()
  })
  const { headers, statusCode: status } = answer
  return { headers, status, body: await bytes(answer) }
}
const bytes = async (answer: IncomingMessage) => Buffer.concat(await answer.toArray())

test.each([
  ['gzip, deflate, br', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['identity', undefined, (body: Buffer) => body],
])('a browser that takes %s gets the script so', async (accepts, encoding, unpack) => {
  const { headers, body } = await get('/assets/a-1.js', accepts)
  expect(headers['content-encoding']).toBe(encoding)
  expect(headers['content-type']).toMatch(/^text\/javascript/)
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(headers.vary).toContain('Accept-Encoding') // or a cache hands the packed one to anybody
  expect(unpack(body).toString()).toBe(SCRIPT)
})

test('a script that the build did not pack is sent as it is', async () => {
  const { headers, body } = await get('/assets/b-2.js', 'br')
  expect(headers['content-encoding']).toBeUndefined()
  expect(body.toString()).toBe(SCRIPT)
})

test.each(['/', '/stories/x', '/index.html', '/sw.js'])(
  '%s is asked for every time',
  async (path) => {
    const { headers, status } = await get(path, 'br')
    expect([status, headers['cache-control']]).toEqual([200, 'no-cache'])
  },
)

test('a script of an older build is missing, not answered with a page', async () => {
  expect((await get('/assets/gone-3.js', 'br')).status).not.toBe(200)
})
