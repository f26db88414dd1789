import type * as Y from 'yjs'
import { ProposalsDoc } from '../facts/extract/proposals-doc.ts'
import { FactsDoc } from '../facts/facts-doc.ts'
import { WiresDoc } from '../facts/wires/wires-doc.ts'
import { DrawnDoc } from './drawn-doc.ts'
import { IgnoredDoc } from './ignored-doc.ts'
import { ImportedDoc } from './imported-doc.ts'
import { MetaDoc } from './meta-doc.ts'
import { SeenDoc } from './seen-doc.ts'

/** The text fields of a story: each a root Y.XmlFragment with an editor of its own. */
export const TEXT_FIELDS = ['headline', 'standfirst', 'body', 'seoTitle', 'seoDescription'] as const
export type TextField = (typeof TEXT_FIELDS)[number]

/** Characters a field should stay under (rule W3); null where the target length is the story's. */
export const LENGTH_LIMITS: Readonly<Record<TextField, number | null>> = {
  headline: 110,
  standfirst: 250,
  body: null,
  seoTitle: 60,
  seoDescription: 160,
}

/**
 * One story's Y.Doc, typed. Only the `*-doc.ts` files of `shared` name a root or a key; everybody
 * else goes through here. Root types: the text fields, `facts`, `candidates`, `proposals`, `seen`,
 * `ignored`, `drawn`, `meta`, `imported`, `wires`. Root types that are not ours are other programs' business and
 * are left alone.
 */
export class StoryDoc {
  readonly doc: Y.Doc
  readonly facts: FactsDoc
  readonly proposals: ProposalsDoc
  readonly seen: SeenDoc
  readonly ignored: IgnoredDoc
  readonly drawn: DrawnDoc
  readonly meta: MetaDoc
  readonly imported: ImportedDoc
  readonly wires: WiresDoc

  /** @param now ms since epoch; screens give it, so that what they write in facts has a time */
  constructor(doc: Y.Doc, now?: () => number) {
    this.doc = doc
    this.facts = new FactsDoc(doc, now)
    this.proposals = new ProposalsDoc(doc)
    this.seen = new SeenDoc(doc)
    this.ignored = new IgnoredDoc(doc)
    this.drawn = new DrawnDoc(doc)
    this.meta = new MetaDoc(doc)
    this.imported = new ImportedDoc(doc)
    this.wires = new WiresDoc(doc)
  }

  text(field: TextField): Y.XmlFragment {
    return this.doc.getXmlFragment(field)
  }
}
