/**
 * Copies one branch of a transcript of ours, up to and including a message, into a transcript of its
 * own: the session it becomes depends on nothing of the first. Called by `session/past/past.ts`. Which lines those are is
 * told by `branchLines.ts`.
 */
import { open, rename, rm } from 'node:fs/promises'
import { linesThrough } from './branchLines.ts'
import { BranchTree } from './branchTree.ts'
import type { TreeRecord } from './branchTree.ts'
import type { Fields } from '../record/fields.ts'
import type { RecordFormat } from '../record/recordFormat.ts'

/** What is copied and where to; `sessionId` stands in every record of the copy. */
export interface BranchCopy {
  readonly throughMessageId: string
  /** Where the copy goes; appears whole or not at all. Its folder must exist. */
  readonly to: string
  readonly sessionId: string
}

/** False when there is no such message. Rejects with the file system's error (`ENOSPC`). */
export function copyBranch(file: string, copy: BranchCopy, format: RecordFormat): Promise<boolean> {
  return BranchTree.of(file, format, async (tree) => {
    const path = await linesThrough(tree, copy.throughMessageId)
    if (path === null) return false
    await writeCopy(tree, path, copy)
    return true
  })
}

/**
 * The records of one branch up to and including a message, whole, oldest first; null when there is no such
 * message. For an agent that copies its own transcripts. Rejects with the file system's error.
 */
export function branchRecords(
  file: string,
  throughMessageId: string,
  format: RecordFormat
): Promise<Fields[] | null> {
  return BranchTree.of(file, format, async (tree) => {
    const path = await linesThrough(tree, throughMessageId)
    if (path === null) return null
    const all = await Promise.all(path.map((record) => tree.fields(record)))
    return all.filter((fields) => fields !== null)
  })
}

async function writeCopy(
  tree: BranchTree,
  path: readonly TreeRecord[],
  { to, sessionId }: BranchCopy
): Promise<void> {
  const part = `${to}.part`
  try {
    await rm(part, { force: true }) // of a copy that was cut off
    const handle = await open(part, 'wx', 0o600)
    try {
      for (const record of path) {
        const fields = await tree.fields(record)
        if (fields !== null) await handle.appendFile(`${JSON.stringify({ ...fields, sessionId })}\n`)
      }
    } finally {
      await handle.close()
    }
    await rename(part, to)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
