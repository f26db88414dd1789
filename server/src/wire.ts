import type { Logger } from 'pino'
import { BetterAccounts } from './accounts/better-accounts.ts'
import { readSecret } from './accounts/secret.ts'
import { SqlAuditLog } from './audit/sql-audit-log.ts'
import type { Config } from './config.ts'
import type { Deps } from './deps.ts'
import { SqlRecords } from './facts/sql-records.ts'
import { HeldDeletions } from './history/held-deletions.ts'
import { Pasts } from './history/past.ts'
import { KeyedQueue } from './keyed-queue.ts'
import { Metrics } from './observability/metrics.ts'
import { ApprovalPolicies } from './policy/approval-policies.ts'
import { createPublisher, type Publisher } from './publishing/publisher.ts'
import { publishingCounts } from './publishing/publishing-counts.ts'
import { followIndex } from './reuse/follow-index.ts'
import { CompactingStore } from './store/compaction/compacting-store.ts'
import { SnapshotThread } from './store/compaction/snapshot-thread.ts'
import { COMMITS_AT_ONCE } from './store/postgres/postgres-update-store.ts'
import { checkSameSecret } from './store/postgres/same-secret.ts'
import { openStorage, type Storage } from './store/storage.ts'
import { DeskFeed } from './stories/desk-feed.ts'
import { SqlStoryStore } from './stories/sql-story-store.ts'
import { StoryIndex } from './stories/story-index.ts'
import { LiveRooms } from './sync/live-rooms.ts'

/** Everything behind the HTTP side, opened. */
export interface Wired {
  readonly deps: Deps
  readonly live: LiveRooms
  readonly accounts: BetterAccounts
  readonly feed: DeskFeed
  readonly publisher: Publisher
  readonly metrics: Metrics
  /** Saves and closes all of it, in the order that loses nothing. */
  close(): Promise<void>
}

/** The one place that opens the stores and builds Deps. Makes DATA_DIR when it is not there. */
export async function wire(config: Config, log: Logger): Promise<Wired> {
  const storage = await openStorage(config, log)
  try {
    return await wireTo(storage, config, log)
  } catch (error) {
    await storage.close()
    throw error
  }
}

async function wireTo(storage: Storage, config: Config, log: Logger): Promise<Wired> {
  const { limits } = config
  const { db, media, cluster } = storage
  const now = Date.now
  const secret = await readSecret(config.dataDir, config.authSecret)
  if (cluster) await checkSameSecret(db, secret)
  const turns = cluster?.turns ?? new KeyedQueue()
  const snapshots = new SnapshotThread()
  const updates = new CompactingStore(storage.updates, {
    log,
    makeSnapshot: (state) => snapshots.make(state),
  })
  const metrics = new Metrics()
  metrics.watchStore(() => updates.sizes())
  const accounts = await BetterAccounts.open({ config, db, secret, log }, turns)
  const held = new HeldDeletions(db)
  const live = new LiveRooms({
    store: updates,
    now,
    log,
    metrics,
    limits: {
      maxDocumentBytes: limits.MAX_DOCUMENT_BYTES,
      slowPresenceBytes: limits.SLOW_PRESENCE_BYTES,
      slowUpdatesBytes: limits.SLOW_UPDATES_BYTES,
      slowCloseBytes: limits.SLOW_CLOSE_BYTES,
    },
    record: async (storyId) => {
      const [message, open, lost] = await Promise.all([
        records.message(storyId),
        held.open(storyId),
        live.lost(storyId),
      ])
      return message && { ...message, held: open, lost: [...lost] }
    },
    decisions: (storyId) => held.decisions(storyId),
    onHeld: async (storyId, { userId: by, update, deleted, total, earlier }) => {
      const at = now()
      const removed = earlier && {
        update: earlier.removed,
        gone: earlier.gone,
        since: at - Math.ceil(performance.now() - earlier.since),
      }
      const taken = { by, update, deleted, total, ...(removed && { removed }) }
      try {
        if (await held.hold(storyId, taken, at)) live.announceRecord(storyId)
      } catch (error) {
        log.error({ err: error, storyId }, 'a deletion could not be held')
      }
    },
    ...(cluster && {
      nodes: { ...cluster, turns: cluster.writes, commitsAtOnce: COMMITS_AT_ONCE },
    }),
  })
  const pasts = new Pasts(live)
  const stories = new SqlStoryStore(db, (id) => live.authors(id))
  const policies = new ApprovalPolicies(db, config.selfApproval)
  const records = new SqlRecords({ db, live, stories, policies })
  const audit = new SqlAuditLog(db, now)
  const deps: Deps = {
    config,
    log,
    now,
    secret,
    db,
    media,
    live,
    accounts,
    stories,
    records,
    policies,
    audit,
    turns,
    held,
    pasts,
  }

  const index = new StoryIndex(deps)
  await index.catchUp(updates)
  const stopFacts = await followIndex(deps, index)
  const feed = new DeskFeed(deps, index)
  const publisher = createPublisher(deps)
  metrics.watchPublishing(() => publishingCounts(deps))
  const stops = [
    accounts.onChange((userId, where) => {
      const recheck = where === 'here' ? live.recheckSessions(userId) : live.recheckHere(userId)
      recheck.catch((error: unknown) => {
        log.error({ err: error, userId }, 'open sockets could not be checked again')
      })
    }),
    index.onIndexed((storyId) => cluster?.bus.publish({ kind: 'desk', storyId })),
    cluster?.bus.listen((message) => {
      if (message.kind === 'recheck') accounts.changedElsewhere(message.userId)
    }),
  ]
  return {
    deps,
    live,
    accounts,
    feed,
    publisher,
    metrics,
    async close() {
      for (const stop of stops) stop?.()
      feed.close()
      await publisher.stop()
      await live.close()
      await index.close()
      await stopFacts()
      await updates.close()
      await snapshots.stop()
      await pasts.stop()
      await storage.close()
    },
  }
}
