/**
 * Looks through what the last run of the server left: journals of turns it did not live to end, rows of
 * sessions whose first message never came. Called once by `SessionCatalog.start`; the agents of a
 * server that died have been ended before.
 */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { Refusal, messageOf } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import type { QueuedMessage, SessionSummary } from '../../shared/session.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { StoredSession } from '../store/storedSession.ts'
import { Journal, holdsTurn, listJournals, readJournal } from './journal.ts'
import type { SessionPast } from './past.ts'
import type { Projects } from './projects.ts'
import { recover } from './recovery.ts'
import { accountFor, toSummary } from './sessionPorts.ts'
import type { StoreDoor } from './storeDoor.ts'

/** Newest messages a dead turn is looked for in. */
const searchedMessages = 1000

export interface LastRunOptions {
  /** Folder of the journals. */
  readonly journals: string
  readonly door: StoreDoor
  readonly projects: Projects
  readonly pastOf: (stored: StoredSession) => SessionPast
  readonly tell: (problem: Failure) => void
  readonly clock: Clock
  readonly log: Log
}

/** Never rejects: what cannot be put right is told, and left where it is for the next start. */
export async function settleLastRun(options: LastRunOptions): Promise<void> {
  const { journals, log } = options
  try {
    for (const file of listJournals(journals)) await recoverOrTell(file, options)
    await removeEmpty(options)
  } catch (error) {
    log.error({ error: messageOf(error) }, 'what the last run left could not be looked through')
  }
}

/**
 * For a session that is opened now: a turn that could not be recovered at the start must be before the
 * next one takes its journal. Rejects when it still cannot.
 */
export async function recoverLate(file: string, options: LastRunOptions): Promise<void> {
  if (holdsTurn(file)) await recoverJournal(file, options)
}

async function recoverJournal(file: string, options: LastRunOptions): Promise<void> {
  const stored = await journaledSession(file, options)
  if (stored) await writeDown(file, stored, options)
  else await rm(file, { force: true })
}

async function recoverOrTell(file: string, options: LastRunOptions): Promise<void> {
  const { log, tell } = options
  try {
    await recoverJournal(file, options)
  } catch (error) {
    log.error({ file, error: messageOf(error) }, 'a journal could not be recovered')
    tell({
      code: 'recovery_failed',
      message: `An answer that was running when Skein stopped could not be restored (${messageOf(error)}). It is kept in the data folder and tried again when its session is opened.`
    })
  }
}

/** The row a journal belongs to; null when it has no readable header or its folder is gone. */
async function journaledSession(file: string, options: LastRunOptions): Promise<StoredSession | null> {
  const journal = readJournal(file)
  if (journal) return storedFor(journal.header.session, journal.header.cwd, options)
  options.log.warn({ file }, 'a journal without a readable header was removed')
  return null
}

/** Written anew when the database was lost. */
async function storedFor(
  session: SessionSummary,
  cwd: string,
  { door, projects }: LastRunOptions
): Promise<StoredSession | null> {
  const stored = door.use((store) => store.sessions.byId(session.id))
  if (stored) return stored
  const { id, agent, permissionMode, model, createdAt } = session
  try {
    const { project } = await projects.open(cwd)
    const row = { id, projectId: project.id, agent, permissionMode, model, createdAt }
    return door.use((store) => store.sessions.insert(row).session)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_a_folder') return null
    throw error
  }
}

async function writeDown(file: string, stored: StoredSession, options: LastRunOptions): Promise<void> {
  const { door, pastOf, clock, log } = options
  const journal = readJournal(file)
  if (!journal) return
  const past = pastOf(stored)
  const { messages } = await past.page({ limit: searchedMessages })
  const recovered = recover({
    session: toSummary(stored),
    past: messages,
    events: journal.events,
    notice: { id: randomUUID(), at: clock.now().toISOString() }
  })
  const known = new Set(messages.map(({ id }) => id))
  await past.write(recovered.messages.filter(({ id }) => !known.has(id)))
  await past.supplement(recovered.messages, recovered.after)
  await accountFor({ past, door, sessionId: stored.id, previous: null })
  const rest = new Journal(file, { ...journal.header, session: recovered.session })
  if (recovered.queue.length === 0) rest.remove()
  else rest.replace([queueFrame(recovered.queue)])
  rest.close()
  log.info({ session: stored.id, messages: recovered.messages.length }, 'an interrupted turn was recovered')
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
async function removeEmpty({ door, pastOf }: LastRunOptions): Promise<void> {
  for (const stored of door.use((store) => store.sessions.listEmpty())) {
    if (stored.branch !== null) continue // It was spoken in, and taken back to its beginning.
    const past = pastOf(stored)
    const { messages } = await past.page({ limit: 1 })
    if (messages.length === 0) door.use((store) => store.sessions.remove(stored.id))
    else await accountFor({ past, door, sessionId: stored.id, previous: null })
  }
}
