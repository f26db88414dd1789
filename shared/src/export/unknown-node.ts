/**
 * Something in the copy that an export does not know. It is never dropped in silence (rule X5): the
 * message names it, so that a person can take it out or somebody can teach the export.
 */
export class UnknownNodeError extends Error {
  readonly node: string

  constructor(node: string, where: string) {
    super(`The ${where} holds “${node}”, which cannot be exported. Take it out, or rewrite it.`)
    this.name = 'UnknownNodeError'
    this.node = node
  }
}
