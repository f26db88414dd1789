import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { Fact } from './fact.ts'
import { wellFormed } from './safe-text.ts'

/**
 * The canonical JSON of a fact (RFC 8785): everything an editor judges when approving it — type,
 * label, fields, sources, dependencies, sensitivity, values nobody chose between — and nothing else. Two replicas that show the
 * same fact produce the same bytes.
 */
export function canonicalFact(fact: Fact): string {
  const { type, label, fields, sources, dependsOn, sensitivity, supersedes, rivals } = fact
  const judged = { type, label, fields, sources, dependsOn, sensitivity, supersedes, rivals }
  return canonicalJson(judged)
}

function canonicalJson(value: unknown): string {
  const plain: unknown = JSON.parse(JSON.stringify(value), (_, part: unknown) => {
    return typeof part === 'string' ? wellFormed(part) : part
  })
  return canonicalize(plain) ?? ''
}

/** SHA-256 of the canonical JSON of what belongs to a fact without being one, 64 hex digits. */
export const factHashOf = (part: object): string => sha256Hex(canonicalJson(part))

/** A fact is never changed in place, and every screen asks for its hash again and again. */
const hashes = new WeakMap<Fact, string>()

/** SHA-256 of the canonical JSON, 64 hex digits: what an approval points at (rule A1). */
export function factHash(fact: Fact): string {
  const known = hashes.get(fact)
  if (known !== undefined) return known
  const hash = sha256Hex(canonicalFact(fact))
  hashes.set(fact, hash)
  return hash
}

/** Hex SHA-256 of a text's UTF-8 bytes. Synchronous on purpose: SubtleCrypto needs https. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}
