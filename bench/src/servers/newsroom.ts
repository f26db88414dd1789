import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import process from 'node:process'

export const ROOT = resolve(import.meta.dirname, '../../..')
/** Accounts that go round: a crowd signs in from several places each. */
const PEOPLE = 40
const ADMIN = { email: 'ada@bench.test', password: 'ada-reads-the-meters', name: 'Ada Moreau' }
export const PASSWORD = 'types-all-night-long'
export const emailOf = (person: number): string => `typist-${person}@bench.test`

/**
 * Makes the accounts as an operator and an admin do, and signs everybody in.
 * @param env of the server, by which the command finds its data
 * @returns bearer tokens
 */
export async function enrol(
  url: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { email, name, password } = ADMIN
  const args = ['user', 'add', '--email', email, '--name', name, '--role', 'admin']
  const added = spawnSync(
    process.execPath,
    [join(ROOT, 'server/src/cli.ts'), ...args, '--password-stdin'],
    { cwd: ROOT, env: { ...process.env, ...env }, input: password },
  )
  if (added.status !== 0) throw new Error(`No admin: ${added.stderr.toString()}`)
  const admin = { authorization: `Bearer ${await signIn(url, email, password)}` }
  const tokens: string[] = []
  for (let person = 0; person < PEOPLE; person += 1) {
    const account = { name: `Typist ${person}`, email: emailOf(person), role: 'editor' }
    await post(`${url}/api/users`, admin, { ...account, password: PASSWORD })
    tokens.push(await signIn(url, emailOf(person), PASSWORD))
  }
  return tokens
}

/** Makes new, empty stories. @returns their ids */
export async function newStories(url: string, token: string, count: number): Promise<string[]> {
  const rooms: string[] = []
  while (rooms.length < count) {
    const story = { headline: `Story ${rooms.length}`, language: 'en' }
    const headers = { authorization: `Bearer ${token}` }
    rooms.push((await post<{ id: string }>(`${url}/api/stories`, headers, story)).id)
  }
  return rooms
}

async function signIn(url: string, email: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const token = answer.headers.get('set-auth-token')
  if (token === null) throw new Error(`No sign-in: ${answer.status} ${await answer.text()}`)
  return token
}

/** @throws when the answer is not a good one */
export async function post<T>(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: object,
): Promise<T> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
