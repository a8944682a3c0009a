/** What a live session has done for it at the rim: files, database, remembered rules. Made by `SessionCatalog`. */
import { randomUUID } from 'node:crypto'
import { messageOf } from '../../../shared/errors.ts'
import type { Failure, Parameters } from '../../../shared/errors.ts'
import { isPrompt } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { SessionId } from '../../../shared/ids.ts'
import { parseJson } from '../../../shared/parseJson.ts'
import type {
  PermissionRule,
  SessionMessage,
  SessionMetadata,
  SessionSummary,
  TurnOutcome
} from '../../../shared/session.ts'
import { ourFailure } from '../../ourFailure.ts'
import { Refusal } from '../../refusal.ts'
import type { Agent } from '../../agent/port.ts'
import type { Clock } from '../../clock.ts'
import { realFile } from '../../files/realFile.ts'
import type { Log } from '../../log.ts'
import type { StoredSession } from '../../store/storedSession.ts'
import { writeBranchChoice } from '../../transcript/branch/branchChoice.ts'
import { MetadataCheckpoint } from '../../transcript/count/metadata.ts'
import { wasThere, withStamp } from '../past/countedFiles.ts'
import type { Missing } from '../decide/decision.ts'
import type { HostPorts } from './hostPorts.ts'
import { hasTranscript, isFolder } from '../past/missing.ts'
import type { SessionPast } from '../past/past.ts'
import type { Account } from '../past/pastCount.ts'
import { pastCommandIds } from '../past/pastCommands.ts'
import type { StoreDoor } from './storeDoor.ts'

/** A local file answers in well under a millisecond. */
const LOOK_UP_LIMIT_MS = 2_000

/** A rule for as long as this session is live. */
interface SessionRule {
  readonly rule: PermissionRule
  /** It was made while the folder was trusted, and ends with that. */
  readonly underTrust: boolean
}

export interface SessionPortsOptions {
  readonly clock: Clock
  readonly log: Log
  readonly door: StoreDoor
  readonly past: SessionPast
  readonly stored: StoredSession
  readonly changed: (state: SessionState) => void
  /** A turn has ended and is accounted for. */
  readonly ended: (outcome: TurnOutcome) => void
  /** Everything that waited to be written is written, and counted. */
  readonly saved: () => void
  /** As `HostPorts` has it. */
  readonly lookForHolder: () => Promise<void> | null
  readonly agent: Pick<Agent, 'transcripts'>
  /** Something beside the turn went wrong; the person is told in the session. */
  readonly tell: (problem: Failure) => void
}

export function hostPorts(options: SessionPortsOptions): HostPorts {
  const { clock, log, door, past, stored, changed, ended, saved, tell } = options
  const { id: sessionId, projectId } = stored
  const sessionRules: SessionRule[] = []
  let checkpoint = readCheckpoint(stored.checkpoint)

  /** A choice that could not be stored holds until the app ends; the person is told that it will not outlast it. */
  const keepChoice = (code: 'choice_not_stored' | 'rule_not_stored', work: () => void): boolean => {
    try {
      work()
      return true
    } catch (error) {
      log.error({ session: sessionId, error: messageOf(error) }, 'a choice could not be stored')
      tell(ourFailure(code, whyNotStored(error)))
      return false
    }
  }

  const count = async (): Promise<SessionMetadata> => {
    const account = await accountFor({ past, door, sessionId, previous: checkpoint })
    checkpoint = account.checkpoint
    return account.metadata
  }

  return {
    clock,
    log,
    newId: () => randomUUID(),
    changed,
    lookForHolder: options.lookForHolder,
    lookForMissing: (isAtWork) => within(clock, LOOK_UP_LIMIT_MS, missingIn(options, isAtWork)),
    resumeAt: () => past.resumeAt,
    pastCommandIds: () => pastCommandIds(past),
    follow: (change) => {
      keepChoice('choice_not_stored', () => past.follow(change))
    },
    keep: (messages) => past.keep(messages),
    unsaved: () => past.unsaved,
    save: async () => {
      await past.save()
      const metadata = await count()
      saved()
      return metadata
    },
    account: async ({ outcome, messages, after }) => {
      try {
        await past.flushed()
        if (await past.wasLost()) {
          tell(transcriptGone)
          await past.restore({ messages, after })
        }
        // Of a turn that went well an agent writes down what it does; unless its disk was full.
        const isWhole = outcome === 'done' && !(await past.hasLost(messages))
        await past.supplement(messages, after, isWhole ? unwrittenOf(messages) : undefined)
        return await count()
      } finally {
        ended(outcome) // Also where a disk is full: the turn is over.
      }
    },
    saveChoice: (changes, by) => {
      keepChoice('choice_not_stored', () =>
        door.use((store) => store.sessions.change(sessionId, changes, by))
      )
    },
    savedRules: () => {
      const trusted = isTrusted(options)
      const held = sessionRules.filter(({ underTrust }) => trusted || !underTrust).map(({ rule }) => rule)
      return [...held, ...projectRules(options)]
    },
    realPath: (file) => within(clock, LOOK_UP_LIMIT_MS, realFile(file)),
    isTrusted: () => isTrusted(options),
    remember: (scope, rules) => {
      // Read from the database at every request, so that a rule taken back counts no more.
      const isStored =
        scope === 'project' &&
        keepChoice('rule_not_stored', () => door.use((store) => store.rules.add(projectId, rules)))
      if (isStored) return
      const underTrust = isTrusted(options)
      sessionRules.push(...rules.map((rule) => ({ rule, underTrust })))
    }
  }
}

