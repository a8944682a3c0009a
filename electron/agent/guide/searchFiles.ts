/** The guide's `search`: a plain text in the files of the project, within bounds. */
import { opendir } from 'node:fs/promises'
import path from 'node:path'
import { shortLine } from '../../../shared/cutText.ts'
import { fileTrouble, projectPath } from './projectPath.ts'
import { readTextFile } from './textFile.ts'
import { failedBecause } from './toolCall.ts'
import type { ToolOutcome } from './toolCall.ts'
import { en } from './words/en.ts'
import type { GuideWords } from './words/words.ts'

const skippedFolders: ReadonlySet<string> = new Set(['node_modules', '.git'])
const mostLineLength = 200
/** Of all folders together, whether they are files or not. */
const mostEntries = 200_000

export interface SearchBounds {
  readonly files: number
  /** Of all files together; of one, no more than `fileBytes`. */
  readonly bytes: number
  readonly fileBytes: number
  readonly hits: number
}

const usualBounds: SearchBounds = {
  files: 10_000,
  bytes: 64 * 1024 * 1024,
  fileBytes: 1024 * 1024,
  hits: 200
}

interface Tally {
  files: number
  entries: number
  bytes: number
  readonly lines: string[]
  filesWithHits: number
}

/**
 * Lines that hold `text` in any case, as `path:line:text`. Links are not followed. Waits for the disk
 * between any two files, so the loop is never held for longer than one file takes. Rejects only when
 * `signal` is aborted.
 */
export async function searchFiles(
  cwd: string,
  input: { readonly pattern: string; readonly path: string },
  signal: AbortSignal,
  bounds: SearchBounds = usualBounds,
  words: GuideWords = en
): Promise<ToolOutcome> {
  const place = await projectPath(cwd, input.path, words)
  if (!place.ok) return failedBecause(place.sentence)
  const needle = input.pattern.toLowerCase()
  const tally: Tally = { files: 0, entries: 0, bytes: 0, lines: [], filesWithHits: 0 }
  let isWhole = true
  try {
    for await (const file of filesUnder(place.real, tally)) {
      signal.throwIfAborted()
      if (isFull(tally, bounds)) {
        isWhole = false
        break
      }
      await searchOne(file, path.relative(place.real, file), needle, tally, bounds)
    }
  } catch (error) {
    signal.throwIfAborted()
    return failedBecause(fileTrouble(error, place.shown, words))
  }
  const isAll = isWhole && tally.lines.length < bounds.hits && tally.entries < mostEntries
  return conclude(input.pattern, tally, isAll, words)
}

function isFull({ files, bytes, lines }: Tally, bounds: SearchBounds): boolean {
  return files >= bounds.files || bytes >= bounds.bytes || lines.length >= bounds.hits
}

async function searchOne(
  file: string,
  shown: string,
  needle: string,
  tally: Tally,
  bounds: SearchBounds
): Promise<void> {
  const found = await readTextFile(file, bounds.fileBytes).catch(() => null) // gone or not ours to read
  tally.files += 1
  if (found === null) return
  tally.bytes += Math.min(found.bytes, bounds.fileBytes)
  if (found.kind === 'binary') return
  const before = tally.lines.length
  for (const [index, line] of found.text.split('\n').entries()) {
    if (tally.lines.length >= bounds.hits) break
    if (line.toLowerCase().includes(needle)) tally.lines.push(`${shown}:${index + 1}:${shortened(line)}`)
  }
  if (tally.lines.length > before) tally.filesWithHits += 1
}

/** Regular files in the order of their names, folder by folder. */
async function* filesUnder(folder: string, tally: Tally): AsyncGenerator<string> {
  const folders = [folder]
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    if (tally.entries >= mostEntries) return
    const entries = await entriesOf(next, next === folder, mostEntries - tally.entries)
    tally.entries += entries.length
    for (const entry of entries) if (entry.isFile) yield path.join(next, entry.name)
    for (const entry of entries.toReversed()) {
      if (entry.isDirectory && !skippedFolders.has(entry.name)) folders.push(path.join(next, entry.name))
    }
  }
}

interface Entry {
  readonly name: string
  readonly isFile: boolean
  readonly isDirectory: boolean
}

/** A folder further in that cannot be read is passed over; the one that was asked for is not. */
async function entriesOf(folder: string, isAskedFor: boolean, most: number): Promise<Entry[]> {
  const entries: Entry[] = []
  try {
    for await (const entry of await opendir(folder)) {
      entries.push({ name: entry.name, isFile: entry.isFile(), isDirectory: entry.isDirectory() })
      if (entries.length === most) break
    }
  } catch (error) {
    if (isAskedFor) throw error
  }
  return entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

function shortened(line: string): string {
  return shortLine(line.trim(), mostLineLength + 1)
}

function conclude(
  pattern: string,
  { lines, files, filesWithHits }: Tally,
  isWhole: boolean,
  { search }: GuideWords
): ToolOutcome {
  const limits = isWhole ? '' : ` ${search.more}`
  if (lines.length === 0) {
    return {
      content: search.nothing,
      isError: false,
      conclusion: `${search.notFound(pattern, files)}${limits}`
    }
  }
  const found = search.found(pattern, lines.length, filesWithHits, files)
  return { content: lines.join('\n'), isError: false, conclusion: `${found}${limits}` }
}
