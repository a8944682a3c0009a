/** SHA-256 of what is published, in the form that `sha256sum --check` reads. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const LIST = 'SHA256SUMS'
/** electron-builder's own notes. */
const NOTES = /^builder-/u

/** Writes `SHA256SUMS` into `folder`, over every file that lies in it; returns the files' names. */
export async function writeChecksums(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile() && entry.name !== LIST && !NOTES.test(entry.name))
    .map(({ name }) => name)
    .toSorted()
  const lines: string[] = []
  for (const name of names) lines.push(`${await sha256(join(folder, name))}  ${name}\n`)
  await writeFile(join(folder, LIST), lines.join(''))
  return names
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}
