import type { Role } from './role.ts'

/** Whoever asks. Server and client pass the same shape. */
export interface Actor {
  readonly id: string
  readonly role: Role
}

/** What the policy needs to know of a story. `team` stories are seen only by their team. */
export interface StoryAccess {
  readonly createdBy: string
  readonly assignee: string | null
  readonly access: 'newsroom' | 'team'
  readonly team: readonly string[]
}

const MATRIX = {
  'desk.read': ['viewer', 'reporter', 'editor', 'admin'],
  'story.create': ['reporter', 'editor', 'admin'],
  'story.read': ['viewer', 'reporter', 'editor', 'admin'],
  'story.write': ['reporter', 'editor', 'admin'],
  'story.details': ['reporter', 'editor', 'admin'],
  'story.status.edit': ['reporter', 'editor', 'admin'], // draft ↔ in edit
  'story.status.ready': ['editor', 'admin'], // ready, legal, killed, back
  'story.embargo': ['editor', 'admin'],
  'story.access': ['editor', 'admin'],
  'story.draft-export': ['reporter', 'editor', 'admin'],
  'story.export': ['reporter', 'editor', 'admin'],
  'story.publish': ['editor', 'admin'],
  'story.override': ['editor', 'admin'],
  'story.release': ['editor', 'admin'], // a deletion of somebody else's that was held back
  'story.audit': ['editor', 'admin'],
  'fact.approve': ['editor', 'admin'],
  'fact.dispute': ['reporter', 'editor', 'admin'],
  'fact.retract': ['reporter', 'editor', 'admin'], // a reporter: only their own, unapproved
  'source.restrict': ['reporter', 'editor', 'admin'],
  'fact.query': ['editor', 'admin'],
  'fact.answer': ['reporter', 'editor', 'admin'],
  'users.list': ['viewer', 'reporter', 'editor', 'admin'],
  'users.manage': ['admin'],
  'policy.change': ['admin'],
  'targets.list': ['editor', 'admin'],
  'targets.manage': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Action = keyof typeof MATRIX
export const ACTIONS = Object.keys(MATRIX) as Action[]

/** The author may not open the gate for their own story (rule G9). */
const NOT_FOR_THE_AUTHOR: readonly Action[] = ['story.override']

/**
 * The one table of who may do what (rules P1–P4, docs/rules/access.md). The server asks it for
 * every read and write; the client asks it to offer nothing that would be refused.
 *
 * @param story the story concerned; leave out for acts that concern none
 */
export function can(user: Actor, action: Action, story?: StoryAccess): boolean {
  if (!(MATRIX[action] as readonly Role[]).includes(user.role)) return false
  if (!story) return true
  if (!isOnTeam(user, story)) return false
  const isAuthor = story.createdBy === user.id || story.assignee === user.id
  return !(isAuthor && NOT_FOR_THE_AUTHOR.includes(action))
}

function isOnTeam(user: Actor, story: StoryAccess): boolean {
  if (story.access === 'newsroom') return true
  if (user.role === 'editor' || user.role === 'admin') return true
  return story.createdBy === user.id || story.assignee === user.id || story.team.includes(user.id)
}
