import type { ExportPackage } from './package.ts'

/** The bytes of a file of the package, by hash; undefined: not at hand, the form names it instead. */
export type MediaFiles = (sha256: string) => Uint8Array | undefined

/**
 * One form a story can leave in. Pure: the same package gives the same bytes, so what was sent can
 * be made again. Every target is held to target.contract.ts.
 */
export interface ExportTarget {
  readonly format: string
  readonly mediaType: string
  /** Of a file that holds it, without the dot. */
  readonly extension: string
  /** @throws UnknownNodeError for a node or mark it does not know (rule X5) */
  render(story: ExportPackage, files?: MediaFiles): string | Uint8Array
}
