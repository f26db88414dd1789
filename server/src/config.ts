import { timeZoneSchema } from '@dateline/shared/facts/dates/time-zone'
import { z } from 'zod'

const flag = z.enum(['on', 'off', '1', '0', 'true', 'false']).transform((value) => {
  return value === 'on' || value === '1' || value === 'true'
})
const limit = (fallback: number) => z.coerce.number().int().positive().default(fallback)

/** Every limit has a number, a variable and a line in docs/operations.md. */
const limitsSchema = z.object({
  /** Bytes of one socket message. */
  MAX_MESSAGE_BYTES: limit(4 * 1024 * 1024),
  /** Messages a second from one socket, averaged over two seconds. */
  MAX_MESSAGES_PER_SECOND: limit(200),
  /** Sockets in one story. */
  MAX_PEOPLE_PER_STORY: limit(500),
  /** Sockets one person has open, in all stories together. */
  MAX_SOCKETS_PER_PERSON: limit(50),
  /** Sockets that are being let in at the same time. */
  MAX_UPGRADES_PENDING: limit(1_000),
  /** TCP connections of all kinds, signed in or not. */
  MAX_CONNECTIONS: limit(10_000),
  /** Bytes of one story's update log. */
  MAX_DOCUMENT_BYTES: limit(64 * 1024 * 1024),
  /** Bytes waiting for one slow reader before presence is left out, updates are, the socket closes. */
  SLOW_PRESENCE_BYTES: limit(256 * 1024),
  SLOW_UPDATES_BYTES: limit(1024 * 1024),
  SLOW_CLOSE_BYTES: limit(4 * 1024 * 1024),
  /** Milliseconds a slow reader may take nothing before its socket closes. */
  SLOW_CLOSE_MS: limit(10_000),
  /** Bytes of a JSON request body. */
  MAX_BODY_BYTES: limit(2 * 1024 * 1024),
  /** Bytes of one picture as it is sent, and of all pictures of one story as they are kept. */
  MAX_MEDIA_BYTES: limit(20 * 1024 * 1024),
  MAX_STORY_MEDIA_BYTES: limit(500 * 1024 * 1024),
  /** Sign-in attempts a minute from one address. */
  MAX_SIGN_INS_PER_MINUTE: limit(20),
  /** Milliseconds the reading of one import may take. */
  IMPORT_TIMEOUT_MS: limit(3_000),
  /** Milliseconds one request to a site we publish to may take. */
  PUBLISH_TIMEOUT_MS: limit(20_000),
  /** Milliseconds such a site may still be at work on a request whose answer was lost. */
  PUBLISH_SETTLE_MS: limit(60_000),
  /** Milliseconds before the second try at publishing, doubled for each further one. */
  PUBLISH_RETRY_MS: limit(1_000),
})

const envSchema = limitsSchema.extend({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  DATA_DIR: z.string().default('./data'),
  /** Everything is kept there instead of in DATA_DIR; several nodes may share it. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Carries edits and presence between nodes at once. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Where people reach it, e.g. https://desk.example.org; decides cookies and the Origin check. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Whose word is taken for where a request came from: `loopback`, `uniquelocal`, addresses, CIDR. */
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(',').map((one) => one.trim()))
    .default(['loopback']),
  AUTH_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  DATELINE_DEMO: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LIMITS: flag.default(true),
  /** The newsroom's: articles are dated in it, and days are meant in it when nobody says otherwise. */
  TIME_ZONE: timeZoneSchema.default('Asia/Kabul'),
  /** Lets an editor approve their own facts, for a desk of one person. */
  SELF_APPROVAL: flag.default(false),
})

export type Limits = z.infer<typeof limitsSchema>

export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  /** undefined: SQLite in `dataDir`. */
  readonly databaseUrl: string | undefined
  readonly redisUrl: string | undefined
  readonly publicUrl: string | undefined
  /** Proxies that are believed where a request came from, once there is a `publicUrl`. */
  readonly trustedProxies: readonly string[]
  /** Only this machine's people reach it: it listens on a loopback host, and nothing stands before. */
  readonly isLocal: boolean
  readonly authSecret: string | undefined
  /** undefined: on at a first start without accounts where only this machine's people get in. */
  readonly demo: boolean | undefined
  readonly logLevel: string
  /** false: rate and crowd limits are lifted for a load test. */
  readonly limitsOn: boolean
  readonly selfApproval: boolean
  /** IANA. */
  readonly timeZone: string
  readonly limits: Limits
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || /^\[?::1\]?$/.test(host) || /^127(\.\d{1,3}){3}$/.test(host)

/**
 * Reads the environment once; nothing else reads process.env.
 * @throws Error with one sentence per wrong variable
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = envSchema.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The environment is not usable.\n${lines.join('\n')}`)
  }
  const { HOST, PORT, LIMITS, DATELINE_DEMO, ...rest } = parsed.data
  if (!LIMITS && !isLoopback(HOST)) {
    throw new Error(`LIMITS=off is for load tests on this machine; HOST is ${HOST}.`)
  }
  const away = [
    HOST,
    ...(rest.PUBLIC_URL === undefined ? [] : [new URL(rest.PUBLIC_URL).hostname]),
  ].find((host) => !isLoopback(host))
  if (DATELINE_DEMO && away !== undefined) {
    throw new Error(
      `The demo newsroom shows its passwords, so not on ${away}: unset DATELINE_DEMO.`,
    )
  }
  if (rest.REDIS_URL !== undefined && rest.DATABASE_URL === undefined) {
    throw new Error('REDIS_URL is for several nodes, which share a DATABASE_URL. Set that, too.')
  }
  return {
    host: HOST,
    port: PORT,
    dataDir: rest.DATA_DIR,
    databaseUrl: rest.DATABASE_URL,
    redisUrl: rest.REDIS_URL,
    publicUrl: rest.PUBLIC_URL,
    trustedProxies: rest.TRUSTED_PROXIES,
    isLocal: away === undefined,
    authSecret: rest.AUTH_SECRET,
    demo: DATELINE_DEMO,
    logLevel: rest.LOG_LEVEL,
    limitsOn: LIMITS,
    selfApproval: rest.SELF_APPROVAL,
    timeZone: rest.TIME_ZONE,
    limits: limitsSchema.parse(rest),
  }
}
