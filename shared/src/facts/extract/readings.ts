import { attributionIn, type Attribution } from './attribution.ts'
import type { Copy } from './copy.ts'
import { dariAttributionIn } from './dari-attribution.ts'
import { personsIn, type PersonHit } from './persons.ts'
import type { Unit } from './units.ts'

/** One unit with the persons named in it and who is quoted. */
export interface Reading {
  readonly unit: Unit
  readonly persons: readonly PersonHit[]
  readonly attribution: Attribution | undefined
}

/**
 * Reads each unit for persons and attributions. Not headlines, whose capitals make names of
 * everything, and not what is all quotation.
 */
export function readingsOf(copy: Copy): Reading[] {
  return copy.units
    .filter(({ block }) => block.textField !== 'headline' && block.quoted !== true)
    .map((unit) => {
      const persons = personsIn(unit, copy.language)
      const attribution =
        copy.language === 'en' ? attributionIn(unit, persons) : dariAttributionIn(unit, persons)
      return { unit, persons, attribution }
    })
}
