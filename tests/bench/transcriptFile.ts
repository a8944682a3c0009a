/**
 * Writes synthetic transcripts in the shape of Claude Code 2.1: same fields, same share of big tool
 * results, answers over several lines, parallel tools, images, records beside the chain; about one
 * character in a hundred beyond ASCII. Seeded: a size gives the same file each time. Used by `open.ts`.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import { seededRandom } from './measure.ts'

export interface TranscriptSpec {
  readonly file: string
  readonly sessionId: string
  readonly cwd: string
  readonly bytes: number
}

export interface WrittenTranscript {
  readonly lines: number
  readonly bytes: number
}

export function writeTranscript(spec: TranscriptSpec): WrittenTranscript {
  const writer = new SyntheticSession(spec)
  const file = openSync(spec.file, 'w', 0o600)
  try {
    while (writer.bytes < spec.bytes) writeSync(file, writer.turn())
    return { lines: writer.lines, bytes: writer.bytes }
  } finally {
    closeSync(file)
  }
}

const words = (
  'the session reads a file and then writes it back with care test build error value return const import path ' +
  'function request answer module token cursor line page window state event count result branch merge naïve größe 日本'
).split(' ')

class SyntheticSession {
  readonly #spec: TranscriptSpec
  readonly #random = seededRandom(42)
  #parent: string | null = null
  #out = ''
  #serial = 0
  #time = Date.parse('2026-01-05T08:00:00.000Z')
  lines = 0
  bytes = 0

  constructor(spec: TranscriptSpec) {
    this.#spec = spec
  }

  /** A prompt, a few rounds of tools, an answer. */
  turn(): string {
    this.#out = ''
    const prompt = this.#text(40, 600)
    this.#meta({ type: 'queue-operation', operation: 'enqueue', timestamp: this.#now(), content: prompt })
    this.#chain({ type: 'user', message: { role: 'user', content: prompt }, permissionMode: 'default' })
    if (this.#chance(0.5))
      this.#chain({ attachment: { type: 'date', date: '2026-01-05' }, type: 'attachment' })
    const rounds = 1 + Math.floor(this.#random() * 12)
    for (let round = 0; round < rounds; round += 1) this.#toolRound()
    this.#answer([this.#thinking(), { type: 'text', text: this.#text(200, 2500) }])
    this.#meta({ type: 'last-prompt', lastPrompt: prompt, leafUuid: this.#parent })
    return this.#out
  }

  #toolRound(): void {
    const blocks: object[] = []
    if (this.#chance(0.3)) blocks.push(this.#thinking())
    if (this.#chance(0.4)) blocks.push({ type: 'text', text: this.#text(60, 500) })
    const calls = this.#chance(0.1) ? 2 + Math.floor(this.#random() * 2) : 1
    const uses = Array.from({ length: calls }, () => this.#toolUse())
    const uuids = this.#answer([...blocks, ...uses]).slice(-calls)
    if (this.#chance(0.3)) this.#meta({ type: 'tools-used', tools: ['Read', 'Edit', 'Bash'] })
    uses.forEach(({ id }, at) => this.#toolResult(id, uuids[at] ?? null))
  }

  #toolUse(): { type: string; id: string; name: string; input: object } {
    const id = `toolu_${this.#mint().slice(0, 20)}`
    if (this.#chance(0.3)) {
      const input = {
        file_path: `${this.#spec.cwd}/src/${this.#text(8, 20)}.ts`,
        old_string: this.#text(80, 600),
        new_string: this.#text(80, 900)
      }
      return { type: 'tool_use', id, name: 'Edit', input }
    }
    return {
      type: 'tool_use',
      id,
      name: 'Bash',
      input: { command: this.#text(20, 160), description: this.#text(10, 60) }
    }
  }

  #toolResult(toolUseId: string, parent: string | null): void {
    this.#parent = parent
    const isImage = this.#chance(0.01)
    const text = this.#chance(0.1) ? this.#text(5_000, 50_000) : this.#text(100, 3_000)
    const image = {
      type: 'image',
      source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo'.repeat(3_000) }
    }
    this.#chain({
      type: 'user',
      message: {
        role: 'user',
        content: [
          { tool_use_id: toolUseId, type: 'tool_result', content: isImage ? [image] : text, is_error: false }
        ]
      },
      toolUseResult: isImage
        ? { type: 'image', file: { base64: image.source.data, type: 'image/png' } }
        : { stdout: text, stderr: '', interrupted: false, isImage: false, noOutputExpected: false },
      sourceToolAssistantUUID: parent
    })
  }

  #thinking(): object {
    return { type: 'thinking', thinking: this.#text(200, 1_500), signature: this.#mint().repeat(10) }
  }

  /** One API message, a line for each block. Gives the uuids of its lines. */
  #answer(blocks: readonly object[]): string[] {
    const id = `msg_${this.#mint().slice(0, 24)}`
    const usage = {
      input_tokens: 4 + Math.floor(this.#random() * 20),
      cache_creation_input_tokens: Math.floor(this.#random() * 4_000),
      cache_read_input_tokens: Math.floor(this.#random() * 90_000),
      output_tokens: 20 + Math.floor(this.#random() * 900),
      service_tier: 'standard'
    }
    return blocks.map((block, apiBlockIndex) =>
      this.#chain({
        message: {
          id,
          type: 'message',
          role: 'assistant',
          model: 'claude-opus-5-5',
          content: [block],
          stop_reason: 'tool_use',
          stop_sequence: null,
          usage
        },
        apiBlockIndex,
        requestId: `req_${id}`,
        type: 'assistant'
      })
    )
  }

  #chain(fields: object): string {
    const uuid = this.#mint()
    const { cwd, sessionId } = this.#spec
    this.#write({
      parentUuid: this.#parent,
      isSidechain: false,
      ...fields,
      uuid,
      timestamp: this.#now(),
      userType: 'external',
      entrypoint: 'sdk-ts',
      cwd,
      sessionId,
      version: '2.1.330',
      gitBranch: 'main'
    })
    this.#parent = uuid
    return uuid
  }

  #meta(fields: object): void {
    this.#write({ ...fields, sessionId: this.#spec.sessionId })
  }

  #write(record: object): void {
    const line = `${JSON.stringify(record)}\n`
    this.#out += line
    this.lines += 1
    this.bytes += Buffer.byteLength(line)
  }

  #text(shortest: number, longest: number): string {
    // Squared: many short ones, few long ones.
    const length = shortest + Math.floor(this.#random() ** 2 * (longest - shortest))
    let text = ''
    while (text.length < length) {
      text += words[Math.floor(this.#random() * words.length)] ?? ''
      text += this.#chance(0.1) ? '\n' : ' '
    }
    return text
  }

  #chance(share: number): boolean {
    return this.#random() < share
  }

  #now(): string {
    this.#time += 1_500
    return new Date(this.#time).toISOString()
  }

  /** A UUID of our own count: unique in the file, the same in every run. */
  #mint(): string {
    this.#serial += 1
    const low = this.#serial.toString(16).padStart(12, '0')
    const high = Math.floor(this.#random() * 0xffffffff)
      .toString(16)
      .padStart(8, '0')
    return `${high}-0000-4000-8000-${low}`
  }
}
