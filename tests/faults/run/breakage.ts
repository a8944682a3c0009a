/** What a dead machine may have left of the files of a session, or of the database, before the next server starts. */
import {
  appendFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import type { SessionModel } from './model.ts'
import type { Fault, Step } from './steps.ts'
import type { World } from './world.ts'

/** Whether anything was broken that a person must be told of. */
export function breakFiles(world: World, session: SessionModel, { fault, size }: Step): boolean {
  const journal = world.journal(session)
  const transcript = world.transcript(session)
  const database = join(world.dataDir, 'skein.db')
  switch (fault) {
    case 'torn_journal':
      return tear(journal, '{"type":"event","epoch":"x","seq":9,"event":{"type":"stream_out')
    case 'cut_journal':
      return cut(journal, size, () => session.excuseTurn())
    case 'torn_journal_header':
      return overwrite(journal, 0, '\0'.repeat(24), () => session.excuseTurn())
    case 'torn_transcript':
      return tear(transcript, '{"parentUuid":"x","isSidechain":false,"type":"user","mess')
    case 'cut_transcript':
      return cut(transcript, size + 2, () => session.excuseLast())
    case 'lost_database':
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true })
      return true
    case 'torn_database':
      writeFileSync(database, 'this is no database, whatever its name says'.repeat(50))
      return true
    case 'torn_database_log':
      return overwrite(`${database}-wal`, 32, '\0'.repeat(4096), () => undefined)
    default:
      return false
  }
}

export const breaksFiles: readonly Fault[] = [
  'torn_journal',
  'cut_journal',
  'torn_journal_header',
  'torn_transcript',
  'cut_transcript',
  'lost_database',
  'torn_database',
  'torn_database_log'
]

function tear(file: string, half: string): boolean {
  if (!existsSync(file)) return false
  appendFileSync(file, half)
  return true
}

function cut(file: string, bytes: number, excuse: () => void): boolean {
  if (!existsSync(file)) return false
  truncateSync(file, Math.max(0, statSync(file).size - bytes))
  excuse()
  return true
}

function overwrite(file: string, at: number, text: string, excuse: () => void): boolean {
  if (!existsSync(file) || statSync(file).size < at + text.length) return false
  const bytes = readFileSync(file)
  bytes.write(text, at, 'latin1')
  writeFileSync(file, bytes)
  excuse()
  return true
}
