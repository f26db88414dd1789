import { randomInt } from 'node:crypto'
import type { SignIn } from '../accounts/routes.ts'

const PEOPLE = [
  { name: 'Rana Idris', role: 'reporter', email: 'rana@demo.example' },
  { name: 'Tom Vale', role: 'editor', email: 'tom@demo.example' },
  { name: 'Mira Sorensen', role: 'admin', email: 'mira@demo.example' },
  { name: 'Jo Lindqvist', role: 'viewer', email: 'jo@demo.example' },
] as const satisfies readonly Omit<SignIn, 'password'>[]

const WORDS =
  'amber anchor apple basil birch canal cedar chalk cobalt coral delta ember fable fern flint gable harbor hazel ivory juniper kettle lantern lemon linen maple marble meadow mint nectar oak olive orchid paper pebble pepper plum quartz raven reed river saffron sage silver slate spruce thistle tulip velvet walnut willow'.split(
    ' ',
  )

/** The four people of the demo newsroom, each with a fresh password that is easy to read out. */
export function inventSignIns(): readonly SignIn[] {
  return PEOPLE.map((person) => ({ ...person, password: readablePassword() }))
}

/** Three words and a number. Weak on purpose: it is shown to everybody who opens the sign-in page. */
function readablePassword(): string {
  const words = [0, 1, 2].map(() => WORDS[randomInt(WORDS.length)])
  return [...words, randomInt(10, 100)].join('-')
}
