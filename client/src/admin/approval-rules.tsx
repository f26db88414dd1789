import { policySchema, type policyPatchBody } from '@dateline/shared/api/contracts'
import { FACT_TYPE_NAMES, type FactType } from '@dateline/shared/facts/fact-types'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { api } from '../api/api-client.ts'
import { queryClient } from '../api/query-client.ts'
import { typeName } from '../facts/fact-names.ts'
import { t } from '../i18n/translate.ts'
import { CheckList } from '../ui/check-list.tsx'
import { Notice } from '../ui/notice.tsx'
import { Switch } from '../ui/switch.tsx'
import css from './admin-page.module.css'

const policyQuery = queryOptions({
  queryKey: ['policy'],
  queryFn: ({ signal }) => api('GET', '/api/policy', policySchema, undefined, signal),
})

/** What the newsroom demands before a fact counts as approved; every change is on the record. */
export function ApprovalRules() {
  const { data, error } = useQuery(policyQuery)
  const change = useMutation({
    mutationFn: (patch: z.input<typeof policyPatchBody>) =>
      api('PATCH', '/api/policy', policySchema, patch),
    onSuccess: (now) => {
      queryClient.setQueryData(policyQuery.queryKey, now)
      void queryClient.invalidateQueries({ queryKey: ['session'] })
    },
  })
  const trouble = error ?? change.error
  return (
    <section className={css['section']} aria-label={t('rules.title')}>
      <p className={css['faint']}>{t('rules.intro')}</p>
      {trouble && <Notice tone="bad">{trouble.message}</Notice>}
      {data && (
        <>
          <div>
            <Switch
              isSelected={data.selfApproval}
              isDisabled={change.isPending}
              onChange={(selfApproval) => change.mutate({ selfApproval })}
            >
              {t('rules.self')}
            </Switch>
            <p className={css['faint']}>{t('rules.self.hint')}</p>
          </div>
          <CheckList<FactType>
            label={t('rules.two')}
            options={FACT_TYPE_NAMES.map((type) => ({
              id: type,
              label: typeName(type),
              ...(type === 'mechanism' && { note: t('rules.two.mechanism') }),
            }))}
            value={data.twoSourceTypes}
            onChange={(types) => change.mutate({ twoSourceTypes: [...types] })}
          />
          <p className={css['faint']}>{t('rules.two.hint')}</p>
        </>
      )}
    </section>
  )
}
