/**
 * Looks through a command for what leads out of the project, so that the card can show it in red, and for what cannot
 * be told from reading it. Not a shell: where a shell might read it in two ways, it leads out. Pure, linear.
 */
import { isOutside } from '../transcript/tools/relativePath.ts'
import { shellWords } from './shellWords.ts'
import type { ShellWord } from './shellWords.ts'

export interface CommandRun {
  readonly text: string
  readonly outside: boolean
}

export interface CommandReading {
  readonly runs: readonly CommandRun[]
  readonly leadsOut: boolean
  /** Variables whose value is not known here. */
  readonly hasVariables: boolean
  /** Parts that are only put together when it runs. */
  readonly isPieced: boolean
}

/** Everybody writes to these; red would cry wolf. */
const HARMLESS = new Set(['/dev/null', '/dev/stdout', '/dev/stderr'])
/** A stretch that may be a path: `C:\x`, `HKLM:\x`, or anything without the signs that end one. */
const STRETCH = /(?:(?<![\w/\\])[A-Za-z]\w*:(?=\\)|(?<![\w/\\])[A-Za-z]:(?=[\w/])|[^\s"'`;|&()<>=,:@{}!#^])+/g
const ADDRESS = /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\/[^\s"'`;|&()<>]*/g
/** `-o/x`, `-I../x`: an option and its path in one word. */
const OPTION = /^-(?:[A-Za-z0-9]|-?[a-z][a-z-]{2,})(?=[/~\\]|\.\.)/
/** A drive of PowerShell that is no letter: the registry, the environment. */
const NAMED_DRIVE = /^[A-Za-z]\w+:\\/

interface Span {
  readonly from: number
  readonly to: number
}

export function readCommand(command: string, projectPath: string): CommandReading {
  const words = shellWords(command)
  const spans = words.flatMap((word, index) =>
    isOut(word, words[index - 1], words[index + 1], command)
      ? [{ from: word.from, to: word.to }]
      : outsideIn(word, projectPath)
  )
  return {
    runs: runsOf(command, spans),
    leadsOut: spans.length > 0,
    hasVariables: words.some((word) => word.hasVariables),
    isPieced: words.some((word) => word.isPieced)
  }
}

export function commandPaths(command: string, projectPath: string): readonly CommandRun[] {
  return readCommand(command, projectPath).runs
}

/** Words that lead out without naming a place: the root, `cd` to one's home, `cd -`. */
function isOut(
  { value, to }: ShellWord,
  before: ShellWord | undefined,
  next: ShellWord | undefined,
  command: string
): boolean {
  if (value === '/' || value === '\\') return !isNumber(before) || !isNumber(next)
  if (value === '-') return before !== undefined && /^(?:cd|pushd|chdir)$/.test(before.value)
  if (!/^(?:cd|chdir)$/.test(value)) return false
  const rest = command.slice(to, next?.from ?? command.length)
  return next === undefined || /[;&|\n)]/.test(rest)
}

function isNumber(word: ShellWord | undefined): boolean {
  return word !== undefined && /^[\d.]+$/.test(word.value)
}

function outsideIn(word: ShellWord, projectPath: string): readonly Span[] {
  // A backslash hides a letter from one shell and divides folders in another: both are looked at.
  const spans = stretchesOut(word.value, projectPath).map(({ from, to }) => word.spanOf(from, to))
  if (word.raw === word.value) return spans
  const asWritten = stretchesOut(word.raw, projectPath)
    .filter(({ from }) => /[\\]/.test(word.raw.slice(from)))
    .map(({ from, to }) => ({ from: word.from + from, to: word.from + to }))
  return merged([...spans, ...asWritten])
}

function stretchesOut(value: string, projectPath: string): readonly Span[] {
  const addresses: Span[] = []
  const spans: Span[] = []
  for (const { 0: address, index } of value.matchAll(ADDRESS)) {
    const span = { from: index, to: index + address.length }
    addresses.push(span)
    if (/^file:/i.test(address)) spans.push(span)
  }
  let at = 0
  for (const { 0: stretch, index } of value.matchAll(STRETCH)) {
    while ((addresses[at]?.to ?? Infinity) <= index) at += 1
    if (index >= (addresses[at]?.from ?? Infinity)) continue
    const option = OPTION.exec(stretch)?.[0].length ?? 0
    const path = stretch.slice(option)
    if (path === '' || path === '/' || HARMLESS.has(path)) continue
    if (!NAMED_DRIVE.test(path) && !isOutside(path, projectPath)) continue
    spans.push({ from: index + option, to: index + stretch.length })
  }
  return merged(spans)
}

function merged(spans: readonly Span[]): readonly Span[] {
  const whole: { from: number; to: number }[] = []
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    const last = whole.at(-1)
    if (last !== undefined && from < last.to) last.to = Math.max(last.to, to)
    else whole.push({ from, to })
  }
  return whole
}

function runsOf(command: string, spans: readonly Span[]): readonly CommandRun[] {
  const runs: CommandRun[] = []
  let at = 0
  for (const { from, to } of spans) {
    if (from > at) runs.push({ text: command.slice(at, from), outside: false })
    runs.push({ text: command.slice(Math.max(at, from), to), outside: true })
    at = Math.max(at, to)
  }
  if (at < command.length) runs.push({ text: command.slice(at), outside: false })
  return runs
}
