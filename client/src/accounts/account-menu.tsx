import { LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { Button } from 'react-aria-components'
import { t } from '../i18n/translate.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { Avatar } from '../ui/avatar.tsx'
import { cx } from '../ui/cx.ts'
import { Menu, MenuGroup, MenuItem, MenuLine } from '../ui/menu.tsx'
import { setTheme, theme, THEMES } from '../ui/theme.ts'
import { useSignOut } from './sign-out.tsx'
import { useCurrentUser } from './use-current-user.ts'
import css from './account-menu.module.css'

const THEME_ICONS = { system: <Monitor aria-hidden />, light: <Sun />, dark: <Moon /> }

/** Who I am, the theme, the way out. */
export function AccountMenu() {
  const user = useCurrentUser()
  const chosen = useSnapshot(theme)
  const out = useSignOut(user.id)
  return (
    <>
      <Menu
        label={t('app.account', { name: user.name })}
        trigger={
          <Button className={cx(css['trigger'])} aria-label={t('app.account', { name: user.name })}>
            <Avatar person={user} size="1.75rem" />
          </Button>
        }
      >
        <MenuGroup title={`${user.name} · ${t(`role.${user.role}`)}`}>
          {THEMES.map((name) => (
            <MenuItem
              key={name}
              text={t(`app.theme.${name}`)}
              note={name === chosen ? '✓' : ''}
              icon={THEME_ICONS[name]}
              onAction={() => setTheme(name)}
            />
          ))}
        </MenuGroup>
        <MenuLine />
        <MenuItem text={t('signOut.action')} icon={<LogOut aria-hidden />} onAction={out.start} />
      </Menu>
      {out.question}
    </>
  )
}
