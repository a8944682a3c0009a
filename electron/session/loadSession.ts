/** Brings a stored session to life: its past, its journal, its host. Called by `SessionCatalog`. */
import { randomUUID } from 'node:crypto'
import { messageOf } from '../../shared/errors.ts'
import { restingState } from '../../shared/evolve.ts'
import type { SessionState } from '../../shared/evolve.ts'
import type { Project } from '../../shared/session.ts'
import type { Agent } from '../agent/port.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { StoredSession } from '../store/storedSession.ts'
import { readBranchChoice } from '../transcript/branchChoice.ts'
import { CommandRecord } from './commandRecord.ts'
import { SessionHost } from './host.ts'
import { Journal, queueIn } from './journal.ts'
import type { LiveSession } from './liveSessions.ts'
import { SessionPast } from './past.ts'
import { hostPorts, toSummary } from './sessionPorts.ts'
import type { StoreDoor } from './storeDoor.ts'

const firstPage = 50

export interface PastPlace {
  readonly dataDir: string
  readonly claudeHome: () => Promise<string>
  readonly version: string
  readonly log: Log
  /** The host of the session while it is live; null while nobody has it open. */
  readonly hostOf: (stored: StoredSession) => SessionHost | null
}

export function pastOf(stored: StoredSession, project: Project, agent: Agent, place: PastPlace): SessionPast {
  const { dataDir, claudeHome, version, log, hostOf } = place
  return new SessionPast({
    keptBy: agent.transcript,
    dataDir,
    claudeHome,
    sessionId: stored.id,
    cwd: project.path,
    version,
    log,
    branch: readBranchChoice(stored.branch),
    onLost: (error) =>
      hostOf(stored)?.report({
        code: 'transcript_not_written',
        message: `The transcript could not be written (${messageOf(error)}). Free some space: what is on screen now is not saved yet.`
      })
  })
}

export interface LoadedParts {
  readonly stored: StoredSession
  readonly project: Project
  readonly agent: Agent
  readonly past: SessionPast
  /** The journal's file. */
  readonly journal: string
  /** The file of the commands that were carried out. */
  readonly commands: string
  readonly door: StoreDoor
  readonly clock: Clock
  readonly log: Log
  readonly changed: (state: SessionState) => void
}

/** Rejects with the refusal of a past that cannot be read. */
export async function loadSession(parts: LoadedParts): Promise<LiveSession> {
  const { stored, project, agent, past, journal, commands, door, clock, log, changed } = parts
  await past.settleBranch()
  const page = await past.page({ limit: firstPage })
  const session = toSummary(stored)
  const host: SessionHost = new SessionHost({
    state: { ...restingState(session, page), queue: queueIn(journal) },
    epoch: randomUUID(),
    agent,
    task: {
      sessionId: stored.id,
      cwd: project.path,
      hasPast: async () => (await past.file()) !== null,
      log
    },
    journal: new Journal(journal, {
      type: 'journal',
      version: 1,
      sessionId: stored.id,
      cwd: project.path,
      session
    }),
    commands: new CommandRecord(commands),
    isNew: page.messages.length === 0 && (await past.file()) === null,
    ports: hostPorts({ clock, log, door, past, stored, changed, tell: (problem) => host.report(problem) })
  })
  return { host, past }
}
