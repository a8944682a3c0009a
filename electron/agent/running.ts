/**
 * What an agent knows of its sessions that other programs run: the part of the port that is about now, outside Skein.
 * An agent whose program writes down what runs (a registry on disk) has a source; the others have none, and nothing is
 * known of them. Watched by `history/`.
 */
import type { SessionId } from '../../shared/ids.ts'
import type { HeldBy } from '../../shared/session.ts'

/** A session that a process nobody here started has now. */
export interface HeldSession {
  readonly sessionId: SessionId
  /** The folder it works in, as its process says. */
  readonly cwd: string
  readonly heldBy: HeldBy
}

export interface RunningSource {
  /** Begins to watch; `changed` is called whenever a look found something else than the one before. */
  watch(changed: () => void): RunningWatch
}

export interface RunningWatch {
  /** As of the last look, the one that changed last of several with the same id. */
  held(): ReadonlyMap<SessionId, HeldSession>
  /** Looks now. Resolves when `held` says what is so; never rejects. */
  look(): Promise<void>
  /**
   * Asks the process that holds the session to end, and waits for it, at most ten seconds. False when it still lives:
   * nobody is killed. True also when nothing holds it any more.
   */
  end(sessionId: SessionId): Promise<boolean>
  /** Looks no more. */
  close(): Promise<void>
}
