import { randomBytes } from 'node:crypto'
import type { Account } from '@dateline/shared/api/contracts'
import type { SessionUser } from '../accounts/accounts.ts'
import type { SignIn } from '../accounts/routes.ts'
import type { Deps } from '../deps.ts'
import { readDemoFile, removeDemoFile, writeDemoFile } from './demo-file.ts'
import { inventSignIns } from './demo-people.ts'
import type { DemoStory } from './demo-story.ts'
import { makeDemoStory } from './make-demo-story.ts'
import { dariStory, harbourStory } from './other-stories.ts'
import { talksStory } from './talks-story.ts'

/**
 * Makes, keeps or ends the demo newsroom (DATELINE_DEMO): on at a first start without accounts on a
 * loopback host without a public address, and from then on until it is switched off. A start that
 * was cut short is finished by the next one. Anywhere else its accounts, whose passwords were shown,
 * are locked.
 *
 * @returns the sign-ins to show on the sign-in page; none where there is no demo
 */
export async function openDemo(deps: Deps): Promise<readonly SignIn[]> {
  const { config } = deps
  const had = await readDemoFile(config.dataDir)
  const on = config.demo ?? (had !== undefined || (await deps.accounts.accounts()).length === 0)
  if (!on || !config.isLocal) {
    if (had) await lock(deps, had.signIns)
    return []
  }
  if (had?.complete) return had.signIns
  const signIns = had?.signIns ?? inventSignIns()
  await writeDemoFile(config.dataDir, { signIns: [...signIns], complete: false })
  const people = await addPeople(deps, signIns)
  await addStories(deps, people)
  await writeDemoFile(config.dataDir, { signIns: [...signIns], complete: true })
  return signIns
}

async function addPeople(
  { accounts }: Deps,
  signIns: readonly SignIn[],
): Promise<readonly Account[]> {
  const known = await accounts.accounts()
  const people: Account[] = []
  for (const signIn of signIns) {
    const had = known.find(({ email }) => email === signIn.email)
    // One from an earlier demo that was switched off is opened again, with the password shown now.
    const opened = had && accounts.change(had.id, { password: signIn.password, closed: false })
    people.push(await (opened ?? accounts.add(signIn)))
  }
  return people
}

async function addStories(deps: Deps, people: readonly Account[]): Promise<void> {
  const there = new Set((await deps.stories.cards()).map(({ slug }) => slug))
  const [reporter, editor] = [actor(people, 'reporter'), actor(people, 'editor')]
  for (const make of [harbourStory, dariStory, talksStory]) {
    const story: DemoStory = make()
    if (there.has(story.seed.meta.slug ?? '')) continue
    await makeDemoStory(deps, story, reporter, editor)
  }
}

function actor(people: readonly Account[], role: Account['role']): SessionUser {
  const person = people.find((one) => one.role === role)
  if (!person) throw new Error(`the demo newsroom has no ${role}`)
  return { ...person, sessionId: 'demo', endsAt: Infinity }
}

/** Everybody may have read these passwords: nobody gets in with them any more. */
async function lock({ accounts, config, log }: Deps, signIns: readonly SignIn[]): Promise<void> {
  const known = await accounts.accounts()
  for (const { email } of signIns) {
    const account = known.find((one) => one.email === email)
    const password = randomBytes(32).toString('base64url')
    if (account) await accounts.change(account.id, { password })
  }
  await removeDemoFile(config.dataDir)
  log.warn('The demo newsroom is off: its accounts were locked. Add people: npm run dateline')
}
