/**
 * Looks through what the last run of the server left: journals of turns it did not live to end, rows of
 * sessions whose first message never came. Called once by `SessionCatalog.start`; the agents of a
 * server that died have been ended before.
 */
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { messageOf } from '../../../shared/errors.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { SessionId } from '../../../shared/ids.ts'
import type { Project, QueuedMessage, SessionSummary } from '../../../shared/session.ts'
import { ourFailure } from '../../ourFailure.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import { unusedName } from '../../machine/ownFiles.ts'
import type { StoredSession } from '../../store/storedSession.ts'
import {
  Journal,
  holdsTurn,
  journalFile,
  listJournals,
  readJournal,
  removeDrafts,
  sessionOfJournal
} from '../live/journal.ts'
import type { ReadJournal } from '../live/journal.ts'
import type { SessionPast } from '../past/past.ts'
import { idsIn, noticeIdFor, recover } from '../past/recovery.ts'
import type { Recovered } from '../past/recovery.ts'
import { accountFor, toSummary } from '../live/sessionPorts.ts'
import type { StoreDoor } from '../live/storeDoor.ts'
import type { Unrecovered } from './unrecovered.ts'
import { Refusal } from '../../refusal.ts'

export interface LastRunOptions {
  /** Folder of the journals. */
  readonly journals: string
  readonly door: StoreDoor
  /** Opens the project of a folder, as `Projects` does. */
  readonly projects: { open(path: string): Promise<{ readonly project: Project }> }
  readonly pastOf: (stored: StoredSession) => SessionPast
  readonly tell: (problem: Failure) => void
  readonly unrecovered: Unrecovered
  /** Whether the session lives in this process: then its journal is its own. */
  readonly isLive: (sessionId: SessionId) => boolean
  readonly clock: Clock
  readonly log: Log
}

/** Never rejects: what cannot be put right is told, and left where it is for the next start. */
export async function settleLastRun(options: LastRunOptions): Promise<void> {
  const { journals, log, unrecovered } = options
  try {
    removeDrafts(journals)
    for (const file of listJournals(journals)) await recoverOrTell(file, options)
  } catch (error) {
    log.error({ error: messageOf(error) }, 'the journals of the last run could not be listed')
    unrecovered.failed(journals, error)
  }
  try {
    await removeEmpty(options)
  } catch (error) {
    log.error({ error: messageOf(error) }, 'what the last run left could not be looked through')
  }
}

/**
 * For a session that is opened now: a turn that could not be recovered at the start must be before the next one
 * takes its journal. When it still cannot, what the transcript lacks is given, and the session may begin with it.
 */
export async function recoverLate(
  file: string,
  past: SessionPast,
  options: LastRunOptions
): Promise<Recovered | null> {
  listAgain(options)
  const recovered = holdsTurn(file) ? await recoverOpened(file, past, options) : null
  if (recovered === null) options.unrecovered.over(file)
  return recovered
}

/** Null when the transcript holds all there was. */
async function recoverOpened(
  file: string,
  past: SessionPast,
  options: LastRunOptions
): Promise<Recovered | null> {
  const stored = journaledRow(file, options)
  if (stored === null) return null
  const journal = readJournal(file)
  const recovered = await recoveredFrom(journal, { stored, past }, options)
  try {
    await writeDown(journal, recovered, { stored, past }, options)
    return null
  } catch (error) {
    options.log.error({ file, error: messageOf(error) }, 'a journal could still not be recovered')
    return recovered // What of it is not written waits in `past`.
  }
}

/** Journals that could not be listed at the start can be now: each waits for its session. */
function listAgain({ journals, unrecovered, isLive, log }: LastRunOptions): void {
  if (!unrecovered.has(journals)) return
  try {
    for (const file of listJournals(journals)) {
      const sessionId = sessionOfJournal(file)
      if ((sessionId === null || !isLive(sessionId)) && holdsTurn(file))
        unrecovered.failed(file, new Error('the journals could not be listed'))
    }
    unrecovered.over(journals)
  } catch (error) {
    log.error({ error: messageOf(error) }, 'the journals of the last run can still not be listed')
  }
}

async function recoverJournal(file: string, options: LastRunOptions): Promise<void> {
  const journal = readJournal(file)
  const stored = await journaledSession(journal, options)
  if (stored === null) return setAside(journal, options)
  const place = { stored, past: options.pastOf(stored) }
  await writeDown(journal, await recoveredFrom(journal, place, options), place, options)
}

async function recoverOrTell(file: string, options: LastRunOptions): Promise<void> {
  const { log, unrecovered } = options
  try {
    await recoverJournal(file, options)
  } catch (error) {
    log.error({ file, error: messageOf(error) }, 'a journal could not be recovered')
    unrecovered.failed(file, error)
  }
}

/** The row a journal belongs to; null when nobody can say. */
async function journaledSession(
  { file, header }: ReadJournal,
  options: LastRunOptions
): Promise<StoredSession | null> {
  return header === null ? journaledRow(file, options) : storedFor(header.session, header.cwd, options)
}

