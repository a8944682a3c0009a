/** The files a text mentions, as `@path` or `@"path with spaces"`, each once. Pure. */
import { beginsMention, LONGEST_MENTION } from './signPlace.ts'

/** One mention, which may be read in several ways: what stands right behind a path may belong to it or not. */
export interface Mention {
  /** As it is most likely meant. */
  readonly path: string
  /** All of them, `path` among them. */
  readonly readings: readonly string[]
}

/** Only what reads like a path: with a slash or an ending. `@someone` is a person. */
export function mentionedPaths(text: string): readonly string[] {
  return mentionsIn(text).map(({ path }) => path)
}

export function mentionsIn(written: string): readonly Mention[] {
  const mentions = new Map<string, Mention>()
  const text = written.replace(FENCED, '\n')
  for (let at = nextSign(text, 0); at !== -1; at = nextSign(text, at + 1)) {
    if (!beginsMention(text, at)) continue
    const rest = text.slice(at + 1, at + 1 + LONGEST_MENTION)
    const readings = (rest.startsWith('"') ? quotedReadings(rest) : plainReadings(rest)).filter(readsLikePath)
    const path = readings.at(-1)
    if (path !== undefined) mentions.set(path, { path, readings })
  }
  return [...mentions.values()]
}

/** Code that was pasted: what begins with the sign in it (`@media`, `@user.name`) is none. */
const FENCED = /^ {0,3}(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n[^]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![^]))/gmu

function nextSign(text: string, from: number): number {
  const found = /[@＠]/gu
  found.lastIndex = from
  return found.exec(text)?.index ?? -1
}

/** A name may have quotes in it: up to each that could close it, the first one most likely. */
function quotedReadings(rest: string): readonly string[] {
  const line = /^"[^\n]*/u.exec(rest)?.[0] ?? ''
  const readings: string[] = []
  for (let end = line.indexOf('"', 1); end !== -1 && readings.length < 4; end = line.indexOf('"', end + 1)) {
    readings.push(line.slice(1, end))
  }
  return readings.toReversed()
}

/**
 * The whole run, and what is left when signs, a line number, or the words of a script without spaces behind it are taken
 * away: the less there is of it the more it is a path. Before them stands what is a path less likely, but may be.
 */
function plainReadings(rest: string): readonly string[] {
  const run = /^[^\s]*/u.exec(rest)?.[0] ?? ''
  if (run.length === LONGEST_MENTION || CALL.test(run)) return []
  const readings = [run]
  for (const cut of CUTS) {
    const last = readings.at(-1) ?? ''
    const shorter = cut(last)
    if (shorter !== last && shorter !== '') readings.push(shorter)
  }
  const upToEnding = BEHIND_ENDING.exec(readings.at(-1) ?? '')?.[1]
  return upToEnding === undefined ? readings : [upToEnding, ...readings]
}

/** A decorator of some language: `app.get("/x")`. */
const CALL = /^[\p{L}_][\p{L}\p{N}_.]*\((?:["'`]|$)/u
/** Up to the first ending that something follows which no ending goes on with. */
const BEHIND_ENDING = /^(.*?\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,12})([^\p{L}\p{N}_./\\].*)$/u

const MARKS: ReadonlySet<string> = new Set('.,;:!?)]}>\'"*_`~|،؛؟۔।”’»\u200b\u200e\u200f\u2069\ufeff')

const CUTS: readonly ((path: string) => string)[] = [
  (path) => path.replace(/^[`'<([]+/u, ''),
  (path) => path.replace(/".*$/u, ''),
  // The next of a list without spaces.
  (path) => path.replace(/[,;:=|،؛—–…→]@.*$/u, ''),
  // What is set around words in Chinese, Japanese and Korean.
  (path) =>
    path.replace(/[\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’«»…—].*$/u, ''),
  // A mention at the end of a sentence is followed by its mark.
  withoutMarks,
  withoutTail,
  // A word right behind an ending: `src/a.ts를`, `src/a.ts然后`.
  (path) =>
    path.replace(
      /(\.[A-Za-z0-9]{1,12})[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Thai}\p{M}]+.*$/u,
      '$1'
    ),
  // A place in the file: `a.ts:12`, `a.ts:12-20`, `a.ts#L3`.
  (path) => path.replace(/(?::\d+(?:[:-]\d+)*|#L?\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?)$/u, ''),
  withoutMarks
]

/**
 * What is no part of the name although nothing parts them: `'s`, a place within the file (`#title`, `::test`, `(12,3)`,
 * `?raw`), an arrow, a bracket that closes. What goes on like a path may be one.
 */
function withoutTail(path: string): string {
  const [, name, tail = ''] = BEHIND_ENDING.exec(path) ?? []
  const isPath = tail.includes('/') || /\.[A-Za-z]{1,5}$/u.test(tail)
  return name === undefined || isPath || !/^(?:[:#?()[\]<>|=&,;،؛؟'’ʼ*_~→]|->)/u.test(tail) ? path : name
}

function withoutMarks(path: string): string {
  let end = path.length
  while (MARKS.has(path.charAt(end - 1))) end -= 1
  return path.slice(0, end)
}

/** With a slash or an ending; a version or an amount (`v1.2`, `3.5GHz`) has none. */
function readsLikePath(path: string): boolean {
  if (/^v?\d+(?:\.\d+)+\p{L}*$/u.test(path)) return false
  return path.includes('/') || /\.[\p{L}\p{N}]+$/u.test(path)
}
