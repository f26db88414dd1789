import type { Finding } from '@dateline/shared/facts/checks/finding'
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { EditedField, StoryEditors } from '../editor/story-editors.ts'
import { isFromElsewhere } from '../editor/text-anchor.ts'
import type { StorySession } from '../sync/story-session.ts'
import { applyFix } from './apply-fix.ts'
import { checkWords } from './check-words.ts'
import { openChecks } from './open-checks.ts'
import { placeWords } from './place-words.ts'

const key = new PluginKey<DecorationSet>('checkLines')

interface Options {
  session: StorySession | null
  editors: StoryEditors | null
  field: EditedField
}

/** Underlines what the checks found in one field, and mends it at the caret with one key. */
export const CheckLines = Extension.create<Options>({
  name: 'checkLines',
  addOptions: () => ({ session: null, editors: null, field: 'body' }),
  addKeyboardShortcuts() {
    const { session, editors } = this.options
    return {
      'Mod-.': ({ editor }) => {
        const [line] = key.getState(editor.state)?.find(...rangeOf(editor.state)) ?? []
        if (!session || !editors || !line) return false
        const { open, blocks } = openChecks(session).list()
        const finding = open.find((one) => one.key === keyOf(line))
        if (finding) applyFix(finding, { session, editors, blocks })
        return true
      },
    }
  },
  addProseMirrorPlugins() {
    const { session, field } = this.options
    if (!session) return []
    const checks = openChecks(session)
    const draw = (state: EditorState, drawn: DecorationSet): DecorationSet => {
      const { open, blocks } = checks.list()
      const lines = open.flatMap((finding) => {
        const checked = blocks.find(
          (block) => block.textField === finding.textField && block.block === finding.block,
        )
        if (finding.textField !== field || !checked) return []
        const place = placeWords(state.doc, checked, finding, session)
        if (place) return [lineUnder(finding, place.from, place.to)]
        // Typed on since: the line stays where it went until the next answer.
        return drawn.find(undefined, undefined, (spec) => spec['key'] === finding.key)
      })
      return DecorationSet.create(state.doc, lines)
    }
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, drawn, _before, state) => {
            const moved = drawn.map(tr.mapping, tr.doc)
            const isNews = tr.getMeta(key) || (tr.docChanged && isFromElsewhere(state))
            return isNews ? draw(state, moved) : moved
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => {
          // Not inside the transaction that brought the news: its text is not on screen yet.
          const redraw = () =>
            queueMicrotask(() => {
              if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true))
            })
          const stop = checks.subscribe(redraw)
          if (checks.list().open.length > 0) redraw()
          return { destroy: stop }
        },
      }),
    ]
  },
})

function lineUnder(finding: Finding, from: number, to: number): Decoration {
  const attributes = {
    class: 'check-words',
    'data-check': finding.severity,
    title: checkWords(finding),
  }
  return Decoration.inline(from, to, attributes, { key: finding.key })
}

const keyOf = (line: Decoration): unknown => (line.spec as { key?: unknown }).key

const rangeOf = ({ selection }: EditorState): [number, number] => [selection.from, selection.to]
