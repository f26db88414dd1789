import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import { cx } from './cx.ts'
import css from './tabs.module.css'

interface TabItem<K extends string> {
  readonly id: K
  readonly title: ReactNode
  readonly content: ReactNode
}

interface Props<K extends string> {
  label: string
  tabs: readonly TabItem<K>[]
  selected: K
  onSelect: (tab: K) => void
}

export function Tabs<K extends string>({ label, tabs, selected, onSelect }: Props<K>) {
  return (
    <AriaTabs
      className={cx(css['tabs'])}
      selectedKey={selected}
      onSelectionChange={(key) => onSelect(key as K)}
    >
      <TabList aria-label={label} className={cx(css['list'])} items={tabs}>
        {(tab) => (
          <Tab id={tab.id} className={cx(css['tab'])}>
            {tab.title}
          </Tab>
        )}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={cx(css['panel'])}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
