/**
 * What the agents of a workflow did: the program says that a workflow has ended, and tells nothing of what its agents
 * said, so that is read from their files. Called by `ClaudeRun` when a task has ended.
 */
import { realpath } from 'node:fs/promises'
import { messageOf } from '../../../shared/errors.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { claudeHome, locateClaudeTranscript } from '../../transcript/locate.ts'
import { readWorkflow } from '../../transcript/readSessionPage.ts'
import type { AgentTask } from '../port.ts'

/** Oldest first, an agent after the other; none when the tool use began no workflow. Never rejects. */
export async function workflowMessages(
  { cwd, sessionId, log }: Pick<AgentTask, 'cwd' | 'sessionId' | 'log'>,
  env: NodeJS.ProcessEnv,
  toolUseId: string
): Promise<readonly SessionMessage[]> {
  try {
    const file = await locateClaudeTranscript({ home: claudeHome(env), cwd: await realpath(cwd), sessionId })
    return file === null ? [] : await readWorkflow(file, toolUseId)
  } catch (error) {
    log.warn({ session: sessionId, error: messageOf(error) }, 'what a workflow did cannot be read')
    return []
  }
}
