import type { Copy, Sentence } from './copy.ts'
import { ABOUT_TALKS, around, isActor, type Evidence } from './evidence.ts'
import type { NameHit } from './find-names.ts'

const BEFORE =
  /(?:\b(?:mediated|brokered|facilitated|hosted|co-hosted|guaranteed|sponsored)(?:\s+\w+ly)?\s+by(?:\s+(?:both|officials from|envoys from|the governments? of))?|\b(?:mediation|auspices|facilitation|good offices|mediating efforts|efforts)\s+(?:of|by|from)|\bmediators?,?(?:\s+(?:including|such as|from))?|\bmediators?\s*[—–:(-]|mediat\w+\s+(?:along|together|jointly)\s+with|میانجی‌?گری|وساطت|میزبانی)\s*(?:\s(?:the|both)\s+)*$/iu

const AFTER =
  /^(?:,?\s+(?:which|who|that)\s+(?:(?:has|have|had|is|are|was|were)\s+)?(?:been\s+)?|\s+(?:(?:has|have|had|is|are|was|were|also|jointly|will|would)\s+)*(?:been\s+)?|\s*,?\s+(?:(?:as|the|acting as)\s+)+(?:\w+\s+)?)(?:mediat(?:ed|es?|ing|ors?)|broker(?:ed|s|ing)?|facilitat(?:ed|es?|ing|ors?))\b|^['’]s?\s+mediat(?:ion|ors?)\b|^\s+mediat(?:ion|ors?)\b|^\s+په\s+(?:منځګړیتوب|منځګړۍ|کوربه‌?توب)|^\s+for\s+(?:\w+\s+)?(?:hosting|mediating|facilitating|brokering)\b/iu

/** "the war mediated by" does not exist; "the film mediated by" must not count. */
export function mediatorEvidence(copy: Copy): Evidence[] {
  return copy.sentences.flatMap((sentence) =>
    sentence.groups
      .filter((group) => speaksOfMediators(sentence, group.filter(isActor)))
      .flatMap((group) => group.filter(isActor).map((hit) => ({ hit, sentence }))),
  )
}

function speaksOfMediators(sentence: Sentence, group: readonly NameHit[]): boolean {
  if (group.length === 0) return false
  const [before, after] = around(sentence, group)
  if (!BEFORE.test(before) && !AFTER.test(after)) return false
  // Hosting alone is not mediating: "a tournament hosted by Qatar".
  const isHosting = /hosted\s+by\s*(?:the\s+)?$/iu.test(before)
  return !isHosting || ABOUT_TALKS.test(sentence.words(sentence.start, sentence.end))
}
