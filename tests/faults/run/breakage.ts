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
import { z } from 'zod'
import type { SessionModel } from './model.ts'
import type { Fault, Step } from './steps.ts'
import type { World } from './world.ts'

/** Whether anything was broken, and whether a person must be told of it or may be: perhaps nothing was lost by it. */
export type Broken = 'nothing' | 'may_be_told' | 'must_be_told'

export function breakFiles(world: World, session: SessionModel, { fault, size }: Step): Broken {
  const journal = world.journal(session)
  const transcript = world.transcript(session)
  const database = join(world.dataDir, 'skein.db')
  switch (fault) {
    case 'torn_journal':
      return tear(journal, '{"type":"event","epoch":"x","seq":9,"event":{"type":"stream_out')
    case 'cut_journal':
      // A line without its end is whole.
      return mayBe(size === 1, () => cut(journal, size, () => session.excuseTurn()))
    case 'torn_journal_header':
      return overwrite(journal, 0, '\0'.repeat(24), () => session.excuseTurn())
    case 'torn_transcript':
      return tear(transcript, '{"parentUuid":"x","isSidechain":false,"type":"user","mess')
    case 'cut_transcript':
      // A journal may hold what is taken.
      return mayBe(existsSync(journal), () => cutLastRecord(transcript, size + 2, session))
    case 'lost_database':
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true })
      return 'must_be_told'
    case 'torn_database':
      writeFileSync(database, 'this is no database, whatever its name says'.repeat(50))
      return 'must_be_told'
    case 'torn_database_log':
      // All that is in it may stand in the database already.
      return mayBe(true, () => overwrite(`${database}-wal`, 32, '\0'.repeat(4096), () => undefined))
    default:
      return 'nothing'
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

function mayBe(isHarmless: boolean, breaks: () => Broken): Broken {
  const broken = breaks()
  return isHarmless && broken === 'must_be_told' ? 'may_be_told' : broken
}

function tear(file: string, half: string): Broken {
  if (!existsSync(file)) return 'nothing'
  appendFileSync(file, half)
  return 'must_be_told'
}

function cut(file: string, bytes: number, excuse: () => void): Broken {
  if (!existsSync(file)) return 'nothing'
  truncateSync(file, Math.max(0, statSync(file).size - bytes))
  excuse()
  return 'must_be_told'
}

/** What is said last may not be there yet: the message that loses its end is the one the last line is of. */
function cutLastRecord(file: string, bytes: number, session: SessionModel): Broken {
  if (!existsSync(file)) return 'nothing'
  const last = Line.safeParse(
    JSON.parse(readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? 'null')
  ).data
  return cut(file, bytes, () => session.excuse([last?.uuid, last?.message?.id]))
}

const Line = z.looseObject({
  uuid: z.string().optional(),
  message: z.looseObject({ id: z.string().optional() }).optional()
})

function overwrite(file: string, at: number, text: string, excuse: () => void): Broken {
  if (!existsSync(file) || statSync(file).size < at + text.length) return 'nothing'
  const bytes = readFileSync(file)
  bytes.write(text, at, 'latin1')
  writeFileSync(file, bytes)
  excuse()
  return 'must_be_told'
}
