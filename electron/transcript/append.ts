/**
 * Writes transcripts for agents that keep none (guide, ACP), in the record format Claude Code uses,
 * so that one reader serves all. One writer owns a session's file; called by `session/`.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { codeOf } from '../../shared/errors.ts'
import type { ContentBlock, SessionMessage } from '../../shared/session.ts'
import { noFollow } from '../machine/ownFiles.ts'
import { openForeignFile } from '../machine/openForeignFile.ts'
import { BackwardLines } from './backwardLines.ts'
import { parseLine, textAt } from './fields.ts'
import { OWN_ENTRYPOINT } from './record.ts'

export interface WriterOptions {
  readonly sessionId: string
  readonly cwd: string
  /** Skein's version. */
  readonly version: string
  /** The record the next one follows when it is not the last of the file; null: none. */
  readonly after?: string | null
  /** Mints the uuid of a line that has no id of its own; random unless a test gives its own. */
  readonly mintId?: () => string
}

/** Tokens as the Messages API counts them. */
export interface TokenUsage {
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_creation_input_tokens?: number
  readonly cache_read_input_tokens?: number
}

/** Where the next record goes. */
interface Tip {
  readonly parent: string | null
  /** True when the last line has no newline: it was torn by a crash, or the disk was full. */
  readonly isTorn: boolean
}

export class TranscriptWriter {
  readonly #file: string
  readonly #options: WriterOptions
  readonly #mintId: () => string
  #tip: Tip
  #last: Promise<void> = Promise.resolve()

  private constructor(file: string, options: WriterOptions, tip: Tip) {
    this.#file = file
    this.#options = options
    this.#mintId = options.mintId ?? randomUUID
    this.#tip = tip
  }

  /** Continues the chain of `file`, or begins one; the file itself is made by the first `append`. */
  static async open(file: string, options: WriterOptions): Promise<TranscriptWriter> {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    const tip = await readTip(file)
    const { after } = options
    return new TranscriptWriter(file, options, after === undefined ? tip : { ...tip, parent: after })
  }

  /**
   * Adds messages, in order, by one write. `usage` is that of the last answer among them. Rejects
   * with the file system's error (`ENOSPC`); what follows then begins on a line of its own.
   */
  append(messages: readonly SessionMessage[], usage?: TokenUsage): Promise<void> {
    const appended = this.#last.then(() => this.#write(messages, usage))
    // The caller is told; the next append does not depend on it.
    this.#last = appended.catch(() => undefined)
    return appended
  }

  async #write(messages: readonly SessionMessage[], usage: TokenUsage | undefined): Promise<void> {
    if (messages.length === 0) return
    const answered = messages.findLast(({ role }) => role === 'assistant')
    let parent = this.#tip.parent
    let text = this.#tip.isTorn ? '\n' : ''
    for (const message of messages) {
      for (const record of this.#recordsOf(message, message === answered ? usage : undefined)) {
        text += `${JSON.stringify({ parentUuid: parent, isSidechain: false, ...record })}\n`
        parent = record.uuid
      }
    }
    const handle = await open(this.#file, noFollow.append, 0o600)
    try {
      await writeWhole(handle, text)
      this.#tip = { parent, isTorn: false }
    } catch (error) {
      this.#tip = { ...this.#tip, isTorn: true }
      throw error
    } finally {
      await handle.close()
    }
  }

  #recordsOf(message: SessionMessage, usage: TokenUsage | undefined): WrittenRecord[] {
    const common = this.#commonFields(message)
    switch (message.role) {
      case 'user':
        return [
          { type: 'user', message: { role: 'user', content: message.content }, uuid: message.id, ...common }
        ]
      case 'system':
        return [
          { type: 'system', content: message.content, uuid: message.id, ...common, notice: message.notice }
        ]
      case 'assistant':
        return linesOf(message.content).map((content, apiBlockIndex) => ({
          message: {
            id: message.id,
            type: 'message',
            role: 'assistant',
            model: message.model,
            content,
            usage
          },
          apiBlockIndex,
          type: 'assistant',
          uuid: this.#mintId(),
          ...common
        }))
    }
  }

  #commonFields({ createdAt, parentToolUseId }: SessionMessage): CommonFields {
    const { cwd, sessionId, version } = this.#options
    return {
      timestamp: createdAt,
      userType: 'external',
      entrypoint: OWN_ENTRYPOINT,
      cwd,
      sessionId,
      version,
      parentToolUseId
    }
  }
}

interface CommonFields {
  readonly timestamp: string
  readonly userType: string
  readonly entrypoint: string
  readonly cwd: string
  readonly sessionId: string
  readonly version: string
  readonly parentToolUseId?: string | undefined
}

type WrittenRecord = CommonFields & { readonly uuid: string } & (
    | {
        readonly type: 'user'
        readonly message: { readonly role: 'user'; readonly content: readonly ContentBlock[] }
      }
    | { readonly type: 'assistant'; readonly apiBlockIndex: number; readonly message: WrittenAnswer }
    | {
        readonly type: 'system'
        readonly content: readonly ContentBlock[]
        readonly notice: SessionMessage['notice']
      }
  )

interface WrittenAnswer {
  readonly id: string
  readonly type: 'message'
  readonly role: 'assistant'
  readonly model: string | undefined
  readonly content: readonly ContentBlock[]
  readonly usage: TokenUsage | undefined
}

/** An answer is written a block a line, as Claude Code does; an empty one still has its line. */
function linesOf(content: readonly ContentBlock[]): ContentBlock[][] {
  return content.length === 0 ? [[]] : content.map((block) => [block])
}

async function writeWhole(handle: FileHandle, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  let done = 0
  while (done < bytes.length) done += (await handle.write(bytes, done)).bytesWritten
}

async function readTip(file: string): Promise<Tip> {
  const handle = await openIfThere(file)
  if (handle === null) return { parent: null, isTorn: false }
  try {
    const { size } = await handle.stat()
    const lines = new BackwardLines(handle, size)
    const last = Buffer.alloc(1)
    if (size > 0) await handle.read(last, 0, 1, size - 1)
    const isTorn = size > 0 && last[0] !== 10
    for (;;) {
      const line = lines.take()
      if (line === null) {
        if (!(await lines.fill())) return { parent: null, isTorn }
        continue
      }
      const uuid = textAt(parseLine(line.bytes) ?? {}, 'uuid')
      if (uuid !== null) return { parent: uuid, isTorn }
    }
  } finally {
    await handle.close()
  }
}

async function openIfThere(file: string): Promise<FileHandle | null> {
  try {
    return await openForeignFile(file, { followsLinks: true })
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
