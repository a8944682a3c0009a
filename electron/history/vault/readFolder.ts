/**
 * Sessions whose originals are gone, unpacked so that the usual readers read them: `<vault>/read/<session>/…`, laid out
 * as their agent lays them out. A cache: the least used go, and all of it may be deleted at any time.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { codeOf } from '../../../shared/errors.ts'
import type { SessionId } from '../../../shared/ids.ts'
import { makeOwnFolder } from '../../machine/ownFiles.ts'
import type { SessionCopies } from './readCopies.ts'
import { sideFiles } from './restore.ts'

/** Sessions that stay unpacked. */
const MOST_SESSIONS = 24

/** The transcript of a session, unpacked now or before. Rejects as the disk does, and with 409 `copy_damaged`. */
export async function unpackToRead(
  folder: string,
  task: { readonly copies: SessionCopies; readonly sessionId: SessionId; readonly place: string }
): Promise<string | null> {
  const { copies, sessionId, place } = task
  const transcript = copies.files.get(place)
  if (transcript === undefined) return null
  // What has grown since is another: its name says how much there was of it.
  const own = join(folder, 'read', `${sessionId}-${copies.end}`)
  const file = join(own, basename(place))
  if (await wasUsedNow(own)) return file
  makeOwnFolder(join(folder, 'read'))
  const draft = join(folder, 'read', `.${randomUUID()}`)
  try {
    await mkdir(draft, { mode: 0o700 })
    const to = join(draft, basename(place))
    for (const { kept, target } of sideFiles(copies, place, to)) {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await copies.writeTo(kept, target)
    }
    await copies.writeTo(transcript, to)
    await rename(draft, own)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error
  }
  await thin(join(folder, 'read'))
  return file
}

async function wasUsedNow(own: string): Promise<boolean> {
  try {
    const now = new Date()
    await utimes(own, now, now)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

async function thin(folder: string): Promise<void> {
  const names = await readdir(folder)
  const used = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs }))
  )
  const old = used.toSorted((one, other) => other.at - one.at).slice(MOST_SESSIONS)
  for (const { name } of old) await rm(join(folder, name), { recursive: true, force: true })
}