/** Told once. What was deleted was a person's own doing, or another program's: it is not brought back. */
export const transcriptGone: Failure = ourFailure('transcript_gone')

/** What helps is known of the database's own troubles; of others what was said. */
function whyNotStored(error: unknown): Parameters {
  return error instanceof Refusal && error.status >= 500
    ? { ...error.parameters, cause: error.code }
    : { reason: messageOf(error) }
}

function checkpointOf(door: Pick<StoreDoor, 'use'>, sessionId: SessionId): string | null {
  return door.use((store) => store.sessions.byId(sessionId))?.checkpoint ?? null
}

/** Never rejects: of a disk that cannot be asked the turn itself will tell. */
async function missingIn(options: SessionPortsOptions, isAtWork: boolean): Promise<Missing | null> {
  const { agent, door, log, past, stored } = options
  try {
    const isMissed =
      agent.transcripts !== null &&
      !isAtWork &&
      wasThere(checkpointOf(door, stored.id), { sessionId: stored.id, conversation: past.conversation })
    if (isMissed && !(await hasTranscript({ agent, past, cwd: stored.cwd }))) return { what: 'transcript' }
    return (await isFolder(stored.cwd)) ? null : { what: 'folder', folder: stored.cwd }
  } catch (error) {
    log.warn({ session: stored.id, error: messageOf(error) }, 'what a session needs cannot be looked for')
    return null
  }
}

/** What `work` gives, or null when it takes longer: a folder that does not answer must not hold up the session. */
async function within<T>(clock: Clock, ms: number, work: Promise<T | null>): Promise<T | null> {
  return await new Promise((resolve, reject) => {
    const limit = clock.setTimeout(() => resolve(null), ms)
    work.then(resolve, reject).finally(() => limit.cancel())
  })
}

/** Counts the session anew from `previous` on and brings its row up to date; what is settled outlasts a loss of power. */
export async function accountFor(of: {
  readonly past: SessionPast
  readonly door: Pick<StoreDoor, 'use' | 'flush'>
  readonly sessionId: SessionId
  readonly previous: MetadataCheckpoint | null
}): Promise<Account> {
  const { past, door, sessionId, previous } = of
  const { conversation } = past
  const isKnown =
    (await past.file()) !== null || wasThere(checkpointOf(door, sessionId), { sessionId, conversation })
  const seen = await past.seen() // Before it is read: what comes meanwhile is found out at the next start.
  const account = await past.account(previous)
  const { metadata, checkpoint, title } = account
  const before = past.branch
  const branch = await past.settleBranch()
  door.use((store) => {
    store.sessions.setMetadata(
      sessionId,
      metadata,
      withStamp(checkpoint, seen, isKnown ? conversation : null),
      title
    )
    if (branch !== before) store.sessions.setBranch(sessionId, writeBranchChoice(branch))
  })
  await Promise.all([past.flush(), door.flush()])
  return account
}

/**
 * What an agent that keeps its own transcript may not have written down of a turn that went well: what was told beside
 * its answers, and what never became a turn (a prompt that a hook turned away, a command under one of its other names).
 */
function unwrittenOf(messages: readonly SessionMessage[]): (message: SessionMessage) => boolean {
  const isAnswered = messages.some(({ role }) => role === 'assistant')
  return (message) => message.role === 'system' || (!isAnswered && isPrompt(message))
}

/** A database that cannot be read trusts nothing. */
function isTrusted({ door, stored, log }: SessionPortsOptions): boolean {
  try {
    return door.use((store) => store.projects.byId(stored.projectId))?.trusted === true
  } catch (error) {
    log.error({ session: stored.id, error: messageOf(error) }, 'the trust in a project cannot be read')
    return false
  }
}

/** A database that cannot be read remembers nothing: the person is asked again. */
function projectRules({ door, stored, log }: SessionPortsOptions): readonly PermissionRule[] {
  try {
    return door.use((store) => store.rules.list(stored.projectId))
  } catch (error) {
    log.error({ session: stored.id, error: messageOf(error) }, 'remembered rules cannot be read')
    return []
  }
}

/** A checkpoint of another version counts for nothing: the transcript is counted from its beginning. */
export function readCheckpoint(text: string | null): MetadataCheckpoint | null {
  return MetadataCheckpoint.safeParse(parseJson(text)).data ?? null
}

/** A stored session as a summary: nothing runs in it. */
export function toSummary(stored: StoredSession): SessionSummary {
  const {
    checkpoint: _checkpoint,
    transcriptFile: _file,
    branch: _branch,
    unseen: _unseen,
    ...summary
  } = stored
  return { ...summary, state: 'idle', retry: null }
}
