/** One recorded act. Appended, never changed or deleted. */
export interface AuditEntry {
  readonly by: string // user id
  readonly action: string // e.g. `fact.approve`, `story.publish`, `user.role`
  readonly storyId?: string
  readonly detail: Record<string, unknown> // never a secret
}

export interface AuditLog {
  record(entry: AuditEntry): Promise<void>
  ofStory(storyId: string): Promise<readonly (AuditEntry & { id: number; at: number })[]>
}
