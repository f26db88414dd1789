import { FACT_TYPE_NAMES, type FactType } from '@dateline/shared/facts/fact-types'
import { mintFactId, type FactId } from '@dateline/shared/ids'
import { Link2, Plus } from 'lucide-react'
import { useState } from 'react'
import { t } from '../i18n/translate.ts'
import { CopyFactDialog } from '../reuse/copy-fact-dialog.tsx'
import { Button } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { useFactSession } from './fact-context.ts'
import { typeName } from './fact-names.ts'

interface Props {
  onMade: (id: FactId) => void
  /** A fact of another story was copied here. */
  onCopied: (id: string) => void
}

/** Makes an empty fact of a type and opens its form, or fetches one from another story. */
export function NewFactMenu({ onMade, onCopied }: Props) {
  const [isCopying, setCopying] = useState(false)
  const session = useFactSession()
  const make = (type: FactType) => {
    const id = mintFactId()
    const label = t('facts.new.label', { type: typeName(type).toLocaleLowerCase() })
    session.story.facts.create({ id, type, label }, session.origin)
    onMade(id)
  }
  return (
    <>
      <Menu
        label={t('facts.new')}
        trigger={
          <Button small>
            <Plus aria-hidden />
            {t('facts.new')}
          </Button>
        }
      >
        <MenuItem
          text={t('reuse.menu')}
          icon={<Link2 aria-hidden />}
          onAction={() => setCopying(true)}
        />
        {FACT_TYPE_NAMES.map((type) => (
          <MenuItem key={type} text={typeName(type)} onAction={() => make(type)} />
        ))}
      </Menu>
      {isCopying && <CopyFactDialog onClose={() => setCopying(false)} onCopied={onCopied} />}
    </>
  )
}
