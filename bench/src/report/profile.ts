import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../servers/newsroom.ts'

interface ProfileNode {
  readonly id: number
  readonly callFrame: {
    readonly functionName: string
    readonly url: string
    readonly lineNumber: number
  }
}
interface Profile {
  readonly nodes: readonly ProfileNode[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

export interface Hot {
  readonly name: string
  /** Share of the time that the process was busy. */
  readonly share: number
}

/** The functions in which a profiled process itself spent most time, of each profile in a folder. */
export const hottest = (folder: string, count: number) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((file) => ({ file, hot: hottestOf(join(folder, file), count) }))

function hottestOf(file: string, count: number): readonly Hot[] {
  const profile = JSON.parse(readFileSync(file, 'utf8')) as Profile
  const names = new Map(profile.nodes.map((node) => [node.id, nameOf(node)]))
  const times = new Map<string, number>()
  for (const [place, id] of profile.samples.entries()) {
    const name = names.get(id) ?? '?'
    times.set(name, (times.get(name) ?? 0) + (profile.timeDeltas[place] ?? 0))
  }
  times.delete('(idle)')
  times.delete('(root)')
  const total = [...times.values()].reduce((sum, time) => sum + time, 0)
  return [...times]
    .map(([name, time]) => ({ name, share: time / total }))
    .toSorted((a, b) => b.share - a.share)
    .slice(0, count)
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string {
  const name = functionName || '(anonymous)'
  if (url === '') return name
  const file = url
    .replace(/^file:\/\//, '')
    .replace(`${ROOT}/`, '')
    .replace('node_modules/', '')
  return `${name} ${file}:${lineNumber + 1}`
}
