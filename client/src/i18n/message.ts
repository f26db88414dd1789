/** The forms of a message that counts: chosen by the language's plural rules for `count`. */
export interface PluralMessage {
  readonly zero?: string
  readonly one?: string
  readonly two?: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

/** Words with `{name}` places to fill. */
export type Message = string | PluralMessage

type Places<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? P | Places<Rest>
  : never

/** The names of the places a message has; a plural always needs `count`. */
export type PlacesOf<M extends Message> = M extends string
  ? Places<M>
  : M extends { other: infer O extends string }
    ? Places<O> | 'count'
    : never

/** Fills one message. A place without a value stays visible as `{name}`: a bug should be seen. */
export function fill(
  message: Message,
  params: Readonly<Record<string, string | number>>,
  locale: string,
): string {
  return pick(message, params, locale).replaceAll(/\{(\w+)\}/gu, (whole, name: string) => {
    const value = params[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value
  })
}

function pick(
  message: Message,
  params: Readonly<Record<string, string | number>>,
  locale: string,
): string {
  if (typeof message === 'string') return message
  const count = Number(params['count'])
  if (count === 0 && message.zero !== undefined) return message.zero
  return message[new Intl.PluralRules(locale).select(count)] ?? message.other
}
