/**
 * Whether what a session needs to go on is there: the folder it works in, and where its agent keeps transcripts itself,
 * the one it would go on from. Asked before a turn begins (`live/sessionPorts.ts`) and by a page that shows the session
 * (`acts/resume.ts`).
 */
import { stat } from 'node:fs/promises'
import type { SessionId } from '../../../shared/ids.ts'
import { codeOf } from '../../../shared/errors.ts'
import type { Agent } from '../../agent/port.ts'

/** Of the disk: that there is nothing, or nothing one may use. Anything else is a disk that cannot be asked. */
const GONE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG'])

/** Rejects with what the disk says when it cannot be asked. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (GONE.has(codeOf(error) ?? '')) return false
    throw error
  }
}

export interface Standing {
  readonly agent: Pick<Agent, 'transcripts'>
  /** `conversation`: the id its agent goes on under; `files`: those the session is read from. */
  readonly past: { readonly conversation: SessionId; files(): Promise<readonly string[]> }
  /** The folder the session works in. */
  readonly cwd: string
}

/** Where its agent looks for it; a copy of ours is no transcript to go on from. Rejects with what the disk says. */
export async function hasTranscript({ agent, past, cwd }: Standing): Promise<boolean> {
  if (agent.transcripts === null) return (await past.files()).length > 0
  return (await agent.transcripts.locate({ sessionId: past.conversation, cwd })) !== null
}
