import { FACT_TYPE_NAMES, type FactType } from '@dateline/shared/facts/fact-types'
import { mintFactId, type FactId } from '@dateline/shared/ids'
import { Plus } from 'lucide-react'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { useFactSession } from './fact-context.ts'
import { typeName } from './fact-names.ts'

/** Makes an empty fact of a type and opens its form. */
export function NewFactMenu({ onMade }: { onMade: (id: FactId) => void }) {
  const session = useFactSession()
  const make = (type: FactType) => {
    const id = mintFactId()
    const label = t('facts.new.label', { type: typeName(type).toLocaleLowerCase() })
    session.story.facts.create({ id, type, label }, session.origin)
    onMade(id)
  }
  return (
    <Menu
      label={t('facts.new')}
      trigger={
        <Button small>
          <Plus aria-hidden />
          {t('facts.new')}
        </Button>
      }
    >
      {FACT_TYPE_NAMES.map((type) => (
        <MenuItem key={type} text={typeName(type)} onAction={() => make(type)} />
      ))}
    </Menu>
  )
}
