import type { Finding } from '@dateline/shared/facts/checks/finding'
import { Extension } from '@tiptap/core'
import { PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { linesPlugin } from '../editor/lines-plugin.ts'
import type { EditedField, StoryEditors } from '../editor/story-editors.ts'
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
      linesPlugin({ key, source: checks, hasSome: () => checks.list().open.length > 0, draw }),
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
