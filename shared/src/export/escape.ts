const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Words as HTML text (rule X6). */
export const escapeText = (text: string): string =>
  text.replaceAll(/[&<>]/g, (letter) => ENTITIES[letter] ?? letter)

/** Words as an HTML attribute's value in double quotes (rule X6). */
export const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;')

/**
 * JSON that may stand in a `<script>`: no `</script>`, no comment opener and no line separator that
 * older engines stumble over can come out of it (rule X6).
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
