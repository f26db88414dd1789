import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { Fact } from './fact.ts'

/**
 * The canonical JSON of a fact (RFC 8785): everything an editor judges when approving it — type,
 * label, fields, sources, dependencies, sensitivity — and nothing else. Two replicas that show the
 * same fact produce the same bytes.
 */
export function canonicalFact(fact: Fact): string {
  const { type, label, fields, sources, dependsOn, sensitivity, supersedes } = fact
  const judged = { type, label, fields, sources, dependsOn, sensitivity, supersedes }
  return canonicalize(JSON.parse(JSON.stringify(judged), wellFormed)) ?? ''
}

/** Half a surrogate pair, which a peer may have written, has no UTF-8 form to hash. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value
}

/** SHA-256 of the canonical JSON, 64 hex digits: what an approval points at (rule A1). */
export function factHash(fact: Fact): string {
  return sha256Hex(canonicalFact(fact))
}

/** Hex SHA-256 of a text's UTF-8 bytes. Synchronous on purpose: SubtleCrypto needs https. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}
