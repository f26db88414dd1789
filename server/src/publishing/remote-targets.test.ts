import type { ExportPackage } from '@dateline/shared/export/package'
import { startTestServer } from '../testing/test-server.ts'
import { openTarget } from './open-target.ts'
import { remoteTargetContract } from './remote-target.contract.ts'
import { TargetStore } from './target-store.ts'
import { FakeGhost } from './testing/fake-ghost.ts'
import { hasWordPress, realSite, WITHOUT_WORDPRESS } from './testing/real-site.ts'
import { Receiver } from './testing/receiver.ts'
import type { NewTarget } from './testing/target-row.ts'
import { targetRow } from './testing/target-row.ts'
import { newKeys } from './webhook-keys.ts'
import { markerSlug } from './wordpress-post.ts'

/** A target over a server's own stores. */
async function bench() {
  const server = await startTestServer()
  const targets = new TargetStore(server.deps)
  return {
    server,
    open: async (target: NewTarget, story: Parameters<typeof openTarget>[2]) => {
      const row = await targetRow(targets, target)
      const opened = openTarget(targets, row, story, { deps: server.deps, timeoutMs: 10_000 })
      if (!opened.ok) throw new Error(opened.error)
      return opened.value
    },
  }
}

remoteTargetContract('Ghost', openGhost, { edits: 'refused' })

async function openGhost() {
  const ghost = await FakeGhost.open()
  const { server, open } = await bench()
  const posts = (storyId: string) =>
    [...ghost.posts.values()].filter(({ tags }) =>
      tags.some(({ slug }) => slug === `hash-nr-${storyId.toLowerCase()}`),
    )
  const wrong = `${'a'.repeat(24)}:${'c'.repeat(64)}`
  return {
    open: (story: ExportPackage, isWrong = false) =>
      open({ kind: 'ghost', url: ghost.url, password: isWrong ? wrong : ghost.key }, story),
    readersSee: async ({ storyId }: ExportPackage) =>
      posts(storyId).filter(({ status }) => status === 'published').length,
    copies: async ({ storyId }: ExportPackage) => posts(storyId).length,
    edit: async (id: string, title: string) => ghost.edit(id, { title }),
    close: async () => {
      await ghost.close()
      await server.close()
    },
  }
}

remoteTargetContract('a signed webhook', openWebhook, { edits: 'none' })

async function openWebhook() {
  const receiver = await Receiver.open()
  const { server, open } = await bench()
  const keys = newKeys()
  receiver.key = keys.key
  const messages = (storyId: string) =>
    [...receiver.kept.entries()].filter(([id]) => id.startsWith(`${storyId}.`))
  return {
    open: (story: ExportPackage, isWrong = false) =>
      open(
        { kind: 'webhook', url: receiver.url, password: (isWrong ? newKeys() : keys).sealed },
        story,
      ),
    // What the partner's readers see is what the last message says.
    readersSee: async ({ storyId }: ExportPackage) => {
      const last = messages(storyId).at(-1)?.[1]
      return last && isUsable(last) ? 1 : 0
    },
    copies: async ({ storyId }: ExportPackage) => messages(storyId).length,
    close: async () => {
      await receiver.close()
      await server.close()
    },
  }
}

const isUsable = (message: Record<string, unknown>): boolean =>
  (message['pubStatus'] ?? (message['action'] === 'withdraw' ? 'canceled' : 'usable')) === 'usable'

const { DATELINE_WORDPRESS, DATELINE_WORDPRESS_COMPANION } = process.env

for (const [name, place, edits] of [
  ['plain WordPress', DATELINE_WORDPRESS, 'told'],
  ['WordPress with the companion plug-in', DATELINE_WORDPRESS_COMPANION, 'refused'],
] as const) {
  if (!hasWordPress || !place) process.stderr.write(`${name}: ${WITHOUT_WORDPRESS}\n`)
  remoteTargetContract(
    name,
    async () => {
      const { server, open } = await bench()
      const site = await realSite('author', place)
      const desk = await realSite('editor', place)
      const account = { kind: 'wordpress' as const, url: site.url, username: site.username }
      const published = async (storyId: string) =>
        (await desk.postsWith(`nr-id-${storyId}`)).filter(({ status }) => status === 'publish')
      return {
        open: (story, isWrong = false) =>
          open({ ...account, password: isWrong ? 'wrong wrong' : site.password }, story),
        readersSee: async ({ storyId, slug }) => {
          // As a reader asks: without an account, by each address that it could have.
          const pages = await Promise.all(
            [slug, markerSlug(storyId)].map(async (one) => {
              const page = await fetch(`${site.url}/${one}/`, { redirect: 'manual' })
              await page.text()
              return page.status
            }),
          )
          const seen = pages.filter((status) => status === 200).length
          return Math.max(seen, (await published(storyId)).length)
        },
        copies: async ({ storyId }) => (await desk.postsWith(`nr-id-${storyId}`)).length,
        edit: (id, title) => desk.change(Number(id), { title }),
        close: () => server.close(),
      }
    },
    { edits, skip: !place },
  )
}
