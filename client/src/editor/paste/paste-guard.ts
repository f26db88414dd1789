import { isMediaHash } from '@dateline/shared/editor-schema/figure-node'
import { Extension } from '@tiptap/core'
import { Fragment, Slice, type Node as ProseNode, type Schema } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { t } from '../../i18n/translate.ts'
import { tell } from '../../ui/toasts.ts'
import { cleanPaste } from './clean-paste.ts'
import { quotedLines } from './quoted-lines.ts'

/** Characters of text; more than a long book chapter is a mistake or an attack on the tab. */
export const PASTE_LIMIT = 200_000
/** HTML carries its styles along, ten times the text and more. */
const PASTE_HTML_LIMIT = 4_000_000

interface Options {
  /** The fact of this story that is meant by one of any story. */
  here: (factId: string) => string | undefined
  storyId: string
  /** A picture whose file lies in another story was pasted. */
  onPicture: (storyId: string, hash: string) => void
  /** One line: what is pasted loses its blocks, keeps its words and mentions. */
  oneLine: boolean
}

/** What may come in by paste or drop, and in which form. */
export const PasteGuard = Extension.create<Options>({
  name: 'pasteGuard',
  addOptions: () => ({
    here: () => undefined,
    storyId: '',
    onPicture: () => undefined,
    oneLine: false,
  }),
  addProseMirrorPlugins() {
    const { here, oneLine, storyId, onPicture } = this.options
    const refuse = (event: Event, data: DataTransfer | null) => {
      if (!data || !isTooLarge(data)) return false
      event.preventDefault() // before ProseMirror spends a minute on parsing it
      tell(t('editor.pasteTooLarge', { limit: PASTE_LIMIT }), 'bad')
      return true
    }
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            paste: (_view, event) => refuse(event, event.clipboardData),
            drop: (_view, event) => refuse(event, event.dataTransfer),
          },
          transformPastedHTML: (html) => {
            const clean = cleanPaste(html, here)
            for (const picture of picturesElsewhere(clean, storyId)) onPicture(...picture)
            return clean
          },
          ...(!oneLine && {
            clipboardTextParser: (text, $context, plain, view) =>
              quotedLines(text, view.state.schema) ?? (null as unknown as Slice), // null: ProseMirror's own parser (its types forget that)
          }),
          ...(oneLine && {
            transformPasted: (slice, view) => flatten(slice, view.state.schema),
          }),
        },
      }),
    ]
  },
})

/** Pictures of ours whose files are another story's: its id and the file's hash. */
function picturesElsewhere(html: string, here: string): (readonly [string, string])[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return [...body.querySelectorAll<HTMLElement>('figure[data-media][data-story]')].flatMap(
    ({ dataset: { story = '', media } }) =>
      story !== here && /^[\w-]+$/.test(story) && isMediaHash(media)
        ? [[story, media] as const]
        : [],
  )
}

function isTooLarge(data: DataTransfer): boolean {
  return (
    data.getData('text/plain').length > PASTE_LIMIT ||
    data.getData('text/html').length > PASTE_HTML_LIMIT
  )
}

/** All words and mentions of a slice in one line, a space where a block ended. */
export function flatten(slice: Slice, schema: Schema): Slice {
  const line: ProseNode[] = []
  const space = () => {
    if (line.length > 0) line.push(schema.text(' '))
  }
  slice.content.descendants((node) => {
    if (node.isTextblock) space()
    else if (node.isText) line.push(schema.text((node.text ?? '').replaceAll(/\s+/gu, ' ')))
    else if (node.type.name === 'mention') line.push(node.mark([]))
    return !node.isLeaf
  })
  return new Slice(Fragment.fromArray(line), 0, 0)
}
