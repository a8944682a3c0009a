/** Brings a stored session to life: its past, its journal, its host. Called by `SessionLoading`. */
import { randomUUID } from 'node:crypto'
import type { Failure } from '../../../shared/errors.ts'
import { restingState } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { SessionId } from '../../../shared/ids.ts'
import type { Page } from '../../../shared/page.ts'
import type { SessionMessage, TurnOutcome } from '../../../shared/session.ts'
import { ourFailure } from '../../ourFailure.ts'
import type { Agent } from '../../agent/port.ts'
import { markedMessage } from '../../agent/toolMarks.ts'
import type { AgentTools } from '../../agent/toolMarks.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { StoredSession } from '../../store/storedSession.ts'
import { previewBlock } from '../../transcript/record/blocks.ts'
import { readBranchChoice } from '../../transcript/branch/branchChoice.ts'
import { mergeSupplement } from '../../transcript/write/supplement.ts'
import { CommandRecord } from './commandRecord.ts'
import { damagedLines } from '../past/damagedLines.ts'
import { diskCause, withoutPath } from '../past/diskCause.ts'
import type { DiskCause } from '../past/diskCause.ts'
import { SessionHost } from './host.ts'
import { Journal, queueIn } from './journal.ts'
import type { LiveSession } from './liveSessions.ts'
import { SessionPast } from '../past/past.ts'
import type { Recovered } from '../past/recovery.ts'
import { hostPorts, readCheckpoint, toSummary } from './sessionPorts.ts'
import type { StoreDoor } from './storeDoor.ts'
import { TranscriptFollower } from './transcriptFollower.ts'
import type { TranscriptSources } from '../past/transcriptSources.ts'

const firstPage = 50

export interface PastPlace {
  readonly dataDir: string
  readonly sources: TranscriptSources
  readonly version: string
  readonly log: Log
  /** A session whose transcript is gone, as the vault keeps it, to be read; null when it does not. */
  readonly keptCopy?: (sessionId: SessionId) => Promise<string | null>
  /** The host of the session while it is live; null while nobody has it open. */
  readonly hostOf: (stored: StoredSession) => SessionHost | null
  /** Something a person should know though nobody may have the session open. */
  readonly tell: (problem: Failure) => void
}

export function pastOf(stored: StoredSession, place: PastPlace): SessionPast {
  const { dataDir, sources, version, log, hostOf, tell } = place
  return new SessionPast({
    transcripts: sources.of(stored.agent),
    agent: stored.agent,
    tools: sources.toolsOf(stored.agent),
    dataDir,
    sessionId: stored.id,
    cwd: stored.cwd,
    version,
    log,
    ...(place.keptCopy && { keptCopy: place.keptCopy }),
    branch: readBranchChoice(stored.branch),
    onLost: (error) => hostOf(stored)?.notSaved(notWritten(diskCause(error))),
    onTorn: () => {
      log.warn({ session: stored.id }, 'the transcript ended with a line that was cut off')
      tell(torn(stored.title))
    }
  })
}

function notWritten(because: DiskCause): Failure {
  return ourFailure(
    'transcript_not_written',
    because.cause === 'other' ? { ...because, reason: withoutPath(because.reason) } : because
  )
}

function torn(title: string | null): Failure {
  return ourFailure('transcript_torn', { title: title ?? '' })
}

export interface LoadedParts {
  readonly stored: StoredSession
  readonly agent: Agent
  /** As `HostOptions` has it. */
  readonly cannotGoOn: Failure | null
  readonly past: SessionPast
  /** What a journal of the last run holds and could not be written down yet; null when there is no such thing. */
  readonly recovered: Recovered | null
  /** The journal's file. */
  readonly journal: string
  /** The file of the commands that were carried out. */
  readonly commands: string
  readonly door: StoreDoor
  readonly clock: Clock
  readonly log: Log
  readonly changed: (state: SessionState) => void
  readonly ended: (outcome: TurnOutcome) => void
  /** Everything that waited to be written is written. */
  readonly saved: () => void
  /** As `HostPorts` has it. */
  readonly lookForHolder: () => Promise<void> | null
}

/** Rejects with the refusal of a past that cannot be read. */
export async function loadSession(parts: LoadedParts): Promise<LiveSession> {
  const {
    stored,
    agent,
    cannotGoOn,
    past,
    recovered,
    journal,
    commands,
    door,
    clock,
    log,
    changed,
    ended,
    saved,
    lookForHolder
  } = parts
  await past.settleBranch()
  await past.wasLost() // From here on.
  const page = withRecovered(await past.page({ limit: firstPage }), recovered, agent.tools)
  const session = toSummary(stored)
  const host: SessionHost = new SessionHost({
    state: {
      ...restingState(session, page),
      queue: recovered?.queue ?? queueIn(journal),
      problem: (await problemOf(stored, past, recovered)) ?? damagedLines(readCheckpoint(stored.checkpoint))
    },
    epoch: randomUUID(),
    agent,
    task: {
      sessionId: stored.id,
      cwd: stored.cwd,
      hasPast: async () => (await past.file()) !== null,
      conversation: () => past.conversation,
      log
    },
    journal: new Journal(journal, {
      type: 'journal',
      version: 1,
      sessionId: stored.id,
      cwd: stored.cwd,
      session
    }),
    commands: new CommandRecord(commands),
    cannotGoOn,
    isNew: page.messages.length === 0 && (await past.file()) === null,
    ports: hostPorts({
      clock,
      log,
      door,
      past,
      stored,
      changed,
      ended,
      saved,
      // What another has written last stands in front of what is sent now.
      lookForHolder: () => lookForHolder()?.then(() => follower.settled) ?? null,
      agent,
      tell: (problem) => host.report(problem)
    })
  })
  const follower: TranscriptFollower = new TranscriptFollower({
    past,
    clock,
    log,
    grown: (grown) => host.follow(grown),
    rested: () => void host.recount() // never rejects
  })
  return { host, past, follower }
}

/** What a person should know as soon as the session is open. */
async function problemOf(
  { title }: StoredSession,
  past: SessionPast,
  recovered: Recovered | null
): Promise<Failure | null> {
  if (recovered !== null) return notWritten({ cause: 'other', reason: 'its disk takes nothing' })
  return (await past.endsTorn()) ? torn(title) : null
}

/** With what is on no page of the transcript yet. */
function withRecovered(page: Page, recovered: Recovered | null, tools?: AgentTools): Page {
  if (recovered === null) return page
  const runs = [
    {
      afterId: recovered.after,
      messages: recovered.messages.map((message) =>
        previewed(tools ? markedMessage(message, tools) : message)
      )
    }
  ]
  const gone = new Set(recovered.after === null ? [] : [recovered.after])
  return { ...page, messages: mergeSupplement(page.messages, runs, { isOldest: true, gone }) }
}

function previewed(message: SessionMessage): SessionMessage {
  return { ...message, content: message.content.map(previewBlock) }
}
