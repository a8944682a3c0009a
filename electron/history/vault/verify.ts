/** Reads everything that was kept, and says of which sessions something is not as it was written. */
import { codeOf, messageOf } from '../../../shared/errors.ts'
import { Refusal } from '../../refusal.ts'
import type { DamagedCopy, VaultProgress } from '../../../shared/vault.ts'
import type { Pace } from '../work/pace.ts'
import type { CopyIndex, CopyRow } from './copyIndex.ts'
import { SessionCopies } from './readCopies.ts'
import type { KeptFile } from './versions.ts'

export interface VerifyTask {
  readonly folder: string
  readonly index: CopyIndex
  readonly pace: Pace
  readonly progress: (progress: VaultProgress) => void
}

/** Marks what is harmed, so that it is copied anew where its original is still there. */
export async function verify({ folder, index, pace, progress }: VerifyTask): Promise<DamagedCopy[]> {
  const damaged: DamagedCopy[] = []
  const rows = index.copies()
  progress({ done: 0, total: rows.length })
  for (const [at, row] of rows.entries()) {
    const files = await damagedFiles(folder, row, index, pace)
    if (files.length > 0) damaged.push({ sessionId: row.sessionId, files })
    const isHarmed = files.length > 0
    const now = index.copy(row.sessionId)
    if (now !== null && now.isHarmed !== isHarmed) index.put({ ...now, isHarmed }, [])
    progress({ done: at + 1, total: rows.length })
  }
  return damaged
}

/** The originals whose copies are not as they were written. */
async function damagedFiles(folder: string, row: CopyRow, index: CopyIndex, pace: Pace): Promise<string[]> {
  const known = index.originals(row.sessionId)
  const damaged = new Set<string>()
  let copies: SessionCopies | null = null
  try {
    copies = await SessionCopies.open(folder, row.sessionId)
    for (const [file, { kept }] of known) {
      const there = copies?.files.get(file)
      if (copies === null || there === undefined || copies.bytesOf(there) < kept) damaged.add(file)
    }
    for (const kept of copies?.files.values() ?? []) {
      await pace.rest()
      if (copies !== null && !(await isSound(copies, kept, pace))) damaged.add(kept.file)
    }
    if (copies !== null && copies.end < row.stored && damaged.size === 0) damaged.add(row.place)
  } catch (error) {
    if (codeOf(error) === null) throw error // It is over.
    damaged.add(`${row.place} (${messageOf(error)})`)
  } finally {
    await copies?.close()
  }
  return [...damaged]
}

async function isSound(copies: SessionCopies, kept: KeptFile, pace: Pace): Promise<boolean> {
  const pieces = copies.allBytes(kept)
  try {
    while ((await pieces.next()).done !== true) await pace.rest()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
