import type { FieldSpec, FieldValue, ListItem } from '@dateline/shared/facts/field-spec'
import { mintId } from '@dateline/shared/ids'
import { Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { t } from '../i18n/translate.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { itemName } from './fact-names.ts'
import { FieldEditor } from './field-editor.tsx'
import { PresenceDots } from './presence-dot.tsx'
import css from './list-field.module.css'

interface Props {
  label: ReactNode
  spec: Extract<FieldSpec, { kind: 'list' }>
  value: readonly ListItem[]
  /** Changes the list as it stands at this moment: somebody else may just have added a row. */
  onChange: (change: (rows: readonly ListItem[]) => readonly ListItem[]) => void
  /** How a cell is named in presence. */
  presence: (rowId: string, key: string) => string
  onEnter: (field: string | null) => void
}

/** Rows of a few fields each, written cell by cell. */
export function ListField({ label, spec, value, onChange, presence, onEnter }: Props) {
  const setCell = (id: string, key: string, cell: FieldValue | undefined) =>
    onChange((rows) =>
      rows.map((row) => {
        if (row.id !== id) return row
        const { [key]: _, ...rest } = row
        return (cell === undefined ? rest : { ...row, [key]: cell }) as ListItem
      }),
    )
  return (
    <fieldset className={css['list']}>
      <legend className={css['label']}>{label}</legend>
      {value.map((row, index) => (
        <fieldset
          key={row.id}
          className={css['row']}
          aria-label={t('form.row', { number: index + 1 })}
        >
          <div className={css['cells']}>
            {Object.entries(spec.item).map(([key, item]) => (
              <FieldEditor
                key={key}
                spec={item}
                label={
                  <>
                    {itemName(key)}
                    <PresenceDots field={presence(row.id, key)} />
                  </>
                }
                value={row[key]}
                onChange={(cell) => setCell(row.id, key, cell)}
                onFocusChange={(focused) => onEnter(focused ? presence(row.id, key) : null)}
              />
            ))}
          </div>
          <IconButton
            small
            label={t('form.row.remove', { number: index + 1 })}
            onPress={() => onChange((rows) => rows.filter(({ id }) => id !== row.id))}
          >
            <Trash2 aria-hidden />
          </IconButton>
        </fieldset>
      ))}
      <Button
        small
        look="quiet"
        className={css['add'] ?? ''}
        onPress={() => onChange((rows) => [...rows, { id: mintId() }])}
      >
        <Plus aria-hidden />
        {t('form.row.add')}
      </Button>
    </fieldset>
  )
}
