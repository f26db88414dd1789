/**
 * One block as WordPress stores it: HTML between two comments, the attributes as JSON in the first.
 *
 * @throws RangeError for `&` in an attribute: WordPress turns its escape into `&amp;`, so the block
 *   would come back other than it was sent
 */
export function wordPressBlock(
  name: string,
  attributes: Readonly<Record<string, unknown>>,
  html: string,
): string {
  const json = Object.keys(attributes).length > 0 ? ` ${attributesJson(attributes)}` : ''
  return `<!-- wp:${name}${json} -->\n${html}\n<!-- /wp:${name} -->`
}

/** Escaped the way WordPress does it, so that a comment cannot end early and nothing is rewritten. */
export function attributesJson(attributes: Readonly<Record<string, unknown>>): string {
  const json = JSON.stringify(attributes)
  if (json.includes('&')) throw new RangeError(`"&" in block attributes: ${json}`)
  return json
    .replaceAll('--', '\\u002d\\u002d')
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('\\"', '\\u0022')
}
