import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { EXPORT_TARGETS } from '@dateline/shared/export/export-targets'
import { jsonLd } from '@dateline/shared/export/jsonld'
import { exportPackageSchema } from '@dateline/shared/export/package'
import type { ExportPackage } from '@dateline/shared/export/package'
import { frozenStory, pictureFile } from '@dateline/shared/export/testing/demo-stories'
import { generatedStory } from '@dateline/shared/export/testing/generated-story'
import { fc } from '@fast-check/vitest'
import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse, parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { beforeAll, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { loadVocabulary, misuses } from './testing/vocabulary.ts'

const { DATELINE_SCHEMAS } = process.env
const NOTE = DATELINE_SCHEMAS ? '' : ' (skipped: set DATELINE_SCHEMAS to the folder of schemas)'
if (!DATELINE_SCHEMAS) process.stderr.write(`formats.test.ts against the official schemas${NOTE}\n`)
const schema = (path: string) => readFile(join(DATELINE_SCHEMAS ?? '', path), 'utf8')

/**
 * "200 generated stories export in every format and validate": these. The seed is that of the last
 * fault found (a line separator in a title broke the front matter); FORMATS_SEED tries others.
 */
const SEED = Number(process.env['FORMATS_SEED'] ?? 1_334_490_658)
const STORIES: ExportPackage[] = fc
  .sample(generatedStory, { numRuns: 200, seed: SEED })
  .map(({ story, freeze }) => frozenStory(story, freeze))

const rendered = (format: keyof typeof EXPORT_TARGETS): (string | Uint8Array)[] =>
  STORIES.map((story) => EXPORT_TARGETS[format].render(story, pictureFile))
const texts = (format: keyof typeof EXPORT_TARGETS) => rendered(format).map(String)

/** XML that xmllint takes, as files with their number. @returns what it says against them */
async function xmlTroubles(documents: readonly string[], xsd?: string): Promise<readonly string[]> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }))
  const common = { xml, maxMemoryPages: 16_384 }
  const against =
    xsd === undefined
      ? await validateXML({ ...common, normalization: 'c14n' })
      : await validateXML({
          ...common,
          schema: { fileName: 'NewsML.xsd', contents: xsd },
          preload: { fileName: 'xml.xsd', contents: await schema('newsml-g2/xml.xsd') },
        })
  return against.errors.map(({ rawMessage }) => rawMessage)
}

