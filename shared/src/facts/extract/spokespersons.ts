import type { ListItem } from '../field-spec.ts'
import type { Draft } from './draft.ts'
import { findNames } from './find-names.ts'

/** Gives each party the persons whose role is to speak for it. */
export function withSpokespersons(names: readonly Draft[], people: readonly Draft[]): Draft[] {
  return names.map((draft) => {
    if (draft.type !== 'party') return draft
    const [own] = findNames(draft.label)
    const ids = people
      .filter(({ fields }) =>
        ((fields['roles'] ?? []) as readonly ListItem[]).some(
          ({ title, organisation }) =>
            typeof title === 'string' &&
            /^spokes(?:man|woman|person)$/iu.test(title) &&
            typeof organisation === 'string' &&
            findNames(organisation)[0]?.entity === own?.entity,
        ),
      )
      .map(({ id }) => id as string)
    return ids.length > 0 && own
      ? { ...draft, fields: { ...draft.fields, spokespersons: ids } }
      : draft
  })
}
