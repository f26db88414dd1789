/** "World = 12", a line each, as an admin types what belongs to which id of a site. */
export const linesOf = (ids: Readonly<Record<string, number>>): string =>
  Object.entries(ids)
    .map(([name, id]) => `${name} = ${id}`)
    .join('\n')

/** @returns undefined when a line is no name and id */
export function idsIn(lines: string): Record<string, number> | undefined {
  const ids: Record<string, number> = {}
  for (const line of lines.split('\n').map((text) => text.trim())) {
    if (line === '') continue
    const [, name, id] = /^(.+?)\s*=\s*(\d+)$/.exec(line) ?? []
    if (name === undefined || Number(id) < 1) return undefined
    ids[name.trim().toLowerCase()] = Number(id)
  }
  return ids
}
