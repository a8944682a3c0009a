/**
 * Paths laid out to be searched: parallel arrays, because 300,000 objects would cost more than the
 * paths themselves. Filled by `fileIndex.ts`, read by `fileRanking.ts`.
 */

export interface FileTable {
  /** Relative to the project, `/` between their parts. Folders end with `/`. */
  readonly paths: string[]
  /** Without case and accents, unit for unit as long as the path, or as the path composed. */
  readonly folded: string[]
  /** By row: paths whose letters are taken apart (as macOS wrote them, Hangul into its parts), put together again. */
  readonly composed: Map<number, string>
  /** Where the name begins: behind the last `/` that is not the end. */
  readonly nameAts: number[]
  /** Which kinds of characters there are at all; see `maskOf`. */
  readonly masks: number[]
  /** Folders that are in it. */
  readonly folders: Set<string>
}

export function emptyTable(): FileTable {
  return { paths: [], folded: [], composed: new Map(), nameAts: [], masks: [], folders: new Set() }
}

/** Adds files and the folders they lie in, each folder once and before what lies in it; at most `limit` rows. */
export function addFiles(table: FileTable, files: Iterable<string>, limit = Infinity): void {
  for (const path of files) {
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      const folder = path.slice(0, slash + 1)
      if (table.folders.has(folder)) continue
      table.folders.add(folder)
      addRow(table, folder, limit)
    }
    if (!path.endsWith('/')) addRow(table, path, limit)
  }
}

function addRow(table: FileTable, path: string, limit: number): void {
  if (table.paths.length >= limit) return
  const whole = composed(path)
  const folded = fold(whole)
  if (whole !== path) table.composed.set(table.paths.length, whole)
  table.paths.push(path)
  table.folded.push(folded)
  table.nameAts.push(whole.lastIndexOf('/', whole.length - 2) + 1)
  table.masks.push(maskOf(folded))
}

const notAscii = /[^\0-\x7f]/u
const isMark = /\p{Mn}/u

/** Letters put together that a disk or a keyboard took apart. */
export function composed(text: string): string {
  return notAscii.test(text) ? text.normalize('NFC') : text
}

/** Without case and accents; every UTF-16 unit stays one unit, so that positions hold in the path itself. */
export function fold(text: string): string {
  if (!notAscii.test(text)) return text.toLowerCase()
  return text.split('').map(foldUnit).join('')
}

/** A letter with its marks becomes the letter; what is taken apart otherwise (Hangul) stays whole. */
function foldUnit(unit: string): string {
  const [letter = unit, ...rest] = unit.normalize('NFD').split('')
  const small = (rest.every((mark) => isMark.test(mark)) ? letter : unit).toLowerCase()
  return small.length === 1 ? (OTHER_WRITINGS[small] ?? small) : unit
}

/** What a keyboard without them writes, one unit for one; `shared/searchText.ts` knows longer ones, too. */
const OTHER_WRITINGS: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  đ: 'd',
  ø: 'o',
  ħ: 'h',
  ς: 'σ',
  '’': "'",
  '–': '-',
  '—': '-'
}

/** One bit a letter, four for digits, one for the rest: a path that lacks a bit of the query cannot match. */
export function maskOf(folded: string): number {
  let mask = 0
  for (let at = 0; at < folded.length; at += 1) {
    const code = folded.charCodeAt(at)
    if (code >= 97 && code <= 122) mask |= 1 << (code - 97)
    else if (code >= 48 && code <= 57) mask |= 1 << (26 + (code & 3))
    else mask |= 1 << 30
  }
  return mask
}
