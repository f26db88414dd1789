// @vitest-environment happy-dom
import { aStory } from '@dateline/shared/testing/story-builder'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { PictureTable } from './picture-table.tsx'

afterEach(cleanup)

test('[V5] each line of the table leads to its fact', () => {
  const date = { start: '2025-11-06', precision: 'day', tz: 'Asia/Kabul' } as const
  const facts = aStory()
    .withFact('next', 'meeting', { label: 'Next meeting', fields: { date } })
    .story.facts.list()
  const open = vi.fn<(factId: string) => void>()
  render(<PictureTable kind="timeline" facts={facts} language="en" onOpenFact={open} />)
  expect(screen.getByRole('table')).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: /Next meeting/ }))
  expect(open).toHaveBeenCalledWith(facts[0]?.id)
})