/** By the name of the file, which is there when its first line is not. */
function journaledRow(file: string, { door }: LastRunOptions): StoredSession | null {
  const id = sessionOfJournal(file)
  return id === null ? null : (door.use((store) => store.sessions.byId(id)) ?? null)
}

/** Nobody can say which session it is of; a person may want to look into it. */
async function setAside({ file, unreadable }: ReadJournal, { log, tell }: LastRunOptions): Promise<void> {
  if (unreadable === 0) return rm(file, { force: true }) // Begun, and nothing was promised by it.
  const movedTo = unusedName(`${file}.damaged`)
  await rename(file, movedTo)
  log.warn({ file: movedTo }, 'a journal without a readable header was set aside')
  tell(ourFailure('journal_damaged', { file: movedTo }))
}

/** Written anew when the database was lost. */
async function storedFor(
  session: SessionSummary,
  cwd: string,
  { door, projects }: LastRunOptions
): Promise<StoredSession> {
  const stored = door.use((store) => store.sessions.byId(session.id))
  if (stored) return stored
  const { id, agent, permissionMode, model, effort = null, createdAt } = session
  const project = await projectOf(cwd, { door, projects })
  const row = { id, projectId: project.id, agent, permissionMode, model, effort, createdAt }
  return door.use((store) => store.sessions.insert(row).session)
}

/** Its folder may be away just now; what was acknowledged in it is kept all the same. */
async function projectOf(
  cwd: string,
  { door, projects }: Pick<LastRunOptions, 'door' | 'projects'>
): Promise<Project> {
  try {
    return (await projects.open(cwd)).project
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 400) throw error
    return door.use((store) => store.projects.upsert({ path: cwd, name: basename(cwd) || cwd })).project
  }
}

interface RecoveredSession {
  readonly stored: StoredSession
  readonly past: SessionPast
}

/** The transcript is brought up to date, then the row, and only then the journal goes. */
async function writeDown(
  journal: ReadJournal,
  recovered: Recovered,
  { stored, past }: RecoveredSession,
  { door, log, tell }: LastRunOptions
): Promise<void> {
  if (recovered.messages.length > 0) await past.restore(recovered)
  if (wasCutOff(journal, recovered, stored))
    door.use((store) => store.sessions.setUnseen(stored.id, 'failed'))
  await accountFor({ past, door, sessionId: stored.id, previous: null })
  const cwd = journal.header?.cwd ?? stored.cwd
  const { session } = recovered
  const rest = new Journal(journal.file, { type: 'journal', version: 1, sessionId: stored.id, cwd, session })
  if (recovered.queue.length === 0) rest.remove()
  else rest.replace([queueFrame(recovered.queue)])
  await rest.flush()
  rest.close()
  // Where nothing was said there is no place in the session to tell it.
  if (journal.unreadable > 0 && recovered.messages.length === 0) tell(queueDamaged(stored))
  log.info({ session: stored.id, messages: recovered.messages.length }, 'an interrupted turn was recovered')
}

/** A turn ran, and nobody was told how it ended: the lists say so, as of one that failed where nobody looked. */
function wasCutOff({ events }: ReadJournal, { messages }: Recovered, stored: StoredSession): boolean {
  const last = messages.at(-1)
  return last?.notice === 'interrupted' && last.id === noticeIdFor(toSummary(stored), events)
}

async function recoveredFrom(
  { events, unreadable }: ReadJournal,
  { stored, past }: RecoveredSession,
  { clock }: LastRunOptions
): Promise<Recovered> {
  const session = toSummary(stored)
  return recover({
    session,
    past: await past.ofTurn(idsIn(events)),
    events,
    notice: { id: noticeIdFor(session, events), at: clock.now().toISOString() },
    isDamaged: unreadable > 0
  })
}

function queueDamaged({ title }: StoredSession): Failure {
  return ourFailure('journal_damaged', { title: title ?? '' })
}

function queueFrame(queue: readonly QueuedMessage[]): string {
  return JSON.stringify({
    type: 'event',
    epoch: 'recovered',
    seq: 1,
    event: { type: 'queue_changed', queue }
  })
}

/**
 * A session that was created and whose first message never came holds nothing: its row goes. One that was only never
 * counted is counted, or every start would wait to read it again.
 */
async function removeEmpty(options: LastRunOptions): Promise<void> {
  const { door, log } = options
  for (const stored of door.use((store) => store.sessions.listEmpty())) {
    if (stored.branch !== null) continue // It was spoken in, and taken back to its beginning.
    try {
      await countOrRemove(stored, options)
    } catch (error) {
      log.error({ session: stored.id, error: messageOf(error) }, 'a session could not be counted')
    }
  }
}

async function countOrRemove(stored: StoredSession, options: LastRunOptions): Promise<void> {
  const { door, pastOf, journals } = options
  // What was said in it, or is queued, may stand there alone.
  if (existsSync(journalFile(journals, stored.id))) return
  const past = pastOf(stored)
  const { messages } = await past.page({ limit: 1 })
  if (messages.length === 0) door.use((store) => store.sessions.remove(stored.id))
  else await accountFor({ past, door, sessionId: stored.id, previous: null })
}
