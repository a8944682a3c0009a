/**
 * Puts a session back to where its agent finds it: byte for byte, with its subagents and outputs, and never in the place
 * of anything that is there. The transcript comes last: once it stands there, all of it does.
 */
import { randomUUID } from 'node:crypto'
import { link, lstat, mkdir, rm } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { codeOf, messageOf } from '../../../shared/errors.ts'
import { Refusal } from '../../refusal.ts'
import { flushFolder } from '../../machine/flush.ts'
import type { SessionCopies } from './readCopies.ts'
import type { KeptFile } from './versions.ts'

export interface RestoreTask {
  readonly copies: SessionCopies
  /** The transcript as it lay when it was copied. */
  readonly place: string
  /** Where it is to lie. */
  readonly to: string
}

export interface Restored {
  readonly file: string
  readonly files: number
  readonly bytes: number
}

/**
 * Rejects with a `Refusal`: 409 `already_there` when the transcript is, 409 `copy_damaged`, 507 `no_room`, 502
 * `not_restored` with what the disk said. What was written before that is taken away again.
 */
export async function restore({ copies, place, to }: RestoreTask): Promise<Restored> {
  const transcript = copies.files.get(place)
  if (transcript === undefined) throw notInVault()
  if (await isThere(to)) throw alreadyThere(to)
  const written: string[] = []
  let bytes = 0
  try {
    for (const { kept, target } of [...sideFiles(copies, place, to), { kept: transcript, target: to }]) {
      const isDone = await putThere(copies, kept, target)
      if (!isDone && target === to) throw alreadyThere(to)
      if (!isDone) continue // A side file that is there stays as it is.
      written.push(target)
      bytes += copies.bytesOf(kept)
    }
    for (const folder of new Set(written.map((file) => dirname(file)))) await flushFolder(folder)
    await flushFolder(dirname(dirname(to)))
    return { file: to, files: written.length, bytes }
  } catch (error) {
    for (const file of written) await rm(file, { force: true })
    throw refusalOf(error, to)
  }
}

/** What lies beside the transcript, at the same places beside where that is to lie. */
export function sideFiles(
  { files }: Pick<SessionCopies, 'files'>,
  place: string,
  to: string
): { readonly kept: KeptFile; readonly target: string }[] {
  return [...files.values()].flatMap((kept) => {
    if (kept.place !== place || kept.file === place) return []
    const beside = relative(dirname(place), kept.file)
    // What lay elsewhere (a temporary folder) is not the agent's to find again.
    const isOutside = beside === '' || isAbsolute(beside) || beside.split(sep).includes('..')
    return isOutside ? [] : [{ kept, target: join(dirname(to), beside) }]
  })
}

/** False when something stands there already. */
async function putThere(copies: SessionCopies, kept: KeptFile, target: string): Promise<boolean> {
  if (await isThere(target)) return false
  const folder = dirname(target)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `.skein-${randomUUID()}`)
  try {
    await copies.writeTo(kept, draft)
    try {
      await link(draft, target) // Fails where something is; a rename would not.
      return true
    } catch (error) {
      const code = codeOf(error) ?? ''
      if (code === 'EEXIST') return false
      if (!knowsNoLinks.has(code)) throw error
    }
    return await writeDirectly(copies, kept, target)
  } finally {
    await rm(draft, { force: true })
  }
}

/** On file systems without second names: made only where nothing is, and taken away when it did not become whole. */
async function writeDirectly(copies: SessionCopies, kept: KeptFile, target: string): Promise<boolean> {
  try {
    await copies.writeTo(kept, target)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    await rm(target, { force: true })
    throw error
  }
}

const knowsNoLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK', 'EXDEV'])

/** Whether anything has this name, a link that leads nowhere too. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false
    throw error
  }
}

export function notInVault(): Refusal {
  return new Refusal(404, 'not_in_vault')
}

function alreadyThere(file: string): Refusal {
  return new Refusal(409, 'already_there', { file })
}

function refusalOf(error: unknown, file: string): Refusal {
  if (error instanceof Refusal) return error
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Refusal(507, 'no_room', { file }, { cause: error })
  }
  const reason = messageOf(error)
  return new Refusal(502, 'not_restored', { file, reason }, { cause: error })
}
