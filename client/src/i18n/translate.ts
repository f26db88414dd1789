import { fill, type Message, type PlacesOf } from './message.ts'
import { messages } from './messages.ts'

/** The language of the screens; the language of a story is its own. */
export const UI_LOCALE = 'en'

export type Catalogue = typeof messages
export type MessageKey = keyof Catalogue

type Params<K extends MessageKey> = Catalogue[K] extends Message ? PlacesOf<Catalogue[K]> : never
type Args<K extends MessageKey> = [Params<K>] extends [never]
  ? []
  : [params: Readonly<Record<Params<K>, string | number>>]

/** The words for a key. The compiler asks for exactly the places the message has. */
export function t<K extends MessageKey>(key: K, ...[params]: Args<K>): string {
  return fill(messages[key], params ?? {}, UI_LOCALE)
}

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(messages, key)
