/** One object of a JSON-LD document; what it may hold is checked against the vocabulary in tests. */
export interface JsonLdNode {
  readonly '@type': string
  readonly [property: string]: JsonLdValue | undefined
}
export type JsonLdValue = string | number | JsonLdNode | { '@id': string } | readonly JsonLdValue[]

/** Within one story a fact has one name for machines. */
export const factUrn = (factId: string): string => `urn:dateline:fact:${factId}`
