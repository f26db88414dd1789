// oxlint-disable-next-line no-control-regex -- XML 1.0 has no form for these
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Words as XML, as text or in an attribute in double quotes (rule X6). */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(NOT_XML, '')
    .replaceAll(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter)

/** HTML of our own making as XML: its void tags closed, and without what XML has no form for. */
export const asXhtml = (html: string): string =>
  html
    .toWellFormed()
    .replaceAll(NOT_XML, '')
    .replaceAll(/<(br|img)\b([^<>]*?)\/?>/g, '<$1$2/>')
