import { can } from '@dateline/shared/users/policy'
import { Search } from 'lucide-react'
import { RouterProvider } from 'react-aria-components'
import { NavLink, Outlet, useHref, useNavigate } from 'react-router'
import { AccountMenu } from '../accounts/account-menu.tsx'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { t } from '../i18n/translate.ts'
import { Button } from '../ui/button.tsx'
import { Logo } from '../ui/logo.tsx'
import { commandPalette, PALETTE_KEYS } from './command-palette-state.ts'
import { CommandPalette } from './command-palette.tsx'
import css from './frame.module.css'

/** Around every page: links go through the router, ⌘K works everywhere. */
export function Root() {
  const navigate = useNavigate()
  return (
    // oxlint-disable-next-line react/hooks -- React Aria takes the hook itself and calls it as one
    <RouterProvider navigate={(to) => void navigate(to)} useHref={useHref}>
      <Outlet />
      <CommandPalette />
    </RouterProvider>
  )
}

/** The bar above the pages that are not a story: the story's room has a bar of its own. */
export function Frame() {
  const user = useCurrentUser()
  return (
    <div className={css['frame']}>
      <a className={css['skip']} href="#content">
        {t('app.skip')}
      </a>
      <header className={css['bar']}>
        <NavLink to="/" className={css['home'] ?? ''}>
          <Logo />
          <span className={css['name']}>{t('app.name')}</span>
        </NavLink>
        <nav className={css['nav']} aria-label={t('app.name')}>
          <NavLink to="/" end className={css['link'] ?? ''}>
            {t('app.desk')}
          </NavLink>
          {can(user, 'fact.approve') && (
            <NavLink to="/approvals" className={css['link'] ?? ''}>
              {t('approvals.title')}
            </NavLink>
          )}
          {can(user, 'users.manage') && (
            <NavLink to="/admin" className={css['link'] ?? ''}>
              {t('app.admin')}
            </NavLink>
          )}
        </nav>
        <Button
          look="quiet"
          className={css['search'] ?? ''}
          onPress={() => commandPalette.set(true)}
        >
          <Search aria-hidden />
          <span className={css['searchText']}>{t('app.commands')}</span>
          <kbd className={css['keys']}>{PALETTE_KEYS}</kbd>
        </Button>
        <AccountMenu />
      </header>
      <div id="content" className={css['content']} tabIndex={-1}>
        <Outlet />
      </div>
    </div>
  )
}
