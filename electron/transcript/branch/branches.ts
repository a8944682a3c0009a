/**
 * Where a session can go on from: before a prompt, at the end of the branch that holds a message. And
 * which prompts stand where others stood too. Called by `session/past/past.ts` and the branches route.
 */
import type { Branches } from '../../../shared/steering.ts'
import { standsBefore } from './branchLines.ts'
import { BranchTree } from './branchTree.ts'
import type { TreeRecord } from './branchTree.ts'
import { wordsOf } from '../page/earlierRoots.ts'
import { toolUsesOf } from '../record/pieces.ts'
import { isOurs } from '../record/record.ts'
import type { RecordFormat } from '../record/recordFormat.ts'
import { isTurnRow } from '../record/turnRows.ts'

/** Where to go on from, as a message was looked for: ids are uuids of records. */
export type BranchPlace =
  /** After this record; null before everything. `isTip`: where the session ends anyway. */
  | { readonly kind: 'found'; readonly at: string | null; readonly isTip: boolean }
  | { readonly kind: 'missing' }
  /** There is such a message, and no person sent it. */
  | { readonly kind: 'no_prompt' }

/** As if the prompt had not been sent. Rejects with the file system's error. */
export function placeBefore(file: string, messageId: string, format: RecordFormat): Promise<BranchPlace> {
  return BranchTree.of(file, format, async (tree) => {
    const [first] = await tree.recordsOf(messageId)
    if (first === undefined) return { kind: 'missing' }
    if ((await tree.promptOf(first)) === null) return { kind: 'no_prompt' }
    const after = await shownBefore(tree, first, true)
    return { kind: 'found', at: after?.uuid ?? null, isTip: false }
  })
}

/** The branch that holds the message, up to its newest end. Rejects with the file system's error. */
export function placeThrough(file: string, messageId: string, format: RecordFormat): Promise<BranchPlace> {
  return BranchTree.of(file, format, async (tree) => {
    const [first] = await tree.recordsOf(messageId)
    if (first === undefined) return { kind: 'missing' }
    const newest = tree.newestBelow(first)
    const end = (await isShown(tree, newest, true)) ? newest : await shownBefore(tree, newest, true)
    return { kind: 'found', at: end?.uuid ?? null, isTip: tree.isTip(newest) }
  })
}

/** Whether the file holds the message, on whatever branch or on none. Rejects with the file system's error. */
export function holdsMessage(file: string, messageId: string, format: RecordFormat): Promise<boolean> {
  return BranchTree.of(file, format, async (tree) => {
    const placed = await tree.recordsOf(messageId)
    return placed.length > 0 || (await tree.looseRecordsOf(messageId)).length > 0
  })
}

/** Right behind one message, whatever came later. Rejects with the file system's error. */
export function placeAfter(file: string, messageId: string, format: RecordFormat): Promise<BranchPlace> {
  return BranchTree.of(file, format, async (tree) => {
    const last = (await tree.recordsOf(messageId)).at(-1)
    if (last === undefined) return { kind: 'missing' }
    return { kind: 'found', at: last.uuid, isTip: tree.isTip(last) }
  })
}

/** Points in the order of the file, the prompts of each oldest first. Rejects with the file system's error. */
export function listBranches(file: string, format: RecordFormat): Promise<Branches['points']> {
  return BranchTree.of(file, format, async (tree) => {
    const byPlace = new Map<string, string[]>()
    for (const { messageId, record } of await tree.prompts()) {
      const before = await shownBefore(tree, record, false)
      const place = before === null ? await beginningOf(tree, record) : `after ${before.uuid}`
      const others = byPlace.get(place)
      if (others === undefined) byPlace.set(place, [messageId])
      else others.push(messageId)
    }
    return [...byPlace.values()].filter(({ length }) => length > 1).map((prompts) => ({ prompts }))
  })
}

/**
 * Beginnings with the same key take each other's place, as `earlierRoots.ts` reads them: those that say the same, and
 * all in a transcript of ours. Others are read one after the other.
 */
