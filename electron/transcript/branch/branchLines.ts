/**
 * The lines that a branch up to a message consists of, as a reader would show it (`thread.ts`): the chain of parents,
 * and what belongs to it without lying on it (results of parallel tools, answers beside a late row of the program's,
 * what hooks said, what was kept and written once more). Left out is what was said behind other prompts, and all that
 * came later. Used by `copyBranch.ts` and `branches.ts`.
 */
import type { BranchTree, TreeRecord } from './branchTree.ts'
import { wordsOf } from '../page/earlierRoots.ts'
import { toolUsesOf } from '../record/pieces.ts'
import { isOurs } from '../record/record.ts'
import { isTurnRow } from '../record/turnRows.ts'

/** In the order of the file; null when there is no such message. */
export async function linesThrough(tree: BranchTree, messageId: string): Promise<TreeRecord[] | null> {
  const placed = (await tree.recordsOf(messageId)).map((record) => tree.newestCopyOf(record))
  const records = placed.length > 0 ? placed : await tree.looseRecordsOf(messageId)
  const last = records.at(-1)
  if (last === undefined) return null
  const ends = [...records, ...(await resultsOf(tree, records))]
  const path = [...(await wholePath(tree, last)), ...ends.flatMap((end) => tree.pathTo(end))]
  const end = Math.max(...ends.map(({ offset }) => offset))
  const onPath = new Set(path.map(({ uuid }) => uuid))
  const taken = new Set(onPath)
  // Written once more, it is shown where it stands last.
  const loose = new Map(tree.looseRecords().map(({ uuid, offset }) => [uuid, offset]))
  const lines: TreeRecord[] = []
  for (const { record, isLoose } of tree.lines()) {
    if (record.offset > end) break
    if (isLoose && (loose.get(record.uuid) ?? record.offset) !== record.offset) continue
    if (!isLoose && !taken.has(record.uuid) && !(await isBeside(tree, record, taken))) continue
    if (!isLoose) taken.add(record.uuid)
    lines.push(record)
  }
  return lines
}

/** A prompt in another's place is not, and nothing behind it. What follows a record that is nowhere stands where it stands. */
async function isBeside(tree: BranchTree, record: TreeRecord, taken: ReadonlySet<string>): Promise<boolean> {
  if (record.parent !== null && tree.has(record.parent) && !taken.has(record.parent)) return false
  return (await tree.promptOf(record)) === null
}

/** From the first beginning: what begins later, or follows a record that is nowhere, follows what stands before it. */
async function wholePath(tree: BranchTree, record: TreeRecord): Promise<TreeRecord[]> {
  const parts = [tree.pathTo(record)]
  for (let first = parts[0]?.[0]; first !== undefined; first = parts[0]?.[0]) {
    const before = await standsBefore(tree, first)
    if (before === null) break
    parts.unshift(tree.pathTo(before))
  }
  return parts.flat()
}

/** What a record follows that follows nothing, or nothing that is there, and yet does not begin the session. */
export async function standsBefore(tree: BranchTree, first: TreeRecord): Promise<TreeRecord | null> {
  const fields = await tree.fields(first)
  if (fields === null || isOurs(fields)) return null
  const at = first.parent === null ? await firstOfThose(tree, first, wordsOf(fields)) : first.offset
  return tree.recordBefore(at)
}

/** Beginnings that say the same take each other's place. */
async function firstOfThose(tree: BranchTree, root: TreeRecord, words: string): Promise<number> {
  for (const { record, isLoose } of tree.lines()) {
    if (record.offset >= root.offset) break
    if (isLoose || record.parent !== null) continue
    const fields = await tree.fields(record)
    if (record.uuid === root.uuid || (fields !== null && wordsOf(fields) === words)) return record.offset
  }
  return root.offset
}

/** The results of the tools a message asked for are part of it to a reader: they go along. */
async function resultsOf(tree: BranchTree, records: readonly TreeRecord[]): Promise<TreeRecord[]> {
  const asked = new Set<string>()
  for (const record of records) {
    const piece = await tree.piece(record)
    for (const id of toolUsesOf(piece?.message.content ?? []).asked) asked.add(id)
  }
  if (asked.size === 0) return []
  const results: TreeRecord[] = []
  for (const record of tree.looseRecords()) {
    const { answered } = toolUsesOf((await tree.piece(record))?.message.content ?? [])
    if (answered.some((id) => asked.has(id))) results.push(record)
  }
  const met = new Set<string>()
  const open = [...records]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (met.has(next.uuid)) continue // A file written by a stranger may hold a circle.
    met.add(next.uuid)
    for (const child of tree.childrenOf(next)) {
      const { answered } = toolUsesOf((await tree.piece(child))?.message.content ?? [])
      const isResult = answered.some((id) => asked.has(id))
      if (isResult) results.push(child)
      if (isResult || isTurnRow((await tree.fields(child)) ?? {})) open.push(child)
    }
  }
  return results
}
