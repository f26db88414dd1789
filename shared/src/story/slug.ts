const LIMIT = 60 // characters

/**
 * A slug from a headline: ASCII lower case, digits and single hyphens, cut at a word. Letters that
 * have no ASCII form are left out, so it is empty for a headline in Arabic script.
 */
export function slugOf(headline: string): string {
  const words = headline
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, LIMIT) : `${slug}-${word}`
    if (longer.length > LIMIT) break
    slug = longer
  }
  return slug
}