async function beginningOf(tree: BranchTree, record: TreeRecord): Promise<string> {
  const fields = await tree.fields(record)
  return fields === null || isOurs(fields) ? 'beginning' : `beginning ${wordsOf(fields)}`
}

/** The first prompt that was sent after `since`, in the order of the file; null when there is none. */
export function firstPromptAfter(
  file: string,
  since: string | null,
  format: RecordFormat
): Promise<string | null> {
  return BranchTree.of(file, format, async (tree) => {
    for (const { messageId, record } of await tree.prompts()) {
      const at = (await tree.piece(record))?.message.createdAt ?? ''
      if (since === null || at > since) return messageId
    }
    return null
  })
}

/** The newest record of a message that was said no later than `at`; null when there is none. */
export function lastShownUntil(file: string, at: string, format: RecordFormat): Promise<string | null> {
  return BranchTree.of(file, format, async (tree) => {
    for (const record of tree.newestFirst()) {
      if (!(await isShown(tree, record, false))) continue
      if (((await tree.piece(record))?.message.createdAt ?? '') <= at) return record.uuid
    }
    return null
  })
}

/**
 * The record a reader would say a record follows. What is attached for the model is passed by, and so is
 * the notice that a session was resumed: it belongs to the prompt behind it. `withRows`: as a page goes on, what hooks
 * of the turn said counts, and so does what stands before a later beginning; for prompts neither is a place of its own.
 */
async function shownBefore(
  tree: BranchTree,
  record: TreeRecord,
  withRows: boolean
): Promise<TreeRecord | null> {
  const met = new Set([record.offset])
  let child = record
  const before = async (of: TreeRecord): Promise<TreeRecord | null> =>
    tree.parentOf(of) ?? (withRows ? await standsBefore(tree, of) : null)
  for (let next = await before(record); next !== null; next = await before(next)) {
    if (met.has(next.offset)) return null // A file written by a stranger may hold a circle.
    const answer = await answerBeside(tree, { child, parent: next, until: record.offset })
    if (answer !== null) return answer
    if (await isShown(tree, next, withRows)) return next
    met.add(next.offset)
    child = next
  }
  return null
}

/** The newest of what hangs beside a row of the program's: `branchClaims.ts` shows it in front of what follows the row. */
async function answerBeside(
  tree: BranchTree,
  { child, parent, until }: { child: TreeRecord; parent: TreeRecord; until: number }
): Promise<TreeRecord | null> {
  const siblings = tree.childrenOf(parent).filter(({ uuid }) => uuid !== child.uuid)
  if (siblings.length === 0 || !isTurnRow((await tree.fields(child)) ?? {})) return null
  const above = await tree.piece(parent)
  let newest: TreeRecord | null = null
  for (const sibling of siblings) {
    const piece = await tree.piece(sibling)
    if (piece === null) continue
    const isAnswer = piece.kind === 'answer' && piece.message.id !== above?.message.id
    if (!isAnswer && toolUsesOf(piece.message.content).answered.length === 0) continue
    newest = newerOf(newest, await newestOfTurn(tree, sibling, until))
  }
  return newest
}

/** Of what follows a record up to the next prompt, what was shown last. */
async function newestOfTurn(tree: BranchTree, record: TreeRecord, until: number): Promise<TreeRecord | null> {
  let newest: TreeRecord | null = null
  const met = new Set<string>()
  const open = [record]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const isLater = next.offset >= until || met.has(next.uuid)
    if (isLater || (await tree.promptOf(next)) !== null) continue
    met.add(next.uuid)
    if (await isShown(tree, next, false)) newest = newerOf(newest, next)
    open.push(...tree.childrenOf(next))
  }
  return newest
}

function newerOf(one: TreeRecord | null, other: TreeRecord | null): TreeRecord | null {
  if (one === null || other === null) return one ?? other
  return one.offset > other.offset ? one : other
}

async function isShown(tree: BranchTree, record: TreeRecord, withRows: boolean): Promise<boolean> {
  const piece = await tree.piece(record)
  const notice = piece?.message.notice
  if (piece === null || notice === 'resumed') return false
  return notice !== 'hook' || (withRows && isTurnRow((await tree.fields(record)) ?? {}))
}
