/**
 * What the agents of a workflow did: the program says that a workflow has ended, and tells nothing of what its agents
 * said, so that is read from their files, which may be a moment late. Owned by `ClaudeRun`, one for each process.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import type { Log } from '../../log.ts'
import { readWorkflow } from './transcript/readSessionPage.ts'
import { claudeFormat } from './transcript/claudeFormat.ts'

export interface EndedWorkflowsOptions {
  /** The session's transcript; null while there is none. */
  readonly locate: () => Promise<string | null>
  readonly tell: (message: SessionMessage) => void
  readonly log: Log
}

export class EndedWorkflows {
  readonly #options: EndedWorkflowsOptions
  /** By the tool use that began it: what was told of each message, by its id. */
  readonly #told = new Map<string, Map<string, string>>()

  constructor(options: EndedWorkflowsOptions) {
    this.#options = options
  }

  /** Tells what its agents said, oldest first, an agent after the other; nothing for what is no workflow. Never rejects. */
  async read(toolUseId: string): Promise<void> {
    const told = this.#told.get(toolUseId) ?? new Map<string, string>()
    this.#told.set(toolUseId, told)
    for (const message of await this.#messagesOf(toolUseId)) {
      const text = JSON.stringify(message)
      if (told.get(message.id) === text) continue
      told.set(message.id, text)
      this.#options.tell(message)
    }
  }

  /** When the program has answered to an end: what was not written down before is by now. Never rejects. */
  async readAgain(): Promise<void> {
    const ended = [...this.#told.keys()]
    for (const toolUseId of ended) await this.read(toolUseId)
    for (const toolUseId of ended) this.#told.delete(toolUseId)
  }

  async #messagesOf(toolUseId: string): Promise<readonly SessionMessage[]> {
    const { locate, log } = this.#options
    try {
      const file = await locate()
      return file === null ? [] : await readWorkflow(file, toolUseId, claudeFormat)
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'what a workflow did cannot be read')
      return []
    }
  }
}
