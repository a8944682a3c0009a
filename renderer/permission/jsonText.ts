/**
 * Any JSON value as indented text, up to a limit; what is beyond it is counted. Deep, wide and long values cost no more
 * than a walk through them. Pure.
 */
import { cutText } from '../../shared/cutText.ts'

export interface JsonText {
  readonly text: string
  /** Values that are not in it. */
  readonly hidden: number
  /** Characters of texts that are in it only in part. */
  readonly cut: number
}

interface Frame {
  readonly entries: readonly (readonly [string | null, unknown])[]
  readonly close: string
  at: number
}

/** Deeper is not moved further in: a line would be longer than what it says. */
const DEEPEST_INDENT = 20

export function jsonText(value: unknown, most: number): JsonText {
  const pieces: string[] = []
  let length = 0
  let hidden = 0
  let cut = 0
  const stack: Frame[] = [{ entries: [[null, value]], close: '', at: 0 }]
  const write = (piece: string): void => {
    pieces.push(piece)
    length += piece.length
  }

  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const entry = frame.entries[frame.at]
    const depth = stack.length - 1
    if (entry === undefined) {
      stack.pop()
      if (frame.close !== '' && length <= most) write(`${lineAt(depth - 1)}${frame.close}`)
      continue
    }
    const [name, item] = entry
    const isFirst = frame.at === 0
    frame.at += 1
    const inner = entriesOf(item)
    if (length > most) {
      if (inner === null) hidden += 1
      else if (inner.length === 0) hidden += 1
      else stack.push({ entries: inner, close: '', at: 0 })
      continue
    }
    if (depth > 0) write(`${isFirst ? '' : ','}${lineAt(depth)}`)
    if (name !== null) {
      const shown = short(name, most)
      cut += name.length - shown.length
      write(`${JSON.stringify(shown)}${shown === name ? '' : '…'}: `)
    }
    if (inner === null) {
      const text = typeof item === 'string' ? short(item, most) : null
      if (typeof item === 'string' && text !== null) cut += item.length - text.length
      write(
        text === null
          ? String(JSON.stringify(item) ?? null)
          : `${JSON.stringify(text)}${text === item ? '' : '…'}`
      )
    } else {
      const [open, close] = Array.isArray(item) ? '[]' : '{}'
      if (inner.length === 0) write(`${open}${close}`)
      else {
        write(open ?? '')
        stack.push({ entries: inner, close: close ?? '', at: 0 })
      }
    }
  }
  return { text: pieces.join(''), hidden, cut }
}

function entriesOf(value: unknown): readonly (readonly [string | null, unknown])[] | null {
  if (typeof value !== 'object' || value === null) return null
  return Array.isArray(value) ? value.map((item: unknown) => [null, item] as const) : Object.entries(value)
}

function lineAt(depth: number): string {
  return `\n${'  '.repeat(Math.min(Math.max(depth, 0), DEEPEST_INDENT))}`
}

function short(text: string, most: number): string {
  return text.length <= most * 1.25 ? text : cutText(text, most)
}
