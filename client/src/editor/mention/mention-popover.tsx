import { formatsFor } from '@dateline/shared/facts/mentions/mention-format'
import { renderField } from '@dateline/shared/facts/mentions/render-mention'
import { seenValue } from '@dateline/shared/facts/mentions/seen-value'
import type { Editor } from '@tiptap/core'
import { useMemo } from 'react'
import { Dialog, Popover } from 'react-aria-components'
import { t } from '../../i18n/translate.ts'
import type { StorySession } from '../../sync/story-session.ts'
import { useSnapshot } from '../../sync/use-snapshot.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { SelectField } from '../../ui/select-field.tsx'
import { FACT_KEYS } from '../make-fact/fact-keys.ts'
import { detachMention } from './detach-mention.ts'
import { lookOf } from './mention-look.ts'
import { worldAt } from './mention-painter.ts'
import { mentionOf } from './mention-ref.ts'
import overlays from '../../ui/overlays.module.css'
import css from './mention-popover.module.css'

interface Props {
  session: StorySession
  editor: Editor
  pos: number
  element: HTMLElement
  onClose: () => void
  onOpenFact: (factId: string) => void
}

/** What stands behind one mention, and what can be done about it. */
export function MentionPopover({ session, editor, pos, element, onClose, onOpenFact }: Props) {
  const { facts, seen } = session.story
  useSnapshot(facts)
  useSnapshot(seen)
  useSnapshot(session.record)
  const language = useSnapshot(session.language)
  const canWrite = useSnapshot(session.canWrite)
  const trigger = useMemo(() => ({ current: element }), [element])

  const node = editor.state.doc.nodeAt(pos)
  if (node?.type.name !== 'mention') return null
  const ref = mentionOf(node)
  const fact = facts.get(ref.factId)
  const world = worldAt(session, { doc: editor.state.doc, pos })
  const look = lookOf(ref, world)
  const context = { language, fact: (id: string) => facts.get(id) }
  const formats = fact ? formatsFor(fact.type, ref.field) : []

  const close = () => {
    onClose()
    // Behind the mention, not on it: the next letter must not replace it.
    editor.commands.focus(pos + node.nodeSize)
  }
  const change = (format: string) => {
    editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, 'format', format))
  }
  const markSeen = () => {
    const value = seenValue(ref.factId, ref.field, (id) => facts.get(id)) ?? ''
    seen.acknowledge(ref.factId, ref.field, value, session.origin)
    close()
  }
  const intoWords = () => {
    onClose()
    detachMention(editor, pos, look.words)
  }

  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && close()}
      className={cx(overlays['popover'])}
    >
      <Dialog aria-label={t('mention.about', { words: look.words })} className={cx(css['box'])}>
        <p className={css['words']} dir="auto">
          {look.tone === 'deleted' ? t('mention.deleted') : look.words}
        </p>
        <p className={css['state']} data-tone={look.tone}>
          {t(`mention.tone.${look.tone}`)}
          {fact && ` · ${t('mention.sources', { count: fact.sources.length })}`}
        </p>
        {fact && fact.label !== look.words && <p className={css['label']}>{fact.label}</p>}
        {look.was !== null && <p className={css['was']}>{t('mention.was', { words: look.was })}</p>}
        {fact && canWrite && formats.length > 1 && (
          <SelectField
            label={t('mention.format')}
            value={ref.format}
            onChange={change}
            options={formats.map((id) => ({
              id: id as string,
              label:
                (id !== 'auto' && renderField(fact, ref.field, id, context)) ||
                t(`editor.format.${id}`),
            }))}
          />
        )}
        <div className={css['actions']}>
          {look.glows && canWrite && (
            <Button look="primary" small onPress={markSeen}>
              {t('mention.markSeen')}
            </Button>
          )}
          {fact && (
            <Button
              small
              onPress={() => {
                onClose()
                onOpenFact(fact.id)
              }}
            >
              {t('mention.openFact')}
            </Button>
          )}
          {canWrite && (
            <Button small look="quiet" onPress={intoWords}>
              {t('mention.intoWords', { keys: FACT_KEYS })}
            </Button>
          )}
        </div>
      </Dialog>
    </Popover>
  )
}