describe(`200 generated stories (seed ${SEED})`, () => {
  test('html is what an HTML parser expects, with nothing to load and no script that runs', () => {
    for (const html of texts('html')) {
      const errors: string[] = []
      const document = parse(html, { onParseError: ({ code }) => errors.push(code) })
      // What people wrote may hold characters that HTML frowns on; our markup may not.
      expect(errors.filter((code) => !/character|surrogate/.test(code))).toEqual([])
      for (const { tagName, attrs } of elements(document)) {
        const at = Object.fromEntries(attrs.map(({ name, value }) => [name, value]))
        expect(['iframe', 'object', 'link', 'form']).not.toContain(tagName)
        expect(tagName !== 'script' || at['type'] === 'application/ld+json').toBe(true)
        expect(at['src'] ?? 'data:image/').toMatch(/^data:image\/|^[0-9a-f]{64}\./)
      }
    }
  })

  test('the JSON snapshot is the package', () => {
    texts('json').forEach((json, index) => {
      expect(exportPackageSchema.parse(JSON.parse(json))).toEqual(STORIES[index])
    })
  })

  test('markdown has front matter that reads, and as many headings and tables as the copy', () => {
    texts('markdown').forEach((markdown, index) => {
      const [, front = ''] = /^---\n([\s\S]*?)\n---\n/.exec(markdown) ?? []
      const values = Object.fromEntries(
        front.split('\n').map((line) => {
          const [, key = '', json = ''] = /^(\w+): (.*)$/.exec(line) ?? []
          return [key, JSON.parse(json) as unknown]
        }),
      )
      expect(values['title']).toBe(STORIES[index]?.headline.text)
      const tables = STORIES[index]?.body.filter(({ type }) => type === 'table').length
      expect(markdown.match(/^\|( --- \|)+$/gm)?.length ?? 0).toBe(tables)
    })
  })

  test('docx is a sound archive of well-formed parts', async () => {
    const parts = rendered('docx').flatMap((docx) => {
      const entries = unzip(Buffer.from(docx as Uint8Array))
      expect(entries.map(({ name }) => name)).toContain('word/document.xml')
      return entries.filter(({ name }) => /\.(xml|rels)$/.test(name))
    })
    expect(await xmlTroubles(parts.map(({ bytes }) => bytes.toString('utf8')))).toEqual([])
  }, 300_000)

  describe.skipIf(!DATELINE_SCHEMAS)(`against the official schemas${NOTE}`, () => {
    let validate: ReturnType<Ajv2020['compile']>
    beforeAll(async () => {
      const ajv = new Ajv2020({ allErrors: true, strict: false })
      addFormats.default(ajv)
      ajv.addSchema({ $id: 'https://geojson.org/schema/GeoJSON.json' })
      validate = ajv.compile(JSON.parse(await schema('ninjs/ninjs-schema_3.1.json')) as object)
    })

    test('[X8] ninjs 3.1', () => {
      for (const json of texts('ninjs')) {
        expect([validate(JSON.parse(json)), validate.errors]).toEqual([true, null])
      }
      expect(validate({ uri: 'urn:x', ours: 1 })).toBe(false) // the check can fail
    })

    test('[X8] NewsML-G2 2.35, power', async () => {
      const xsd = await schema('newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd')
      const documents = texts('newsml-g2')
      expect(await xmlTroubles(documents, xsd)).toEqual([])
      const [first = ''] = documents
      const broken = [first.replace('<pubStatus', '<pubState')]
      expect(await xmlTroubles(broken, xsd)).not.toEqual([])
      for (const document of documents) {
        expect(document).toMatch(/<newsItem [^>]*conformance="power"/)
        for (const part of ['<pubStatus', '<contentSet>', '<rightsInfo>', '<catalogRef']) {
          expect(document).toContain(part)
        }
      }
    }, 300_000)

    test('JSON-LD uses types and properties of schema.org in their range', async () => {
      const types = await loadVocabulary(DATELINE_SCHEMAS ?? '')
      for (const story of STORIES) expect(misuses(jsonLd(story), types)).toEqual([])
    })

    test('WordPress blocks pair up and hold only what an author may write', async () => {
      const kses = JSON.parse(await schema('wordpress/kses-post-6.8.12.json')) as {
        post: Record<string, Record<string, unknown>>
      }
      for (const html of texts('wordpress')) {
        expect(unpaired(html)).toEqual([])
        for (const { tagName, attrs } of elements(parseFragment(html))) {
          const allowed = kses.post[tagName]
          expect(allowed, tagName).toBeDefined()
          for (const { name } of attrs) {
            const known = Object.keys(allowed ?? {})
            const isKnown =
              known.includes(name) || (name.startsWith('data-') && known.includes('data-*'))
            expect(isKnown, `${tagName} ${name}`).toBe(true)
          }
        }
      }
    })
  })
})

type Parent = DefaultTreeAdapterTypes.ParentNode

function elements(node: Parent): DefaultTreeAdapterTypes.Element[] {
  return node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...elements(child)] : []))
}

/** Block comments that close what was not open, or never close. */
function unpaired(html: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, slash, name = '', json] of html.matchAll(
    /<!-- (\/?)wp:([a-z-]+)( \{.*?\})? -->/g,
  )) {
    if (json !== undefined) JSON.parse(json)
    if (!slash) open.push(name)
    else if (open.pop() !== name) wrong.push(name)
  }
  return [...open, ...wrong]
}

/** The entries of a zip archive, each checked against its checksum; they are stored as they are. */
function unzip(archive: Buffer): { name: string; bytes: Buffer }[] {
  const end = archive.length - 22
  expect(archive.readUInt32LE(end)).toBe(0x06054b50)
  const count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  return Array.from({ length: count }, () => {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50)
    const [crc, size] = [archive.readUInt32LE(at + 16), archive.readUInt32LE(at + 24)]
    const length = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + length)
    const local = archive.readUInt32LE(at + 42)
    const start = local + 30 + archive.readUInt16LE(local + 26)
    const bytes = archive.subarray(start, start + size)
    expect(crc32(bytes), name).toBe(crc)
    at += 46 + length
    return { name, bytes }
  })
}
