import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

const BLOCK = 512 // bytes, the unit of a tar file

export interface ArchiveFile {
  /** As it is named in the archive; a folder is parted by `/`. */
  readonly name: string
  readonly path: string
}

/**
 * Writes files into one gzipped tar (POSIX ustar), readable by every `tar`. The file is made with
 * mode 0600, because it holds what the data directory holds.
 */
export async function writeTarGz(target: string, files: readonly ArchiveFile[]): Promise<void> {
  const output = createWriteStream(target, { mode: 0o600, flags: 'wx' })
  await pipeline(tarOf(files), createGzip(), output)
}

async function* tarOf(files: readonly ArchiveFile[]): AsyncGenerator<Uint8Array> {
  for (const { name, path } of files) {
    const { size, mtimeMs } = await stat(path)
    yield header(name, size, Math.floor(mtimeMs / 1000))
    for await (const chunk of createReadStream(path)) yield chunk as Uint8Array
    yield new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK)
  }
  yield new Uint8Array(2 * BLOCK)
}

function header(name: string, size: number, seconds: number): Uint8Array {
  const block = Buffer.alloc(BLOCK)
  const octal = (value: number, length: number) =>
    `${value.toString(8).padStart(length - 1, '0')}\0`
  block.write(name, 0, 100)
  block.write(octal(0o600, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(size, 12), 124)
  block.write(octal(seconds, 12), 136)
  block.write('        ', 148) // the checksum counts as blanks while it is computed
  block.write('0', 156)
  block.write('ustar', 257) // and a NUL after it
  block.write('00', 263)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

/**
 * Unpacks a plain tar file made by `writeTarGz` into a folder.
 * @param accepts whether it may hold a file of this name @returns the names it held
 * @throws when it is not such an archive, or is cut off
 */
export async function readTar(
  source: string,
  folder: string,
  accepts: (name: string) => boolean,
): Promise<string[]> {
  const handle = await open(source)
  const found: string[] = []
  try {
    for (let offset = 0; ;) {
      const block = await readExactly(handle, offset, BLOCK)
      if (block.every((byte) => byte === 0)) return found
      const name = block.toString('utf8', 0, 100).replace(/\0.*$/s, '')
      const size = Number.parseInt(block.toString('ascii', 124, 135), 8)
      if (!accepts(name) || !Number.isSafeInteger(size)) {
        throw new Error('This is not a Dateline backup.')
      }
      offset += BLOCK
      await mkdir(dirname(join(folder, name)), { recursive: true, mode: 0o700 })
      await copyOut(handle, offset, size, join(folder, name))
      found.push(name)
      offset += Math.ceil(size / BLOCK) * BLOCK
    }
  } finally {
    await handle.close()
  }
}

async function copyOut(from: FileHandle, offset: number, size: number, to: string): Promise<void> {
  const output = await open(to, 'wx', 0o600)
  try {
    for (let done = 0; done < size;) {
      const chunk = await readExactly(from, offset + done, Math.min(1 << 20, size - done))
      await output.write(chunk)
      done += chunk.byteLength
    }
    await output.sync()
  } finally {
    await output.close()
  }
}

async function readExactly(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, position)
  if (bytesRead !== length) throw new Error('The backup is cut off.')
  return buffer
}
