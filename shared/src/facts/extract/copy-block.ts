import type { Span } from './proposal.ts'

/** One text block to look for facts in: its field, its number in it, its words. */
export interface CopyBlock {
  readonly textField: Span['textField']
  readonly block: number
  readonly text: string
  /** The whole block is somebody's words: a quotation block. */
  readonly quoted?: boolean
}
