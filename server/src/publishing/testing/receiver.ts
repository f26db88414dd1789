import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Message {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A system that takes signed messages, as one that follows Standard Webhooks does. */
export class Receiver {
  readonly url: string
  /** Every request that came. */
  readonly messages: Message[] = []
  /** What it keeps, by message id: a repeated one is known. */
  readonly kept = new Map<string, Record<string, unknown>>()
  key = ''
  /** Answers this instead of taking the message. */
  instead: { status: number; headers?: Record<string, string> } | undefined
  readonly #server: ReturnType<typeof createServer>

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  }

  static async open(): Promise<Receiver> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const receiver = new Receiver(server)
    server.on(
      'request',
      (req: IncomingMessage, res: ServerResponse) => void receiver.#take(req, res),
    )
    return receiver
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    this.messages.push({ headers: req.headers, body })
    if (this.instead) {
      res.writeHead(this.instead.status, this.instead.headers).end('no')
      return
    }
    if (!this.isSigned(req.headers, body)) {
      res.writeHead(401).end('bad signature')
      return
    }
    const id = String(req.headers['webhook-id'])
    if (!this.kept.has(id)) this.kept.set(id, JSON.parse(body) as Record<string, unknown>)
    res.writeHead(202, { 'content-type': 'application/json' })
    res.end(JSON.stringify({ id, url: 'https://partner.example/a' }))
  }

  isSigned(headers: IncomingHttpHeaders, body: string, key = this.key): boolean {
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`
    const secret = Buffer.from(key.replace(/^whsec_/, ''), 'base64')
    const mac = createHmac('sha256', secret).update(signed).digest('base64')
    return String(headers['webhook-signature']).split(' ').includes(`v1,${mac}`)
  }
}
