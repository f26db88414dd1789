export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'dateline.theme'
const listeners = new Set<() => void>()

/** Light or dark as the person chose on this device; `system` follows the device. */
export const theme = {
  list: (): Theme => THEMES.find((known) => known === stored()) ?? 'system',
  subscribe: (onChange: () => void) => {
    listeners.add(onChange)
    return () => listeners.delete(onChange)
  },
}

export function setTheme(next: Theme): void {
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // No storage (a private window): the choice lasts as long as the page.
  }
  applyTheme(next)
  for (const listener of listeners) listener()
}

export function applyTheme(next: Theme = theme.list()): void {
  const { dataset } = document.documentElement
  if (next === 'system') delete dataset['theme']
  else dataset['theme'] = next
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
