import type { Finding } from '@dateline/shared/facts/checks/finding'
import { OctagonAlert } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { isEditedField } from '../editor/story-editors.ts'
import { t } from '../i18n/translate.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { checkWords, fixWords } from './check-words.ts'
import { IgnoreForm } from './ignore-form.tsx'
import css from './checks.module.css'

interface Props {
  finding: Finding
  canWrite: boolean
  onGoTo: () => void
  onFix: () => void
  onIgnore: (why: string) => void
}

/** One finding: why it speaks, the words it is about, and what can be done. */
export function CheckItem({ finding, canWrite, onGoTo, onFix, onIgnore }: Props) {
  const [isIgnoring, setIgnoring] = useState(false)
  const { severity, words, textField, fix } = finding
  return (
    <li className={css['item']} data-finding={finding.key}>
      <AriaButton
        className={cx(css['go'])}
        data-act="go"
        isDisabled={!isEditedField(textField)}
        onPress={onGoTo}
      >
        <span className={css['why']}>{checkWords(finding)}</span>
        <q className={css['words']} dir="auto">
          {words}
        </q>
      </AriaButton>
      {severity === 'blocking' && (
        <Badge tone="retracted" icon={<OctagonAlert aria-hidden />}>
          {t('checks.blocking')}
        </Badge>
      )}
      {canWrite && !isIgnoring && (
        <div className={css['acts']}>
          {fix && (
            <Button small look="secondary" data-act="fix" onPress={onFix}>
              {fixWords(finding)}
            </Button>
          )}
          <Button small look="quiet" data-act="ignore" onPress={() => setIgnoring(true)}>
            {t('checks.ignore')}
          </Button>
        </div>
      )}
      {isIgnoring && (
        <IgnoreForm
          needsReason={severity === 'blocking'}
          onIgnore={onIgnore}
          onCancel={() => setIgnoring(false)}
        />
      )}
    </li>
  )
}
