/**
 * What a walk has passed by because it follows a record that is nowhere: no prompt, so it is no alternative to what
 * was said instead. Called by `thread.ts` when a walk has come to its end, or to that of a page.
 */
import type { BackwardLines } from '../lines/backwardLines.ts'
import type { HeldRecord } from './branchClaims.ts'
import type { HeldLine } from './heldLines.ts'
import type { Piece } from '../record/pieces.ts'
import type { Slices } from '../../slices.ts'

/** Something said that stands on no branch. */
export interface Stray {
  readonly piece: Piece
  readonly offset: number
}

/** `open`: what was passed by, by records that have not been met. `lines` end where the walk has come to. */
export async function straysAmong(
  open: readonly (readonly [parent: string, lines: readonly HeldLine[]])[],
  read: (line: HeldLine) => Promise<HeldRecord | null>,
  unread: { readonly lines: () => BackwardLines; readonly slices: Slices }
): Promise<Stray[]> {
  const candidates: { parent: string; stray: Stray }[] = []
  for (const [parent, lines] of open) {
    for (const line of lines) {
      const piece = (await read(line))?.piece ?? null
      const isPrompt = piece?.kind === 'message' && piece.message.role === 'user'
      if (piece !== null && !isPrompt) candidates.push({ parent, stray: { piece, offset: line.offset } })
    }
  }
  if (candidates.length === 0) return []
  const sought = new Set(candidates.map(({ parent }) => parent))
  const missing = await missingAmong(sought, unread.lines(), unread.slices)
  return candidates.flatMap(({ parent, stray }) => (missing.has(parent) ? [stray] : []))
}

async function missingAmong(
  sought: Set<string>,
  lines: BackwardLines,
  slices: Slices
): Promise<ReadonlySet<string>> {
  while (sought.size > 0) {
    if (slices.isOver) await slices.rest()
    const line = lines.take()
    if (line === null) {
      if (!(await lines.fill())) break
      continue
    }
    for (const uuid of sought) if (line.bytes.includes(needleFor(uuid))) sought.delete(uuid)
  }
  return sought
}

/** As a record names itself. */
export function needleFor(uuid: string | null): string {
  return `"uuid":${JSON.stringify(uuid ?? '')}`
}
