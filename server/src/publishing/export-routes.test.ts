import { EXPORT_FORMATS } from '@dateline/shared/api/contracts'
import type { Problem } from '@dateline/shared/api/problem'
import { FactsDoc } from '@dateline/shared/facts/facts-doc'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { factId, mentioned, PublishingDesk, textNode } from './testing/publishing-desk.ts'

let desk: PublishingDesk
beforeAll(async () => {
  desk = await PublishingDesk.open()
})
afterAll(() => desk.server.close())

const place = {
  id: factId('place'),
  type: 'place',
  label: 'Doha',
  fields: { name: 'Doha' },
  sources: [{ id: 's', kind: 'wire', publisher: 'A wire' }],
} as const

const inDoha = () =>
  desk.story({
    headline: 'Talks in the Gulf',
    facts: [place],
    body: {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [textNode('They met in '), mentioned('place', 'name', 'full'), textNode('.')],
        },
      ],
    },
  })

const get = (path: string, who = desk.reporter) => who.get(`/api/stories/${path}`)
type GateProblem = Problem & { reasons: { code: string; place: object }[] }

describe('the gate', () => {
  test('[G1] says what is missing and opens when it is there', async () => {
    const id = await inDoha()
    expect(await (await get(`${id}/gate`)).json()).toEqual({
      open: false,
      reasons: [
        {
          code: 'fact-unapproved',
          message: expect.stringContaining('“Doha” is not approved yet'),
          place: { kind: 'fact', factId: 'place' },
        },
      ],
    })
    await desk.approveAll(id)
    expect(await (await get(`${id}/gate`)).json()).toEqual({ open: true, reasons: [] })
  })

  test('[G2] shuts again when the fact is edited', async () => {
    const id = await inDoha()
    await desk.approveAll(id)
    await desk.write(id, (doc) => new FactsDoc(doc).setField('place', 'name', 'Muscat', 'test'))
    const { open, reasons } = (await (await get(`${id}/gate`)).json()) as {
      open: boolean
      reasons: { code: string }[]
    }
    expect([open, reasons.map(({ code }) => code)]).toEqual([false, ['fact-changed']])
  })
})

describe('exports', () => {
  test('[G1] are refused with the reasons while the gate is closed', async () => {
    const id = await inDoha()
    const answer = await get(`${id}/export?format=html`)
    expect(answer.status).toBe(409)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const problem = (await answer.json()) as GateProblem
    expect(problem.code).toBe('gate-closed')
    expect(problem.detail).toContain('Not ready to go out: “Doha”')
    expect(problem.reasons.map(({ code }) => code)).toEqual(['fact-unapproved'])
  })

  test.for([
    ['html', 'text/html; charset=utf-8', 'html'],
    ['jsonld', 'application/ld+json', 'jsonld'],
    ['ninjs', 'application/json; charset=utf-8', 'ninjs.json'],
    ['newsml-g2', 'application/vnd.iptc.g2.newsitem+xml', 'xml'],
    ['markdown', 'text/markdown; charset=utf-8', 'md'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
    ['wordpress', 'text/html; charset=utf-8', 'html'],
    ['json', 'application/json; charset=utf-8', 'json'],
  ] as const)('%s comes as a file of its type', async ([format, type, extension]) => {
    const id = await inDoha()
    await desk.approveAll(id)
    const answer = await get(`${id}/export?format=${format}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain(type)
    const name = answer.headers.get('content-disposition')
    expect(name).toMatch(new RegExp(`^attachment; filename="[a-z0-9-]+\\.${extension}"$`))
    expect(await answer.text()).toContain('Doha')
  })

  test('[X7] a draft needs no open gate, but the right to write', async () => {
    const id = await inDoha()
    const answer = await get(`${id}/export?format=html&draft=1`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toContain('-draft.html')
    expect(await answer.text()).toContain('not for publication')
    const viewer = await desk.server.signIn('viewer')
    expect((await get(`${id}/export?format=html&draft=1`, viewer)).status).toBe(403)
    expect((await get(`${id}/export?format=html`, viewer)).status).toBe(403)
  })

  test('[G8] an embargo holds every way out', async () => {
    const id = await desk.story()
    const embargoUntil = Date.now() + 3_600_000
    expect((await desk.editor.patch(`/api/stories/${id}`, { embargoUntil })).status).toBe(200)
    for (const format of EXPORT_FORMATS) {
      const answer = await get(`${id}/export?format=${format}`)
      expect(answer.status).toBe(409)
      expect(((await answer.json()) as GateProblem).reasons[0]?.code).toBe('embargo')
    }
  })

  test('an unknown format, story and path are each told what is there', async () => {
    const id = await desk.story()
    const answer = await get(`${id}/export?format=pdf`)
    expect([answer.status, ((await answer.json()) as Problem).detail]).toEqual([
      400,
      expect.stringContaining('one of html, jsonld, ninjs, newsml-g2, markdown, docx'),
    ])
    expect((await get('nowhere/export?format=html')).status).toBe(404)
    expect((await get(`${id}/export/x`)).status).toBe(404)
    expect((await get(`${id}/gate/x`)).status).toBe(404)
  })

  test('[X5] something that no export knows is named, not dropped', async () => {
    const id = await desk.story()
    await desk.write(id, (doc) => doc.getXmlFragment('body').push([new Y.XmlElement('video')]))
    const answer = await get(`${id}/export?format=html`)
    expect([answer.status, ((await answer.json()) as Problem).detail]).toEqual([
      422,
      expect.stringContaining('“video”'),
    ])
  })
})
