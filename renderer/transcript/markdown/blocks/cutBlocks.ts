/**
 * Cuts a growing text into its blocks. `Markdown.tsx` keeps one cutter per text. Each line is looked
 * at once, when it is whole; only the last one is looked at again with every delta. The same text
 * gives the same blocks, however it arrived.
 */
import type { Block, Definitions } from './block.ts'
import { DefinitionList } from './definitionList.ts'
import { mustWait, NOTHING_OPEN, takeLine } from './takeLine.ts'
import type { ClosedBlock, LineTaken, OpenBlock } from './takeLine.ts'

/** Blocks come in groups of so many, so that a page of settled ones is passed over as one. */
const GROUP = 8

export interface CutText {
  /** In their order. A group that has not changed keeps its identity, and so does each block in it. */
  readonly groups: readonly (readonly Block[])[]
  /** Keeps its identity until there is one more. */
  readonly definitions: Definitions
}

/** Returns a function from the whole text to its blocks; it is quick when the text is the last one and more. */
export function createBlockCutter(): (text: string) => CutText {
  let state = emptyState()
  return (text) => {
    if (text === state.text) return state.cut
    // A comparison of two strings; `startsWith` is many times slower.
    if (text.slice(0, state.text.length) !== state.text) state = emptyState()
    state.text = text
    for (let end = text.indexOf('\n', state.at); end !== -1; end = text.indexOf('\n', state.at)) {
      if (mustWait(state.open, text, state.at, end)) break
      keep(state, takeLine(state.open, text, state.at, end))
      state.at = end + 1
    }
    state.cut = withLastLine(state)
    return state.cut
  }
}

/** Everything up to `at` is decided. */
interface CutterState {
  text: string
  /** Start of the line that still grows. */
  at: number
  open: OpenBlock
  /** Only ever added to; what is given out is a copy. */
  readonly full: (readonly Block[])[]
  last: readonly Block[]
  readonly definitions: DefinitionList
  cut: CutText
}

function emptyState(): CutterState {
  const definitions = new DefinitionList()
  return {
    text: '',
    at: 0,
    open: NOTHING_OPEN,
    full: [],
    last: [],
    definitions,
    cut: { groups: [], definitions: definitions.all }
  }
}

function keep(state: CutterState, taken: LineTaken): void {
  state.open = taken.open
  if (taken.defined) state.definitions.add(taken.defined)
  for (const closed of taken.closed) {
    const last = [...state.last, toBlock(closed, state.text)]
    if (last.length === GROUP) state.full.push(last)
    state.last = last.length === GROUP ? [] : last
  }
}

/** What the text would be if it ended here; nothing of it is remembered. */
function withLastLine(state: CutterState): CutText {
  const { text } = state
  const last = [...state.last]
  let { open } = state
  let definitions = state.definitions.all
  // One line, or two when the first waits for the second.
  for (let at = state.at; at < text.length;) {
    const newline = text.indexOf('\n', at)
    const end = newline === -1 ? text.length : newline
    const taken = takeLine(open, text, at, end)
    last.push(...taken.closed.map((block) => toBlock(block, text)))
    open = taken.open
    if (taken.defined) definitions = state.definitions.with(taken.defined)
    at = end + 1
  }
  if (open.kind !== 'none') last.push(toBlock({ ...open, isClosed: false }, text))
  return {
    groups: [...state.full, ...inGroups(last)],
    definitions
  }
}

function inGroups(blocks: readonly Block[]): readonly (readonly Block[])[] {
  if (blocks.length === 0) return []
  return blocks.length <= GROUP ? [blocks] : [blocks.slice(0, GROUP), ...inGroups(blocks.slice(GROUP))]
}

function toBlock(block: ClosedBlock, text: string): Block {
  const { start, isClosed } = block
  switch (block.kind) {
    case 'code':
      return { kind: 'code', start, code: codeOf(block, text), language: block.fence.language, isClosed }
    case 'math':
      return { kind: 'math', start, raw: text.slice(start, block.to), isClosed }
    default:
      return {
        kind: 'text',
        start,
        raw:
          block.note === null ? text.slice(block.from, block.to) : noteText(text.slice(block.from, block.to)),
        tableHead: block.carriedHead,
        rows: block.rows,
        listStart: block.listStart,
        note: block.note
      }
  }
}

/** What belongs to a note is indented: without that it is what it would be outside. */
function noteText(text: string): string {
  return text.replaceAll(/\n {2,4}/g, '\n')
}

/** The code without the indentation of its fence. */
function codeOf(block: Extract<ClosedBlock, { kind: 'code' }>, text: string): string {
  const from = block.from + (text.charAt(block.from) === '\r' ? 2 : 1)
  const code = block.to <= from ? '' : text.slice(from, block.to)
  const plain = code.includes('\r') ? code.replaceAll('\r\n', '\n') : code
  const { indent } = block.fence
  return indent === 0 ? plain : plain.replace(new RegExp(`^ {1,${indent}}`, 'gm'), '')
}
