import { can } from '@dateline/shared/users/policy'
import { useQuery } from '@tanstack/react-query'
import { Download, FileText, LayoutList, LogOut, Plus, Settings, SunMoon } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components'
import { useNavigate } from 'react-router'
import { useSignOut } from '../accounts/sign-out.tsx'
import { useCurrentUser } from '../accounts/use-current-user.ts'
import { t } from '../i18n/translate.ts'
import { useSnapshot } from '../sync/use-snapshot.ts'
import { cx } from '../ui/cx.ts'
import { setTheme, THEMES } from '../ui/theme.ts'
import { commandPalette, openedCommandPalette } from './command-palette-state.ts'
import { sortStories } from './desk-list.ts'
import { storiesQuery } from './stories.ts'
import overlays from '../ui/overlays.module.css'
import css from './command-palette.module.css'

/** A palette is for typing into: there is nothing before the field to read. */
const FOCUSED = { autoFocus: true }

interface Command {
  readonly id: string
  readonly text: string
  readonly note?: string
  readonly icon: ReactNode
  readonly run: () => void
}

/** ⌘K: go to any story, do anything, without the mouse. */
export function CommandPalette() {
  const isOpen = useSnapshot(openedCommandPalette)
  const user = useCurrentUser()
  const out = useSignOut(user.id)
  const close = () => commandPalette.set(false)
  return (
    <>
      <ModalOverlay
        isOpen={isOpen}
        onOpenChange={(open) => commandPalette.set(open)}
        isDismissable
        className={cx(overlays['backdrop'], overlays['dialogTop'])}
      >
        <Modal className={cx(overlays['dialog'])}>
          <Dialog aria-label={t('commands.title')} className={cx(overlays['dialogContent'])}>
            <Palette onSignOut={out.start} onDone={close} />
          </Dialog>
        </Modal>
      </ModalOverlay>
      {out.question}
    </>
  )
}

function Palette({ onSignOut, onDone }: { onSignOut: () => void; onDone: () => void }) {
  const { contains } = useFilter({ sensitivity: 'base' })
  const actions = useActions(onSignOut)
  const stories = useStoryCommands()
  const all = [...actions, ...stories]
  const run = (id: string) => {
    onDone()
    all.find((command) => command.id === id)?.run()
  }
  return (
    <Autocomplete filter={contains}>
      <SearchField {...FOCUSED} aria-label={t('commands.search')} className={cx(css['search'])}>
        <Input className={cx(css['input'])} placeholder={t('commands.search')} />
      </SearchField>
      <Menu
        aria-label={t('commands.title')}
        className={cx(overlays['list'], css['list'])}
        onAction={(id) => run(String(id))}
        renderEmptyState={() => <p className={css['none']}>{t('commands.none')}</p>}
      >
        <Group title={t('commands.stories')} commands={stories} />
        <Group title={t('commands.actions')} commands={actions} />
      </Menu>
    </Autocomplete>
  )
}

function Group({ title, commands }: { title: string; commands: readonly Command[] }) {
  return (
    <MenuSection>
      <Header className={cx(overlays['sectionTitle'])}>{title}</Header>
      {commands.map(({ id, text, note = '', icon }) => (
        <MenuItem key={id} id={id} textValue={`${text} ${note}`} className={cx(overlays['item'])}>
          {icon}
          <span className={cx(overlays['itemText'], css['text'])} dir="auto">
            {text}
          </span>
          <span className={overlays['itemNote']}>{note}</span>
        </MenuItem>
      ))}
    </MenuSection>
  )
}

function useStoryCommands(): readonly Command[] {
  const navigate = useNavigate()
  const { data = [] } = useQuery(storiesQuery)
  return sortStories(data).map((story) => ({
    id: `story ${story.id}`,
    text: story.headline || t('card.noHeadline'),
    note: story.slug,
    icon: <FileText aria-hidden />,
    run: () => void navigate(`/stories/${story.id}`),
  }))
}

function useActions(onSignOut: () => void): readonly Command[] {
  const navigate = useNavigate()
  const user = useCurrentUser()
  const go = (to: string) => () => void navigate(to)
  const commands: (Command & { isAllowed?: boolean })[] = [
    {
      id: 'new',
      text: t('desk.new'),
      icon: <Plus aria-hidden />,
      run: go('/?do=new'),
      isAllowed: can(user, 'story.create'),
    },
    {
      id: 'import',
      text: t('import.title'),
      icon: <Download aria-hidden />,
      run: go('/?do=import'),
      isAllowed: can(user, 'story.create'),
    },
    { id: 'desk', text: t('app.toDesk'), icon: <LayoutList aria-hidden />, run: go('/') },
    {
      id: 'admin',
      text: t('app.admin'),
      icon: <Settings aria-hidden />,
      run: go('/admin/people'),
      isAllowed: can(user, 'users.manage'),
    },
    ...THEMES.map((name) => ({
      id: `theme ${name}`,
      text: t('commands.theme', { theme: t(`app.theme.${name}`) }),
      icon: <SunMoon aria-hidden />,
      run: () => setTheme(name),
    })),
    {
      id: 'sign-out',
      text: t('signOut.action'),
      icon: <LogOut aria-hidden />,
      run: onSignOut,
    },
  ]
  return commands.filter(({ isAllowed = true }) => isAllowed)
}
