import type { Language } from '../../story/meta-doc.ts'
import { escapeXml } from '../escape-xml.ts'

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'
export const RELATION = `${OFFICE}/relationships`
export const PACKAGE_RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'

export const NAMESPACES = [
  `xmlns:w="${WORD}"`,
  `xmlns:r="${RELATION}"`,
  `xmlns:wp="${DRAWING}/wordprocessingDrawing"`,
  `xmlns:a="${DRAWING}/main"`,
  `xmlns:pic="${DRAWING}/picture"`,
].join(' ')

const PART = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

export const CONTENT_TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/><Default Extension="png" ContentType="image/png"/><Default Extension="gif" ContentType="image/gif"/><Override PartName="/word/document.xml" ContentType="${PART}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${PART}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="${PART}.numbering+xml"/><Override PartName="/word/settings.xml" ContentType="${PART}.settings+xml"/><Override PartName="/word/header1.xml" ContentType="${PART}.header+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

export const SETTINGS = `${XML}<w:settings xmlns:w="${WORD}"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

/** As the format names our languages in `w:lang`: one for Latin words, one for Arabic script. */
const BIDI_LANGUAGE: Readonly<Record<Language, string>> = {
  en: 'prs-AF',
  prs: 'prs-AF',
  ps: 'ps-AF',
}

export function styles(language: Language): string {
  const isRtl = language !== 'en'
  const fonts =
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Noto Naskh Arabic"/>'
  const style = (id: string, name: string, paragraph: string, run: string, more = '') =>
    `<w:style w:type="paragraph" w:styleId="${id}"${more}><w:name w:val="${name}"/>${id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>'}<w:qFormat/>${paragraph && `<w:pPr>${paragraph}</w:pPr>`}${run && `<w:rPr>${run}</w:rPr>`}</w:style>`
  const size = (half: number) => `<w:sz w:val="${half}"/><w:szCs w:val="${half}"/>`
  const heading = (level: number, half: number) =>
    style(
      `Heading${level}`,
      `heading ${level}`,
      `<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="${level - 1}"/>`,
      `<w:b/><w:bCs/>${size(half)}`,
    )
  return `${XML}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr>${fonts}${size(22)}<w:lang w:val="en-US" w:bidi="${BIDI_LANGUAGE[language]}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>${[
    style('Normal', 'Normal', isRtl ? '<w:bidi/>' : '', '', ' w:default="1"'),
    style('Title', 'Title', '<w:spacing w:after="120"/>', `<w:b/><w:bCs/>${size(40)}`),
    style('Subtitle', 'Subtitle', '', `<w:color w:val="444444"/>${size(26)}`),
    style('Byline', 'Byline', '', `<w:color w:val="666666"/>${size(20)}`),
    ...[30, 26, 24].map((half, index) => heading(index + 2, half)),
    style(
      'Quote',
      'Quote',
      `<w:pBdr><w:${isRtl ? 'right' : 'left'} w:val="single" w:sz="12" w:space="8" w:color="999999"/></w:pBdr><w:ind w:left="360"/>`,
      '<w:i/><w:iCs/>',
    ),
    style(
      'Caption',
      'caption',
      '<w:spacing w:after="240"/>',
      `<w:color w:val="666666"/>${size(18)}`,
    ),
    style('TableHead', 'Table Head', '', '<w:b/><w:bCs/>'),
    style(
      'Draft',
      'Draft',
      '<w:jc w:val="center"/>',
      `<w:b/><w:bCs/><w:color w:val="8A1F11"/>${size(28)}`,
    ),
  ].join(
    '',
  )}<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="1F4B8F"/><w:u w:val="single"/></w:rPr></w:style></w:styles>`
}

/** @param starts where each numbered list begins to count */
export function numbering(starts: readonly number[]): string {
  const levels = (format: string, text: (level: number) => string) =>
    Array.from(
      { length: 9 },
      (_, level) =>
        `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text(level)}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>`,
    ).join('')
  const abstract = (id: number, inner: string) =>
    `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${inner}</w:abstractNum>`
  const numbers = starts.map((start, index) => {
    const overrides = Array.from(
      { length: 9 },
      (_, level) =>
        `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${Math.max(0, start)}"/></w:lvlOverride>`,
    ).join('')
    return `<w:num w:numId="${index + 2}"><w:abstractNumId w:val="1"/>${overrides}</w:num>`
  })
  return `${XML}<w:numbering xmlns:w="${WORD}">${abstract(
    0,
    levels('bullet', () => '•'),
  )}${abstract(
    1,
    levels('decimal', (level) => `%${level + 1}.`),
  )}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>${numbers.join('')}</w:numbering>`
}

export const relations = (
  list: readonly { id: string; type: string; target: string; isOutside?: boolean }[],
): string =>
  `${XML}<Relationships xmlns="${PACKAGE_RELATIONS}">${list
    .map(
      ({ id, type, target, isOutside }) =>
        `<Relationship Id="${id}" Type="${type}" Target="${escapeXml(target)}"${isOutside ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`
