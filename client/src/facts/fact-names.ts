import type { FactType } from '@dateline/shared/facts/fact-types'
import { isMessageKey, t } from '../i18n/translate.ts'

/** "Round of talks" */
export const typeName = (type: FactType): string => t(`type.${type}`)

/** The name of a field of a fact, or of a field in a row of a list. */
export function fieldName(type: FactType, key: string): string {
  if (key === 'label') return t('fact.label')
  if (key === 'phrase') return t('fact.phrase')
  return named(`field.${type}.${key}`) ?? key
}

export const itemName = (key: string): string => named(`item.${key}`) ?? key

export const choiceName = (option: string): string =>
  named(`choice.${option}`) ?? option.replaceAll('_', ' ')

/** The keys are put together from FACT_TYPES; a test holds that every one has its words. */
function named(key: string): string | undefined {
  return isMessageKey(key) ? (t as (key: string) => string)(key) : undefined
}
