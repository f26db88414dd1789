import type { UserEntry } from '@dateline/shared/api/contracts'
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components'
import { t } from '../i18n/translate.ts'
import { cx } from '../ui/cx.ts'
import css from './details-sheet.module.css'

interface Props {
  people: readonly UserEntry[]
  team: readonly string[]
  isDisabled: boolean
  onChange: (team: readonly string[]) => void
}

/** Who may see a story that is not the whole newsroom's. */
export function TeamField({ people, team, isDisabled, onChange }: Props) {
  return (
    <CheckboxGroup
      value={[...team]}
      onChange={onChange}
      isDisabled={isDisabled}
      className={cx(css['team'])}
    >
      <Label className={cx(css['label'])}>{t('details.team')}</Label>
      {people.map((person) => (
        <Checkbox key={person.id} value={person.id} className={cx(css['member'])}>
          <span className={css['box']} aria-hidden />
          {person.name}
        </Checkbox>
      ))}
    </CheckboxGroup>
  )
}
