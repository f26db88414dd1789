import { bodyExtensions, lineExtensions } from '@dateline/shared/editor-schema/editor-schema'
import { Extension, type Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { CheckLines } from '../checks/check-lines.ts'
import { t } from '../i18n/translate.ts'
import type { StorySession } from '../sync/story-session.ts'
import { tell } from '../ui/toasts.ts'
import { Carets } from './carets.ts'
import { LiveMention } from './mention/live-mention.ts'
import { MentionPainter } from './mention/mention-painter.ts'
import { PasteGuard } from './paste/paste-guard.ts'
import { Placeholder } from './placeholder.ts'
import { ProposalLines } from './proposals/proposal-lines.ts'
import type { EditedField, StoryEditors } from './story-editors.ts'
import { AtQuery } from './suggest/at-query.ts'

/** The schema's extensions with everything that makes one field of a story live. */
export function textExtensions(
  session: StorySession,
  field: EditedField,
  editors: StoryEditors,
): Extensions {
  const oneLine = field !== 'body'
  const schema = (oneLine ? lineExtensions : bodyExtensions).map((extension) =>
    extension.name === 'mention'
      ? LiveMention.configure({
          painter: new MentionPainter(session),
          onOpen: (at) => editors.show({ kind: 'mention', field, ...at }),
        })
      : extension,
  )
  return [
    ...schema,
    AtQuery.configure({
      onChange: (at) => (at ? editors.show({ kind: 'at', field, at }) : editors.hide('at', field)),
      onKey: editors.keys.send,
    }),
    keys(field, editors),
    Collaboration.configure({ fragment: session.story.text(field) }),
    Carets.configure({ awareness: session.awareness }),
    ProposalLines.configure({ session, field }),
    CheckLines.configure({ session, editors, field }),
    Placeholder.configure({ words: t(`story.placeholder.${field}`) }),
    PasteGuard.configure({
      knows: (factId) => session.story.facts.get(factId) !== undefined,
      oneLine,
    }),
  ]
}

function keys(field: EditedField, editors: StoryEditors): Extension {
  return Extension.create({
    name: 'storyKeys',
    priority: 50, // after the mention's own Enter
    addKeyboardShortcuts: () => ({
      'Mod-Shift-f': () => editors.makeFact() || tellToSelect(),
      ...(field === 'body'
        ? { 'Mod-k': () => editors.link() }
        : {
            Enter: () => {
              editors.focusAfter(field)
              return true
            },
          }),
    }),
  })
}

function tellToSelect(): true {
  tell(t('editor.selectFirst'))
  return true
}
