import { t } from '../i18n/translate.ts'
import type { MentionPlace } from './mention-places.ts'
import css from './mention-list.module.css'

interface Props {
  places: readonly MentionPlace[]
  onGoTo: (place: MentionPlace) => void
}

/** Every mention of a fact with the words around it; each leads to its place. */
export function MentionList({ places, onGoTo }: Props) {
  if (places.length === 0) return null
  return (
    <ul className={css['list']} aria-label={t('fact.mentioned')}>
      {places.map((place) => (
        <li key={`${place.textField} ${place.nth}`}>
          <button type="button" className={css['place']} onClick={() => onGoTo(place)}>
            <span className={css['field']}>{t(`story.field.${place.textField}`)}</span>
            <bdi>
              {place.before}
              <mark>{place.words}</mark>
              {place.after}
            </bdi>
          </button>
        </li>
      ))}
    </ul>
  )
}
