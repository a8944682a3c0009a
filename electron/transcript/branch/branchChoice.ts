/**
 * The branch a person chose to go on from, when it is not the newest: kept in the session's row until
 * something has been written behind it. Read and held by `session/past/chosenBranch.ts`.
 */
import { z } from 'zod'
import { codeOf } from '../../../shared/errors.ts'
import { openForeignFile } from '../../machine/openForeignFile.ts'
import { readDamaged } from '../record/damagedLine.ts'
import { parseLine } from '../record/fields.ts'
import { eachLine } from '../lines/forwardLines.ts'
import { sniffLine } from '../record/sniff.ts'

/** Where the session goes on from, and what is not shown of the messages that stand in no transcript. */
export const BranchChoice = z.object({
  /** Null: the newest branch. */
  head: z
    .object({
      /** The record (its uuid) that is the last one now; null: nothing has been said yet. */
      at: z.string().nullable(),
      /** Bytes the transcript had when it was chosen: a record behind them is newer than the choice. */
      size: z.number().int().nonnegative()
    })
    .nullable(),
  /** The conversation of the session that holds the place, while it is another than the one it goes on in. */
  conversation: z.string().optional(),
  /** Messages of the supplement that were taken back. They are in no transcript, so no branch tells. */
  hidden: z.array(z.string())
})
export type BranchChoice = z.infer<typeof BranchChoice>

/** What holds when nobody chose: the branch of the newest record. */
export const newestBranch: BranchChoice = { head: null, hidden: [] }

/** As it stands in the row; a choice of another version is none. */
export function readBranchChoice(text: string | null): BranchChoice {
  if (text === null) return newestBranch
  try {
    return BranchChoice.parse(JSON.parse(text))
  } catch {
    return newestBranch // What cannot be understood chooses nothing: the newest branch is always right to show.
  }
}

/** Null in the row says the same as `newestBranch`. */
export function writeBranchChoice(choice: BranchChoice): string | null {
  return choice.head === null && choice.hidden.length === 0 ? null : JSON.stringify(choice)
}

/** True when a record of the session's own thread stands behind `size`. A missing file has none. */
export async function hasGrownPast(file: string, size: number): Promise<boolean> {
  const handle = await openIfThere(file)
  if (handle === null) return false
  try {
    const to = (await handle.stat()).size
    let found = false
    if (to > size) {
      await eachLine(handle, { from: size, to }, (line) => {
        found = isOfThread(line)
        return !found
      })
    }
    return found
  } finally {
    await handle.close()
  }
}

function isOfThread(line: Buffer): boolean {
  const sniffed = sniffLine(line)
  if (sniffed.kind === 'blank' || sniffed.kind === 'meta') return false
  if (sniffed.kind === 'chain' && sniffed.isSidechain) return false
  const record = parseLine(line)
  if (record !== null) return 'parentUuid' in record && record['isSidechain'] !== true
  // What is torn says nothing, and what stands behind it may.
  return readDamaged(line).records.some(({ bytes }) => isOfThread(bytes))
}

async function openIfThere(file: string): Promise<Awaited<ReturnType<typeof openForeignFile>> | null> {
  try {
    return await openForeignFile(file, { followsLinks: true })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
