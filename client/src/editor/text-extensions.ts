import { bodyExtensions, lineExtensions } from '@dateline/shared/editor-schema/editor-schema'
import type { FactsDoc } from '@dateline/shared/facts/facts-doc'
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
import { livePiece, Pieces } from './pieces/live-pieces.ts'
import { PictureFiles } from './pieces/picture-files.ts'
import { PictureUpload } from './pieces/picture-upload.ts'
import { Placeholder } from './placeholder.ts'
import { ProposalLines } from './proposals/proposal-lines.ts'
import { StillPage } from './still-page.ts'
import type { EditedField, StoryEditors } from './story-editors.ts'
import { AtQuery } from './suggest/at-query.ts'
import { SlashQuery } from './suggest/slash-query.ts'

/** The fact itself, or the copy of it that this story has (rule M7). */
function factHere(facts: FactsDoc, id: string): string | undefined {
  if (facts.get(id)) return id
  return facts.list().find(({ copiedFrom }) => copiedFrom?.fact === id)?.id
}

/** The schema's extensions with everything that makes one field of a story live. */
export function textExtensions(
  session: StorySession,
  field: EditedField,
  editors: StoryEditors,
): Extensions {
  const oneLine = field !== 'body'
  const files = new PictureFiles(session.storyId)
  const schema = (oneLine ? lineExtensions : bodyExtensions).map((extension) =>
    extension.name === 'mention'
      ? LiveMention.configure({
          painter: new MentionPainter(session),
          onOpen: (at) => editors.show({ kind: 'mention', field, ...at }),
        })
      : livePiece(extension, files),
  )
  return [
    ...schema,
    AtQuery.configure({
      onChange: (at) => (at ? editors.show({ kind: 'at', field, at }) : editors.hide('at', field)),
      onKey: editors.keys.send,
    }),
    ...(oneLine ? [] : bodyOnly(files, field, editors)),
    keys(field, editors),
    Collaboration.configure({ fragment: session.story.text(field) }),
    StillPage,
    Carets.configure({ awareness: session.awareness }),
    ProposalLines.configure({ session, field }),
    CheckLines.configure({ session, editors, field }),
    Placeholder.configure({ words: t(`story.placeholder.${field}`) }),
    PasteGuard.configure({
      here: (factId) => factHere(session.story.facts, factId),
      onPicture: (storyId, hash) => void files.copyFrom(storyId, hash),
      storyId: session.storyId,
      oneLine,
    }),
  ]
}

/** Pictures, tables and embeds, and the list that `/` opens. */
function bodyOnly(files: PictureFiles, field: EditedField, editors: StoryEditors): Extensions {
  return [
    Pieces,
    PictureUpload.configure({ files }),
    SlashQuery.configure({
      onChange: (at) =>
        at ? editors.show({ kind: 'slash', field, at }) : editors.hide('slash', field),
      onKey: editors.keys.send,
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
