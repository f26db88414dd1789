const LINES: readonly RegExp[] = [
  // labels of sections and boxes
  /^(?:trending(?: now)?|breaking(?: news)?|(?:the )?latest(?: news| stories)?|top stories|most (?:read|popular|viewed|shared)|related(?: (?:articles?|stories|posts?|news|content|topics))?|recommended(?: for you)?|popular|featured|editor['’]?s['’]? picks?|you (?:may|might) (?:also )?(?:like|be interested in).*|more (?:from|on|stories|news|in)\b.{0,60}|read (?:more|next|also|on|full story)\b.{0,120}|see also\b.{0,120}|also read\b.{0,120}|up next|in this (?:article|story)|table of contents|key points|what (?:to|you need to) know|news|world|politics|opinion|video|live|photos?|gallery|home)\s*[:>»]?$/iu,
  // share, follow, subscribe
  /^(?:share|tweet|pin|print|copy link|e-?mail|save|bookmark|whatsapp|facebook|twitter|linkedin|telegram|reddit|instagram|youtube|tiktok|bluesky|threads|x|rss|share (?:this|on|via|with)\b.{0,80}|click to (?:share|print|email)\b.{0,80}|send (?:a link|by e-?mail)\b.{0,80}|link copied!?)$/iu,
  /^(?:please )?(?:follow|join|like|find) (?:us|our)\b.{0,120}$/iu,
  /^subscribe(?:$|[\s!]+(?:to|now|today|here|for|by|and)\b.{0,160}|!$)/iu,
  /^(?:sign up|sign in|log in|login|register|create (?:an )?account)(?:$|\s+(?:to|for|here|now|with|and)\b.{0,120})/iu,
  /^(?:type|enter) your e-?mail\b.{0,60}$/iu,
  /^(?:get|receive) (?:the |our )?(?:latest|daily|breaking|weekly|top)\b.{0,120}\b(?:inbox|e-?mail|newsletter|updates?|alerts?)\b.{0,40}$/iu,
  /^(?:our |the |daily |weekly )*newsletters?\b.{0,80}$/iu,
  /^discover more from\b.{0,120}$/iu,
  /^(?:support|donate|contribute)(?:$|\s+(?:us|now|to (?:us|our)|our (?:work|journalism))\b.{0,120})/iu,
  // the page's own machinery
  /^(?:show|load|view|see) (?:more|less|all|comments?)\b.{0,40}$/iu,
  /^(?:back|scroll|return|go) to (?:the )?top\b.{0,20}$/iu,
  /^(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation|menu)\b.{0,20}$/iu,
  /^(?:menu|search|close|open|next|previous|prev|older posts?|newer posts?|next (?:article|post)|previous (?:article|post)|continue reading|listen(?: to (?:this )?(?:article|story))?\b.{0,40}|play|pause|advertisement|ads?|sponsored(?: content| by .{0,60})?|promoted(?: content)?|scroll down|loading\W*|toggle .{0,40})$/iu,
  /^(?:leave|write|post|add) a (?:comment|reply)\b.{0,80}$/iu,
  /^(?:comments?|replies)(?:\s*\(?\d+\)?)?$|^\d+\s+(?:comments?|shares?|views?|likes?|replies)$|^no comments(?: yet)?$|^be the first to comment\b.{0,40}$|^your e-?mail address will not be published\b.{0,80}$/iu,
  /^\d+\s*(?:min(?:ute)?s?|sec(?:ond)?s?)\s+(?:read|ago|listen)\b.{0,20}$|^reading time\b.{0,40}$|^estimated reading time\b.{0,40}$/iu,
  /^(?:tags?|filed under|topics?|categor(?:y|ies)|posted in|keywords)\s*:.{0,200}$/iu,
  // ad blockers, cookies, the small print
  /^(?:ad[\s-]?block(?:er|ing)?)\b.{0,120}$/iu,
  /^.{0,80}\b(?:disabl|turn(?:ing)? off|whitelist)\w*\b.{0,40}\bad[\s-]?block\w*\b.{0,60}$/iu,
  /^(?:we|this (?:web)?site|our partners)\b.{0,60}\bcookies?\b.{0,300}$/iu,
  /^(?:accept|reject|manage|allow)(?: all)?(?: cookies?| preferences| choices)?$|^cookie (?:policy|settings|preferences|notice)\b.{0,60}$/iu,
  /^(?:privacy policy|terms (?:of (?:use|service)|and conditions)|contact us|about us|advertise(?: with us)?|careers)$/iu,
  /^(?:©|\(c\)|copyright\b|all rights reserved).{0,160}$/iu,
  // Dari and Pashto
  /^(?:بیشتر بخوانید|مطالب مرتبط|خبرهای مرتبط|اشتراک‌گذاری|به اشتراک بگذارید|ما را دنبال کنید|تبلیغات|نظرات|ادامه مطلب|بازگشت به بالا|نور ولولئ|شریک یې کړئ)\s*:?.{0,80}$/u,
]

const CREDIT =
  /^[[(]?\s*(?:photo|photograph|image|picture|pic|file(?: photo)?|illustration|credit|graphic|source)s?(?:\s+(?:credit|by|courtesy(?: of)?|via))?\s*(?:[:|/©]|\bby\b)\s*.{0,160}$|^[[(](?:.{0,60}\b)?(?:AP|AFP|Reuters|Getty(?: Images)?|EPA|Anadolu)\b(?:.{0,40})?[\])]$|^(?:getty images|afp|reuters|ap photo)(?:\s*\/.{0,80})?$/iu

const SOCIAL =
  /\b(?:follow|subscribe|join|telegram|whatsapp|facebook|twitter|instagram|youtube|channel|newsletter|share|download our|app)\b|@\w{3,}/iu
const EMOJI_LED = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})/u
const HANDLES = /^(?:[@#][\p{L}\p{N}_.]+[\s,|·]*)+$/u
/** Lines a page strews between and after its paragraphs are short; news is not. */
const FURNITURE_LIMIT = 320 // characters
/** The same before runs of spaces are counted as one. */
const RAW_LIMIT = 2_000 // characters

/**
 * Whether a line is the page's and not the article's: menus, share and follow lines, "discover
 * more", ad-block and cookie notices, comment boxes, photo credits (rule I2). Judged by the line
 * alone, so a sentence of news that happens to hold such a word stays.
 */
export function isFurniture(line: string): boolean {
  if (line.length > RAW_LIMIT) return line.trim() === ''
  const text = line.replaceAll(/\s+/gu, ' ').trim()
  if (text === '') return true
  if (text.length > FURNITURE_LIMIT) return false
  if (HANDLES.test(text) || /^[^\p{L}\p{N}]+$/u.test(text)) return true
  if (EMOJI_LED.test(text) && (SOCIAL.test(text) || /https?:/iu.test(text))) return true
  if (CREDIT.test(text)) return true
  const bare = text.replace(/^(?:\p{Extended_Pictographic}\ufe0f?|[•·▶►→>|*-])\s*/u, '')
  return LINES.some((pattern) => pattern.test(bare) || pattern.test(text))
}
