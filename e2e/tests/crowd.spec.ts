import * as Y from 'yjs'
import { expect, test } from '../fixtures/newsroom.ts'

const CLICKS = 16
const LETTER_MS = 8

test('[Y21] a click puts the caret where it went, however busily others type', async ({
  signIn,
  program,
  newStory,
}) => {
  const id = await newStory('Ferry strike', 'First line:', 'Second line:', 'Crowd:')
  const ann = await signIn('ann')
  await ann.open(id)
  const bob = (await program('bob')).join(id)
  await expect.poll(() => bob.synced).toBe(true)
  const lines = bob.doc.getXmlFragment('body').toArray() as Y.XmlElement[]
  const crowd = lines.at(-1)?.get(0)
  if (!(crowd instanceof Y.XmlText)) throw new Error('The story has no such line.')
  const typing = setInterval(() => {
    crowd.insert(crowd.length, 'x')
    const at = Y.createRelativePositionFromTypeIndex(crowd, crowd.length, -1)
    bob.awareness.setLocalStateField('cursor', { anchor: at, head: at })
  }, LETTER_MS)
  try {
    for (let click = 0; click < CLICKS; click += 1) {
      const words = click % 2 === 0 ? 'First line:' : 'Second line:'
      const line = ann.story.getByText(words)
      await line.click()
      await ann.page.keyboard.press('End')
      await ann.page.keyboard.press('q')
      await expect(line).toHaveText(words + 'q'.repeat(Math.floor(click / 2) + 1))
    }
  } finally {
    clearInterval(typing)
    bob.destroy()
  }
})
