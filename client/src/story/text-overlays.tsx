import { LinkForm } from '../editor/link-form.tsx'
import { MakeFactForm } from '../editor/make-fact/make-fact-form.tsx'
import { MentionPopover } from '../editor/mention/mention-popover.tsx'
import { SelectionBubble } from '../editor/selection-bubble.tsx'
import type { StoryEditors } from '../editor/story-editors.ts'
import { AtMenu } from '../editor/suggest/at-menu.tsx'
import { SlashMenu } from '../editor/suggest/slash-menu.tsx'
import type { StorySession } from '../sync/story-session.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'

interface Props {
  session: StorySession
  editors: StoryEditors
  onOpenFact: (factId: string) => void
}

/** Whatever lies over the text now: the bubble of a selection, or one of the small boxes. */
export function TextOverlays({ session, editors, onOpenFact }: Props) {
  const overlay = useSnapshot(editors.overlay)
  const active = useSnapshot(editors.active)
  const close = () => editors.hide()
  if (!overlay) {
    if (!active) return null
    return (
      <SelectionBubble
        key={active.field}
        editor={active.editor}
        field={active.field}
        onLink={() => editors.link()}
        onMakeFact={() => editors.makeFact()}
      />
    )
  }
  const editor = editors.get(overlay.field)
  if (!editor) return null
  switch (overlay.kind) {
    case 'at':
      return <AtMenu session={session} editor={editor} at={overlay.at} keys={editors.keys} />
    case 'slash':
      return <SlashMenu editor={editor} at={overlay.at} keys={editors.keys} />
    case 'mention':
      return (
        <MentionPopover
          key={overlay.pos}
          session={session}
          editor={editor}
          pos={overlay.pos}
          element={overlay.element}
          onClose={close}
          onOpenFact={onOpenFact}
        />
      )
    case 'link':
      return <LinkForm editor={editor} onClose={close} />
    case 'make-fact':
      return <MakeFactForm session={session} editor={editor} onClose={close} />
    default:
      return overlay satisfies never
  }
}
