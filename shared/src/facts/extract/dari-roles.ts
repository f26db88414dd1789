import type { Role } from './role-phrase.ts'

const HEADS =
  'سخنگوی|سخنگو|وزیر(?:\\s+(?:امور\\s+)?(?:خارجه|دفاع|داخله|کشور))?|رئیس[\\s‌]جمهور|رییس[\\s‌]جمهور|رئیس|رییس|نماینده(?:\\s+ویژه)?|نمایندهٔ|فرستاده(?:\\s+ویژه)?|سفیر'

/** "NAME، role organisation،" at the head of a sentence, where the name's first word is certain. */
export const DARI_PERSON: RegExp = new RegExp(
  String.raw`(?<=^\s*)(?<name>[\p{L}\p{M}\u200c]+(?:\s+[\p{L}\p{M}\u200c]+){1,3})،\s+(?<role>(?:${HEADS})(?:\s+[\p{L}\p{M}\u200c]+){0,4}?)(?=،|\s+(?:گفت|می‌گوید|اعلام|تاکید|تأکید))`,
  'gu',
)
const SPLIT = new RegExp(String.raw`^(${HEADS})(?:\s+(.+))?$`, 'u')

/** Reads "سخنگوی طالبان" as a title, without its joining letter, and an organisation. */
export function readDariRole(phrase: string): Role | undefined {
  const [, title, organisation] = SPLIT.exec(phrase) ?? []
  if (title === undefined) return undefined
  return { title: title.replace(/^سخنگوی$/u, 'سخنگو'), ...(organisation && { organisation }) }
}
