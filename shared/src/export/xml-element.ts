import { escapeXml } from './escape-xml.ts'

/**
 * One element of XML.
 * @param inner words, which are escaped, or elements, which are not
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  inner: string | readonly string[] = [],
): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${oneLine(value)}"`)
    .join('')
  if (typeof inner === 'string') return `<${name}${written}>${oneLine(inner)}</${name}>`
  if (inner.length === 0) return `<${name}${written}/>`
  return `<${name}${written}>\n${inner.join('\n')}\n</${name}>`
}

/** The standard's strings know no white space but the blank. */
const oneLine = (words: string): string => escapeXml(words.replaceAll(/\s+/g, ' '))
