import { dayIn } from '../../facts/dates/time-zone.ts'
import { DRAFT_WORDS } from '../draft-words.ts'
import { escapeXml } from '../escape-xml.ts'
import { factBox } from '../fact-box.ts'
import { languageTag } from '../language-tag.ts'
import { noticeLabel } from '../notice-line.ts'
import { exportPackageSchema, type ExportPackage } from '../package.ts'
import { publicSources, SOURCES_TITLE } from '../public-sources.ts'
import type { ExportTarget, MediaFiles } from '../target.ts'
import { DocxBody } from './docx-body.ts'
import {
  CONTENT_TYPES,
  NAMESPACES,
  numbering,
  RELATION,
  relations,
  SETTINGS,
  styles,
  XML,
} from './docx-fixed.ts'
import { DocxParts } from './docx-parts.ts'
import { zip } from './zip.ts'

/**
 * The story as a document of a word processor (WordprocessingML), right-to-left where its language
 * is. Written by hand (decision 0010): the same story gives the same bytes.
 *
 * @throws when the package holds what its schema does not know (rules X1, X5)
 */
export function renderDocx(given: ExportPackage, files?: MediaFiles): Uint8Array {
  return zip(docxFiles(given, files).map(([name, part]) => [name, bytesOf(part)] as const))
}

export const docxTarget: ExportTarget = {
  format: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  extension: 'docx',
  render: renderDocx,
}

/** The parts of the document by name, before they are packed. */
export function docxFiles(
  given: ExportPackage,
  files?: MediaFiles,
): readonly (readonly [name: string, part: string | Uint8Array])[] {
  const story = exportPackageSchema.parse(given)
  const parts = new DocxParts()
  const body = new DocxBody(story, parts, files)
  const document = documentXml(story, body)
  const office = (name: string) => `${RELATION}/${name}`
  return [
    ['[Content_Types].xml', CONTENT_TYPES],
    [
      '_rels/.rels',
      relations([
        { id: 'rId1', type: office('officeDocument'), target: 'word/document.xml' },
        {
          id: 'rId2',
          type: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
          target: 'docProps/core.xml',
        },
      ]),
    ],
    ['docProps/core.xml', coreXml(story)],
    ['word/document.xml', document],
    [
      'word/_rels/document.xml.rels',
      relations([
        { id: 'rId1', type: office('styles'), target: 'styles.xml' },
        { id: 'rId2', type: office('numbering'), target: 'numbering.xml' },
        { id: 'rId3', type: office('settings'), target: 'settings.xml' },
        { id: 'rId4', type: office('header'), target: 'header1.xml' },
        ...parts.links.map(([id, target]) => ({
          id,
          type: office('hyperlink'),
          target,
          isOutside: true,
        })),
        ...parts.pictures.map(([id, name]) => ({
          id,
          type: office('image'),
          target: `media/${name}`,
        })),
      ]),
    ],
    ['word/styles.xml', styles(story.language)],
    ['word/numbering.xml', numbering(parts.starts)],
    ['word/settings.xml', SETTINGS],
    ['word/header1.xml', headerXml(story, body)],
    ...parts.pictures.map(([, name, bytes]) => [`word/media/${name}`, bytes] as const),
  ]
}

function documentXml(story: ExportPackage, body: DocxBody): string {
  const { headline, standfirst, byline, dateline, publishedAt, timeZone, draft, language } = story
  const signed = [byline, dateline, publishedAt !== null && dayIn(publishedAt, timeZone)].filter(
    Boolean,
  )
  const content = [
    draft && body.paragraph(body.words(DRAFT_WORDS[language]), { style: 'Draft' }),
    body.paragraph(body.inline(headline.content), { style: 'Title' }),
    standfirst.text && body.paragraph(body.inline(standfirst.content), { style: 'Subtitle' }),
    signed.length > 0 && body.paragraph(body.words(signed.join(' · ')), { style: 'Byline' }),
    body.blocks(story.body),
    ...story.corrections.map((notice) =>
      body.paragraph(
        body.words(`${noticeLabel(notice, story)}: `, { bold: true }) + body.words(notice.text),
      ),
    ),
    box(story, body),
    sources(story, body),
  ]
  const section = [
    '<w:headerReference w:type="default" r:id="rId4"/>',
    '<w:pgSz w:w="11906" w:h="16838"/>',
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>',
    story.dir === 'rtl' ? '<w:bidi/>' : '',
  ].join('')
  return `${XML}<w:document ${NAMESPACES}><w:body>${content.filter(Boolean).join('')}<w:sectPr>${section}</w:sectPr></w:body></w:document>`
}

/** On every page of a draft: what it is. Of anything else: nothing. */
const headerXml = ({ draft, language }: ExportPackage, body: DocxBody): string =>
  `${XML}<w:hdr ${NAMESPACES}>${draft ? body.paragraph(body.words(DRAFT_WORDS[language]), { style: 'Draft' }) : body.paragraph('')}</w:hdr>`

function box(story: ExportPackage, body: DocxBody): string {
  const facts = factBox(story)
  if (!facts) return ''
  const rows = facts.entries.flatMap(({ title, rows }) => [
    body.paragraph(body.words(title), { style: 'Heading3' }),
    ...rows.map(({ term, words }) =>
      body.paragraph(body.words(`${term}: `, { bold: true }) + body.words(words), {
        list: { number: 1, level: 0 },
      }),
    ),
  ])
  return [body.paragraph(body.words(facts.title), { style: 'Heading2' }), ...rows].join('')
}

function sources(story: ExportPackage, body: DocxBody): string {
  const list = publicSources(story)
  if (list.length === 0) return ''
  return [
    body.paragraph(body.words(SOURCES_TITLE[story.language]), { style: 'Heading2' }),
    ...list.map(({ name, url }) =>
      body.paragraph(url === undefined ? body.words(name) : body.link(url, name), {
        list: { number: 1, level: 0 },
      }),
    ),
  ].join('')
}

function coreXml(story: ExportPackage): string {
  const { headline, byline, standfirst, tags, language, createdAt, modifiedAt, draft, override } =
    story
  const text = (name: string, value: string | null) =>
    value ? `<${name}>${escapeXml(value)}</${name}>` : ''
  const time = (name: string, at: number) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${new Date(at).toISOString()}</dcterms:${name}>`
  const status = draft
    ? DRAFT_WORDS[language]
    : override
      ? `override: ${override.codes.join(' ')}`
      : ''
  return `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${[
    text('dc:title', headline.text),
    text('dc:creator', byline),
    text('cp:keywords', tags.join(', ')),
    text('dc:description', standfirst.text),
    text('dc:identifier', `urn:dateline:story:${story.storyId}`),
    text('dc:language', languageTag(language)),
    text('cp:version', String(story.revision)),
    text('cp:contentStatus', status),
    time('created', createdAt),
    time('modified', modifiedAt),
  ].join('')}</cp:coreProperties>`
}

const bytesOf = (part: string | Uint8Array): Uint8Array =>
  typeof part === 'string' ? new TextEncoder().encode(part) : part
