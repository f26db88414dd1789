import type { Fact } from '@dateline/shared/facts/fact'
import type { PictureKind } from '@dateline/shared/facts/pictures/picture-kind'
import {
  EVENT_WORDS,
  PICTURE_WORDS,
  roundsWord,
} from '@dateline/shared/facts/pictures/picture-words'
import { talksOf } from '@dateline/shared/facts/pictures/talks'
import { timelineOf } from '@dateline/shared/facts/pictures/timeline'
import { directionOf, type Language } from '@dateline/shared/story/meta-doc'
import type { ReactNode } from 'react'
import { t } from '../i18n/translate.ts'
import css from './pictures.module.css'

interface Props {
  kind: PictureKind
  facts: readonly Fact[]
  language: Language
  onOpenFact: (factId: string) => void
}

/** What a picture shows, as a table: for those who do not see it, and to go to its facts. */
export function PictureTable({ kind, facts, language, onOpenFact }: Props) {
  const go = (factId: string, words: string) => (
    <button type="button" className={css['go']} onClick={() => onOpenFact(factId)}>
      <bdi>{words}</bdi>
    </button>
  )
  const rows: readonly { key: string; cells: readonly ReactNode[] }[] =
    kind === 'timeline'
      ? timelineOf(facts, language).map((event) => ({
          key: event.factId + event.field,
          cells: [
            event.own,
            event.other,
            go(event.factId, event.title),
            [EVENT_WORDS[event.type][language], event.place, event.note]
              .filter(Boolean)
              .join(' · '),
          ],
        }))
      : tieRows(facts, language, go)
  const heads =
    kind === 'timeline'
      ? [
          t(language === 'en' ? 'date.gregorian' : 'date.solarHijri'),
          t(language === 'en' ? 'date.solarHijri' : 'date.gregorian'),
          t('pictures.what'),
          t('pictures.details'),
        ]
      : [t('pictures.who'), t('pictures.with'), t('pictures.details')]
  return (
    <div className={css['tableScroll']}>
      <table className={css['table']} lang={language} dir={directionOf(language)}>
        <caption>{PICTURE_WORDS[kind][language]}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" lang="en">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, column) => (
                <td key={heads[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function tieRows(
  facts: readonly Fact[],
  language: Language,
  go: (factId: string, words: string) => ReactNode,
) {
  const { talkers, ties } = talksOf(facts, language)
  const name = (id: string) => talkers.find((talker) => talker.id === id)?.name ?? ''
  return ties.map((tie) => ({
    key: tie.from + tie.to,
    cells: [
      go(tie.from, name(tie.from)),
      go(tie.to, name(tie.to)),
      [
        PICTURE_WORDS[tie.kind][language],
        tie.rounds > 0 && roundsWord(tie.rounds, language),
        ...tie.formats.map((format) => PICTURE_WORDS[format][language]),
        tie.hasSigned && PICTURE_WORDS.signed[language],
      ]
        .filter(Boolean)
        .join(' · '),
    ],
  }))
}
