import { createHmac } from 'node:crypto'

const LIFETIME_S = 5 * 60

/**
 * The token of one request, made of an Admin API key (`id:secret`, the secret in hex): a JSON Web
 * Token, HS256, for the Admin API, good for five minutes as Ghost demands.
 *
 * @param at ms since epoch
 */
export function ghostToken(key: string, at: number): string {
  const [id = '', secret = ''] = key.split(':')
  const now = Math.floor(at / 1_000)
  const head = part({ alg: 'HS256', typ: 'JWT', kid: id })
  const claims = part({ iat: now, exp: now + LIFETIME_S, aud: '/admin/' })
  const mac = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${head}.${claims}`)
  return `${head}.${claims}.${mac.digest('base64url')}`
}

const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url')
