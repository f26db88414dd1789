import type { GateReason } from '@dateline/shared/api/contracts'
import type { Presence } from '../sync/presence.ts'

interface Doors {
  openFact: (factId: string) => void
  openDetails: () => void
  openCheck: (key: string) => void
}

/** A place that a gate reason names; of several mentions of one fact, `nth` in its field, from 0. */
export type Place = GateReason['place'] & { readonly nth?: number }

/** Brings a place onto the screen. */
export function goToPlace(place: Place, doors: Doors): void {
  switch (place.kind) {
    case 'fact':
      doors.openFact(place.factId)
      break
    case 'mention':
      show(
        `[data-field="${CSS.escape(place.textField)}"] .mention[data-fact="${CSS.escape(place.factId)}"]`,
        place.nth,
      )
      break
    case 'field':
      focus(`[data-field="${CSS.escape(place.field)}"] [role="textbox"]`)
      break
    case 'check':
      doors.openCheck(place.key)
      break
    case 'piece':
      focusPiece(place.piece, place.needs)
      break
    case 'details':
      doors.openDetails()
      break
    default:
      place satisfies never
  }
}

/** Scrolls to where somebody's caret is, or opens the fact they are editing. */
export function goToPerson(person: Presence, doors: Doors): void {
  const factId = person.field?.startsWith('fact:') && /^fact:([^.]+)/.exec(person.field)?.[1]
  if (factId) doors.openFact(factId)
  else if (!show(`.remote-caret[data-client="${person.clientId}"]`) && person.field) {
    show(`[data-field="${CSS.escape(person.field)}"]`)
  }
}

function show(selector: string, nth = 0): boolean {
  const element = document.querySelectorAll<HTMLElement>(selector)[nth] ?? null
  element?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  return element !== null
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus()
}

/** The field of a picture, table or embed that has to be filled in, or else the piece itself. */
function focusPiece(piece: number, needs: string): void {
  const element = document.querySelectorAll('[data-field="body"] [data-piece]')[piece]
  element?.scrollIntoView({ block: 'center', behavior: 'smooth' })
  element
    ?.querySelector<HTMLElement>(`[data-needs="${CSS.escape(needs)}"]`)
    ?.focus({ preventScroll: true })
}
