const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  return crc
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** 1 January 1980: the same files make the same archive, whenever they are packed. */
const DAY = 0x0021
const NAMES_IN_UTF8 = 0x0800

/** Files as a zip archive, stored as they are: what an office program opens. Pure. */
export function zip(files: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, bytes] of files) {
    const path = new TextEncoder().encode(name)
    const common = [
      u16(20), // version needed
      u16(NAMES_IN_UTF8),
      u16(0), // stored
      u16(0), // time
      u16(DAY),
      u32(crc32(bytes)),
      u32(bytes.length),
      u32(bytes.length),
      u16(path.length),
      u16(0), // extra
    ]
    const local = joined([u32(0x04034b50), ...common, path])
    parts.push(local, bytes)
    const rest = [u16(0), u16(0), u16(0), u32(0), u32(offset)] // comment, disk, attributes, place
    directory.push(joined([u32(0x02014b50), u16(20), ...common, ...rest, path]))
    offset += local.length + bytes.length
  }
  const index = joined(directory)
  const count = [u16(files.length), u16(files.length)]
  const end = joined([
    u32(0x06054b50),
    u16(0),
    u16(0),
    ...count,
    u32(index.length),
    u32(offset),
    u16(0),
  ])
  return joined([...parts, index, end])
}

const u16 = (value: number): Uint8Array => Uint8Array.of(value & 0xff, (value >>> 8) & 0xff)
const u32 = (value: number): Uint8Array => joined([u16(value), u16(value >>> 16)])

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
