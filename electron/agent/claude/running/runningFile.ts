/**
 * One file of Claude Code's registry (`sessions/<pid>.json` in its folder), which each of its processes rewrites as its
 * state changes: what it says, parsed at the door. Undocumented, so whatever is missing or of a later version costs no
 * more than that one fact. Facts from 2.1.330 to 2.1.332. Pure.
 */
import { z } from 'zod'
import { SessionId } from '../../../../shared/ids.ts'
import { parseJson } from '../../../../shared/parseJson.ts'
import type { HeldBy } from '../../../../shared/session.ts'

const word = z.string().max(500).nullable().catch(null)

const RunningFile = z.object({
  pid: z.number().int().positive(),
  sessionId: SessionId,
  cwd: z.string().max(10_000),
  /** Clock ticks after the start of the machine (field 22 of `/proc/<pid>/stat`), as text or number. */
  procStart: z.union([z.string(), z.number()]).transform(String).nullable().catch(null),
  kind: word.default(null),
  entrypoint: word.default(null),
  /** The short id of a background job. */
  jobId: word.default(null),
  status: z.enum(['idle', 'busy', 'waiting']).catch('busy'),
  waitingFor: word.default(null),
  /** Milliseconds. */
  updatedAt: z.number().catch(0)
})

/** A process of Claude Code as its file says. */
export interface RunningProcess {
  readonly sessionId: SessionId
  readonly cwd: string
  readonly heldBy: HeldBy
  readonly procStart: string | null
  /** What its starter calls itself: `cli` is a person at a terminal. */
  readonly entrypoint: string | null
  readonly jobId: string | null
  readonly updatedAt: number
}

/** Null for a file that is half written, is not this registry's, or names no session. */
export function readRunningFile(text: string): RunningProcess | null {
  const parsed = RunningFile.safeParse(parseJson(text))
  if (!parsed.success) return null
  const { pid, sessionId, cwd, procStart, kind, entrypoint, jobId, status, waitingFor, updatedAt } =
    parsed.data
  return {
    sessionId,
    cwd,
    procStart,
    entrypoint,
    jobId,
    updatedAt,
    heldBy: {
      kind: kindOf(kind, entrypoint),
      pid,
      status,
      waitingFor: status === 'waiting' ? waitingFor : null
    }
  }
}

/** Programs that drive Claude Code by its SDK call themselves interactive as well; what they are called tells them. */
function kindOf(kind: string | null, entrypoint: string | null): HeldBy['kind'] {
  if (kind === 'bg') return 'background'
  return kind === 'interactive' && entrypoint === 'cli' ? 'terminal' : 'other'
}
