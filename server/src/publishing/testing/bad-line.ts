import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the line does to one exchange. */
export type Trouble =
  | 'pass'
  /** The site does it; nobody hears back. */
  | 'cut-answer'
  /** The site never hears of it. */
  | 'cut-request'
  /** Nobody ever answers. */
  | 'hang'
  /** The site does it; the answer comes after the other side has given up. */
  | { readonly delayMs: number }
  | {
      readonly answer: number
      readonly headers?: Record<string, string>
      readonly body?: string
      /** The site does it all the same. */
      readonly isDone?: boolean
    }

type Rule = (method: string, path: string) => Trouble

/** A line to a site that can be made as bad as real ones are. */
export class BadLine {
  readonly url: string
  readonly #server: ReturnType<typeof createServer>
  readonly #site: URL
  /** Every request that came, `POST /wp-json/wp/v2/posts`. */
  readonly requests: string[] = []
  rule: Rule = () => 'pass'
  /** Something that happens at the site right before a request gets there. */
  before: ((request: string) => Promise<void>) | undefined

  private constructor(server: ReturnType<typeof createServer>, site: URL) {
    this.#server = server
    this.#site = site
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  static async to(siteUrl: string): Promise<BadLine> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const line = new BadLine(server, new URL(siteUrl))
    server.on('request', (req: IncomingMessage, res: ServerResponse) => {
      const [path = ''] = (req.url ?? '').split('?')
      void Promise.resolve(line.before?.(`${req.method} ${path}`)).then(() => line.#carry(req, res))
    })
    return line
  }

  /** Applies `trouble` to the first `times` requests that match, then passes everything. */
  spoil(match: RegExp, trouble: Trouble, times = 1): void {
    let left = times
    this.rule = (method, path) => {
      if (left === 0 || !match.test(`${method} ${path}`)) return 'pass'
      left -= 1
      return trouble
    }
  }

  count(match: RegExp): number {
    return this.requests.filter((line) => match.test(line)).length
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #carry(req: IncomingMessage, res: ServerResponse): void {
    const [path = ''] = (req.url ?? '').split('?')
    const method = req.method ?? 'GET'
    this.requests.push(`${method} ${path}`)
    const trouble = this.rule(method, path)
    if (trouble === 'hang') return
    if (trouble === 'cut-request') {
      req.socket.destroy()
      return
    }
    const instead = () => {
      if (typeof trouble !== 'object' || !('answer' in trouble)) return
      res.writeHead(trouble.answer, trouble.headers).end(trouble.body ?? '')
    }
    if (typeof trouble === 'object' && 'answer' in trouble && trouble.isDone !== true) {
      req.resume()
      instead()
      return
    }
    const onward = request(
      {
        host: this.#site.hostname,
        port: this.#site.port,
        method,
        path: req.url,
        headers: { ...req.headers, host: this.#site.host },
      },
      (answer) => {
        if (trouble === 'cut-answer') {
          answer.resume().on('end', () => req.socket.destroy())
          return
        }
        const pass = () => {
          res.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(res)
        }
        if (trouble === 'pass') pass()
        else if ('delayMs' in trouble) setTimeout(pass, trouble.delayMs)
        else answer.resume().on('end', instead)
      },
    )
    onward.on('error', () => res.destroy())
    req.pipe(onward)
  }
}
