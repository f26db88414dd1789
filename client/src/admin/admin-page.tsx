import { can } from '@dateline/shared/users/policy'
import { useNavigate, useParams } from 'react-router'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { t } from '../i18n/translate.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/notice.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { ApprovalRules } from './approval-rules.tsx'
import { People } from './people.tsx'
import { TargetAdmin } from './target-admin.tsx'
import css from './admin-page.module.css'

/** Who works here, and where stories go. */
export function AdminPage() {
  const user = useCurrentUser()
  const { section } = useParams()
  const navigate = useNavigate()
  if (!can(user, 'users.manage')) {
    return (
      <Empty title={t('admin.notAllowed')}>
        <p>{t('admin.notAllowed.hint')}</p>
        <ButtonLink href="/">{t('app.toDesk')}</ButtonLink>
      </Empty>
    )
  }
  return (
    <main className={css['page']}>
      <title>{`${t('admin.title')} · ${t('app.name')}`}</title>
      <h1 className={css['title']}>{t('admin.title')}</h1>
      <Tabs
        label={t('admin.title')}
        selected={section === 'targets' || section === 'rules' ? section : 'people'}
        onSelect={(tab) => void navigate(`/admin/${tab}`)}
        tabs={[
          { id: 'people', title: t('admin.people'), content: <People /> },
          { id: 'targets', title: t('admin.targets'), content: <TargetAdmin /> },
          { id: 'rules', title: t('rules.title'), content: <ApprovalRules /> },
        ]}
      />
    </main>
  )
}
