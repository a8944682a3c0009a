/**
 * Which commands a session has carried out, so that one sent twice is carried out once, for as long as the session is
 * there. Owned by `SessionHost`.
 */
import { codeOf, messageOf, unreachable } from '../../../shared/errors.ts'
import { messagesOf } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { CommandId } from '../../../shared/ids.ts'
import type { ClientCommand } from '../../../shared/protocol.ts'
import { ourFailure } from '../../ourFailure.ts'
import type { OurFailure } from '../../ourFailure.ts'
import type { CommandRecord } from './commandRecord.ts'

/** As far as it matters here; a rewind comes by HTTP. */
type Command = Pick<ClientCommand, 'id' | 'type'> | { readonly id: CommandId; readonly type: 'rewind' }

export interface KnownCommandsOptions {
  /** A message carries the id of the command that sent it. */
  readonly state: SessionState
  readonly record: CommandRecord
  /** Nothing was ever said in it. */
  readonly isNew: boolean
  /** The ids of all prompts of the session's past: for a record that is not there, or not whole. Reads all of it. */
  readonly pastIds: () => Promise<readonly string[]>
  /** Called when something could not be read or written. */
  readonly onTrouble: (thrown: unknown, what: string) => void
}

export class KnownCommands {
  readonly #options: KnownCommandsOptions
  /** Of the messages that are here, and of what came while the record could not be used. */
  readonly #here = new Set<string>()
  #recalling: Promise<void> | null = null
  #isRecalled = false
  #isBegun = false

  constructor(options: KnownCommandsOptions) {
    this.#options = options
    for (const { id } of [...messagesOf(options.state), ...options.state.queue]) this.#here.add(id)
  }

  /**
   * Null when every id is known. Else resolves when it is, and no command may be looked at before: a session of an older
   * Skein or another program, or one whose record is damaged, has its ids gathered from its past with its first command,
   * and never again. Looking at a session costs nothing. Never rejects.
   */
  recall(): Promise<void> | null {
    if (this.#isRecalled) return null
    if (this.#recalling === null && this.#needsNoPast()) {
      this.#isRecalled = true
      return null
    }
    this.#recalling ??= this.#gather()
    return this.#recalling
  }

  has(id: string): boolean {
    return this.#here.has(id) || this.#ask('read', () => this.#options.record.has(id)) === true
  }

  /** Before `command` is carried out. What comes back is why it may not be. */
  begin({ id, type }: Command): OurFailure | null {
    try {
      this.#options.record.begin(id)
      this.#isBegun = true
      return null
    } catch (thrown) {
      this.#isBegun = false
      this.#options.onTrouble(thrown, 'a command could not be noted')
      return mayGoUnnoted(type) ? null : notNoted(thrown)
    }
  }

  /** `command` was carried out. */
  finish({ id }: Command): void {
    this.#options.record.finish(id, this.#isBegun)
    this.#isBegun = false
  }

  close(): void {
    this.#ask('closed', () => this.#options.record.close())
  }

  #needsNoPast(): boolean {
    const { record, isNew } = this.#options
    if (this.#ask('read', () => record.isWhole) === true) return true
    if (isNew) this.#ask('begun', () => record.complete(this.#here))
    return isNew
  }

  async #gather(): Promise<void> {
    try {
      const ids = await this.#options.pastIds()
      for (const id of ids) this.#here.add(id)
      this.#options.record.complete(this.#here)
    } catch (thrown) {
      // What is here is known; the next life of the session tries again.
      this.#options.onTrouble(thrown, 'the commands of a session could not be gathered')
    }
    this.#isRecalled = true
  }

  #ask<Answer>(what: string, question: () => Answer): Answer | null {
    try {
      return question()
    } catch (thrown) {
      this.#options.onTrouble(thrown, `the record of commands cannot be ${what}`)
      return null
    }
  }
}

/**
 * Whether a command may be carried out though its id cannot be kept. What a person stops, refuses or makes stricter must
 * not wait for a disk, and done twice it does no harm: a request is answered once, a queued message removed once.
 */
function mayGoUnnoted(type: Command['type']): boolean {
  switch (type) {
    case 'interrupt':
    case 'answer_permission':
    case 'unqueue_message':
    case 'set_permission_mode':
      return true
    case 'send_message':
    case 'edit_queued':
    case 'move_queued':
    case 'resume_queue':
    case 'set_model':
    case 'set_effort':
    case 'rewind':
      return false
    default:
      return unreachable(type)
  }
}

function notNoted(thrown: unknown): OurFailure {
  return codeOf(thrown) === 'ENOSPC'
    ? ourFailure('not_kept', { cause: 'full', twice: 1 })
    : ourFailure('not_kept', { cause: 'other', reason: messageOf(thrown), twice: 1 })
}
