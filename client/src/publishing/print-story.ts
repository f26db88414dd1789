import { fetchExport } from './fetch-export.ts'

/** How long a print dialog may stand open before its page is put away, ms. */
const KEPT_MS = 300_000

/** Opens the browser's print dialog with the article as it would leave; nothing in it runs. */
export async function printStory(storyId: string, isDraft: boolean): Promise<void> {
  const page = await fetchExport(storyId, 'html', isDraft)
  const frame = document.createElement('iframe')
  frame.title = 'print'
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals')
  frame.style.cssText = 'position:fixed;inset:0;inline-size:0;block-size:0;border:0'
  frame.srcdoc = page
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  document.body.append(frame)
  await loaded
  const away = () => frame.remove()
  frame.contentWindow?.addEventListener('afterprint', away)
  setTimeout(away, KEPT_MS)
  frame.contentWindow?.print()
}
