import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { guardedFetch } from './guarded-fetch.ts'
import { isPublicAddress } from './public-address.ts'

const servers: Server[] = []
afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    }),
  )
})

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('addresses', () => {
  test.for([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'not an address',
  ])('[I5] %s is not on the open internet', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.for(['93.184.215.14', '8.8.8.8', '172.32.0.1', '2606:4700::1111'])(
    '[I5] %s is on the open internet',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )
})

describe('refusals', () => {
  test.for([
    'http://127.0.0.1:1/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://2130706433/', // 127.0.0.1 as one number
    'http://0x7f.1/',
    'http://localhost:1/', // by name: checked where the socket connects
  ])('[I5] %s is refused before anything is sent', async (url) => {
    const answer = await guardedFetch({ url })
    expect(answer).toMatchObject({ ok: false, error: { code: 'private-address', sent: false } })
  })

  test.for(['ftp://example.org/', 'file:///etc/passwd', 'javascript:alert(1)', 'nonsense'])(
    '[I5] %s is no web address',
    async (url) => {
      expect(await guardedFetch({ url })).toMatchObject({ ok: false, error: { code: 'bad-url' } })
    },
  )

  test('[I5] a redirect is held to the same rules', async () => {
    const url = await serve((_, res) => {
      res.writeHead(302, { location: 'file:///etc/passwd' }).end()
    })
    const answer = await guardedFetch({ url, allowPrivate: true })
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-url' } })
  })

  test('[I6] redirects end', async () => {
    let hits = 0
    const url = await serve((_, res) => {
      hits += 1
      res.writeHead(302, { location: '/again' }).end()
    })
    const answer = await guardedFetch({ url, allowPrivate: true })
    expect(answer).toMatchObject({ ok: false, error: { code: 'too-many-redirects' } })
    expect(hits).toBe(4)
  })

  test('[I6] more than the limit is not read', async () => {
    const url = await serve((_, res) => {
      res.setHeader('content-type', 'text/html')
      res.on('error', () => undefined)
      const more = () => {
        while (!res.destroyed && res.write('x'.repeat(65_536)));
      }
      res.on('drain', more)
      more()
    })
    const answer = await guardedFetch({ url, allowPrivate: true, maxBytes: 100_000 })
    expect(answer).toMatchObject({ ok: false, error: { code: 'too-large' } })
  })

  test('[I6] a site that never answers is left', async () => {
    const url = await serve(() => undefined)
    const answer = await guardedFetch({ url, allowPrivate: true, timeoutMs: 50 })
    expect(answer).toMatchObject({ ok: false, error: { code: 'timeout', sent: true } })
  })

  test('[I6] only the types asked for are read', async () => {
    const url = await serve((_, res) => {
      res.writeHead(200, { 'content-type': 'image/png' }).end('x')
    })
    const answer = await guardedFetch({ url, allowPrivate: true, accept: ['text/html'] })
    expect(answer).toMatchObject({ ok: false, error: { code: 'wrong-type' } })
  })

  test('[I6] nothing listens there', async () => {
    const url = await serve(() => undefined)
    const [server] = servers.splice(0)
    await new Promise((done) => server?.close(done))
    const answer = await guardedFetch({ url, allowPrivate: true })
    expect(answer).toMatchObject({ ok: false, error: { code: 'unreachable', sent: false } })
  })
})

describe('answers', () => {
  test('[I7] sends method, headers and body, follows to the page, and says where it came from', async () => {
    const url = await serve((req, res) => {
      if (req.url === '/old') {
        res.writeHead(307, { location: '/new' }).end()
        return
      }
      let body = ''
      req.on('data', (chunk: Buffer) => (body += chunk.toString()))
      req.on('end', () => {
        res.setHeader('content-type', 'text/plain')
        res.end(`${req.method} ${req.headers.authorization} ${body}`)
      })
    })
    const answer = await guardedFetch({
      url: `${url}/old`,
      method: 'POST',
      headers: { authorization: 'Basic abc' },
      body: 'hello',
      allowPrivate: true,
      maxRedirects: 1,
    })
    if (!answer.ok) throw new Error(answer.error.detail)
    expect(text(answer.value.body)).toBe('POST Basic abc hello')
    expect(answer.value.url).toBe(`${url}/new`)
  })

  test('[I7] credentials are not carried to another origin', async () => {
    const other = await serve((req, res) => res.end(String(req.headers.authorization)))
    const url = await serve((_, res) => {
      res.writeHead(302, { location: other }).end()
    })
    const answer = await guardedFetch({
      url,
      headers: { authorization: 'Basic abc' },
      allowPrivate: true,
    })
    if (!answer.ok) throw new Error(answer.error.detail)
    expect(text(answer.value.body)).toBe('undefined')
  })

  test('[I7] a write is not redirected unless asked', async () => {
    const url = await serve((_, res) => {
      res.writeHead(307, { location: '/x' }).end()
    })
    const answer = await guardedFetch({ url, method: 'POST', body: 'x', allowPrivate: true })
    expect(answer).toMatchObject({ ok: false, error: { code: 'too-many-redirects' } })
  })
})
