/**
 * Writes a home as a year of Claude Code leaves it: projects with worktrees, sessions of log-normal size, titles where
 * its program puts them, subagents and long outputs beside them. Seeded: the same size gives the same bytes each time.
 * Used by `history.ts`, `search.ts` and `follow.ts`.
 */
import { once } from 'node:events'
import { createWriteStream, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { seededRandom } from './measure.ts'

export interface SampleSize {
  readonly sessions: number
  /** Of all transcripts together, about. */
  readonly bytes: number
}

const ORDINARY: SampleSize = { sessions: 2_000, bytes: 253_000_000 }
const LARGE: SampleSize = { sessions: 20_000, bytes: 2_500_000_000 }

/** `--large`: ten times as much; `--sessions N`: so many of the ordinary size. */
export function sizeFrom(options: readonly string[]): SampleSize {
  if (options.includes('--large')) return LARGE
  const at = options.indexOf('--sessions')
  if (at === -1) return ORDINARY
  const sessions = Number(options[at + 1])
  if (!Number.isSafeInteger(sessions) || sessions < 1)
    throw new Error('--sessions takes a number of sessions')
  return { sessions, bytes: (ORDINARY.bytes / ORDINARY.sessions) * sessions }
}

export interface SampleFile {
  readonly file: string
  readonly sessionId: string
  readonly cwd: string
}

export interface HistorySample {
  /** To be `HOME`. */
  readonly home: string
  /** Claude Code's own folder in it. */
  readonly claude: string
  /** Transcripts of sessions, the oldest first. */
  readonly sessions: readonly SampleFile[]
  /** All transcripts, those of subagents among them. */
  readonly transcripts: readonly string[]
  /** Of all transcripts. */
  readonly bytes: number
}

/** Words that stand in a known number of the messages, for whoever searches. */
export const planted = {
  /** In two messages. */
  rare: 'xylophone',
  /** In sixty messages. */
  mid: 'quicksand',
  /** In most. */
  common: 'the',
  phrase: '"reads a file and then"',
  prefix: 'quicks*',
  /** A part of an identifier, in sixty messages. */
  identifier: 'LedgerBalance',
  cjk: '日本'
} as const

const DAY_MS = 86_400_000
/** The newest session is of this moment. */
const NEWEST = Date.parse('2026-03-01T12:00:00.000Z')
/** Of the logarithm of a session's size: a mean of 1.5 medians, as measured on real folders. */
const SPREAD = 0.89

export async function writeHistorySample(folder: string, size: SampleSize): Promise<HistorySample> {
  const random = seededRandom(7)
  const text = new SampleText(random)
  const home = join(folder, 'home')
  const claude = join(home, '.claude')
  const projects = Array.from({ length: Math.max(4, Math.ceil(Math.sqrt(size.sessions))) }, (_, at) =>
    join(home, 'work', `project-${at}`)
  )
  // Of every tenth the folder is gone.
  for (const [at, project] of projects.entries()) if (at % 10 !== 9) mkdirSync(project, { recursive: true })
  const sizes = Array.from({ length: size.sessions }, () => Math.exp(SPREAD * normal(random)))
  const scale = (size.bytes * 0.8) / sizes.reduce((sum, one) => sum + one, 0)
  const sessions: SampleFile[] = []
  const transcripts: string[] = []
  let bytes = 0
  const write = async (file: string, session: SampleSession, wanted: number, at: number): Promise<void> => {
    const stream = createWriteStream(file, { mode: 0o600, highWaterMark: 1 << 20 })
    let done = 0
    while (done < wanted) {
      const lines = Buffer.from(session.turn(wanted - done))
      done += lines.length
      if (!stream.write(lines)) await once(stream, 'drain')
    }
    const end = Buffer.from(session.end())
    stream.end(end)
    await once(stream, 'close')
    utimesSync(file, at / 1000, at / 1000)
    transcripts.push(file)
    bytes += done + end.length
  }
  for (const [index, share] of sizes.entries()) {
    const project = projects[Math.floor(random() ** 2 * projects.length)] ?? home
    const cwd = random() < 0.1 ? join(project, '.claude', 'worktrees', `try-${index % 50}`) : project
    const sessionId = uuid(index, 0)
    const inFolder = join(claude, 'projects', encodeProjectFolder(cwd))
    mkdirSync(inFolder, { recursive: true })
    const at = NEWEST - ((size.sessions - 1 - index) / size.sessions) * 300 * DAY_MS
    const spec = { sessionId, cwd, at, text, random, index, planted: plantedIn(index, size.sessions) }
    const file = join(inFolder, `${sessionId}.jsonl`)
    await write(file, new SampleSession(spec), share * scale, at)
    sessions.push({ file, sessionId, cwd })
    if (random() < 0.12) {
      const beside = join(inFolder, sessionId)
      mkdirSync(join(beside, 'subagents'), { recursive: true })
      const agentId = index.toString(16).padStart(17, 'a')
      const aside = new SampleSession({ ...spec, planted: null, agentId })
      await write(join(beside, 'subagents', `agent-${agentId}.jsonl`), aside, share * scale * 0.55, at)
      mkdirSync(join(beside, 'tool-results'))
      writeFileSync(join(beside, 'tool-results', `${uuid(index, 1)}.txt`), text.some(20_000, 60_000))
    }
  }
  return { home, claude, sessions, transcripts, bytes }
}

/** Which word is said in the first prompt of this session beside the others. */
function plantedIn(index: number, sessions: number): string | null {
  if (index === Math.floor(sessions / 3) || index === Math.floor(sessions / 2)) return planted.rare
  const step = Math.max(1, Math.floor(sessions / 60))
  if (index % step === 0) return `${planted.mid} openLedgerBalanceSheet`
  return null
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function uuid(index: number, serial: number): string {
  const mixed = (Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')
  return `${mixed}-${(serial & 0xffff).toString(16).padStart(4, '0')}-4000-8000-${(index * 65_536 + (serial >>> 16)).toString(16).padStart(12, '0')}`
}

/** Text out of one long one: cut at a place by chance, so that it costs nothing to make. */
class SampleText {
  readonly #random: () => number
  readonly #pool: string

  constructor(random: () => number) {
    this.#random = random
    const plain =
      'the session reads a file and then writes it back with care test build error value return const import path'
    const words = plain.split(' ')
    const parts = [
      'get',
      'open',
      'read',
      'Session',
      'Row',
      'Cache',
      'Index',
      'Token',
      'Cursor',
      'Page',
      'Branch'
    ]
    // Six thousand words of code and of people; few of them are most of what is said.
    while (words.length < 6_000) {
      const [one, two] = [pick(parts, random), pick(parts, random)]
      words.push(`${one}${two}${Math.floor(random() * 900).toString(36)}`)
    }
    const all: string[] = []
    for (let length = 0; length < 4_000_000;) {
      const chance = random()
      const word =
        chance < 0.004
          ? '日本語の検索'
          : chance < 0.01
            ? 'größe'
            : chance < 0.02
              ? 'reads a file and then'
              : (words[Math.floor(random() ** 4 * words.length)] ?? '')
      all.push(word, chance > 0.93 ? '\n' : ' ')
      length += word.length + 1
    }
    this.#pool = all.join('')
  }

  /** Many short ones, few long ones. */
  some(shortest: number, longest: number): string {
    const length = shortest + Math.floor(this.#random() ** 2 * (longest - shortest))
    const begin = Math.floor(this.#random() * (this.#pool.length - length - 40))
    const from = this.#pool.indexOf(' ', begin) + 1
    return this.#pool.slice(from, from + length)
  }
}

function pick(from: readonly string[], random: () => number): string {
  return from[Math.floor(random() * from.length)] ?? ''
}

interface SessionSpec {
  readonly sessionId: string
  readonly cwd: string
  readonly at: number
  readonly text: SampleText
  readonly random: () => number
  readonly index: number
  /** Said in the first prompt. */
  readonly planted: string | null
  /** Of a subagent. */
  readonly agentId?: string
}

class SampleSession {
  readonly #spec: SessionSpec
  #parent: string | null = null
  #serial = 2
  #time: number
  #out: string[] = []
  /** Of `#out`, UTF-16 units. */
  #length = 0
  #turns = 0

  constructor(spec: SessionSpec) {
    this.#spec = spec
    this.#time = spec.at - 3_600_000
    if (spec.agentId !== undefined) this.#serial = 500_000
  }

  /** A prompt, some rounds of tools, an answer; rounds are left out where `most` bytes are passed. */
  turn(most: number): string {
    const { text, planted: said } = this.#spec
    const prompt = `${text.some(30, 500)}${this.#turns === 0 && said !== null ? ` ${said}` : ''}`
    if (this.#turns === 0) this.#begin()
    this.#turns += 1
    const uuidOfPrompt = this.#mint()
    if (this.#spec.agentId === undefined)
      this.#meta({
        type: 'file-history-snapshot',
        messageId: uuidOfPrompt,
        snapshot: { trackedFileBackups: {} }
      })
    this.#chain({ type: 'user', message: { role: 'user', content: prompt }, permissionMode: 'default' })
    if (this.#chance(0.4)) this.#attachment()
    const rounds = 1 + Math.floor(this.#spec.random() * 8)
    for (let round = 0; round < rounds && this.#length < most; round += 1) this.#toolRound()
    if (this.#length < most || this.#turns === 1)
      this.#answer([this.#thinking(), { type: 'text', text: text.some(150, 1_800) }])
    return this.#taken()
  }

  /** What its program repeats at the end. */
  end(): string {
    const { index, text } = this.#spec
    if (this.#spec.agentId === undefined) {
      if (index % 3 !== 0) this.#meta({ type: 'ai-title', aiTitle: text.some(20, 50).replaceAll('\n', ' ') })
      if (index % 20 === 0) this.#meta({ type: 'custom-title', customTitle: `Named ${index}` })
      this.#meta({ type: 'last-prompt', lastPrompt: text.some(20, 200), leafUuid: this.#parent })
    }
    return this.#taken()
  }

  #begin(): void {
    if (this.#spec.agentId !== undefined) return
    this.#meta({ type: 'mode', mode: 'normal' })
    this.#meta({ type: 'permission-mode', permissionMode: 'auto' })
  }

  #attachment(): void {
    this.#chain({
      attachment: { type: 'environment', snapshot: { workingDirectory: this.#spec.cwd, platform: 'linux' } },
      type: 'attachment',
      rendered: [{ content: `<system-reminder>\n${this.#spec.text.some(200, 1_500)}` }],
      renderedRole: 'system'
    })
  }

  #toolRound(): void {
    const { text, cwd } = this.#spec
    const id = `toolu_${this.#mint().slice(0, 20)}`
    const isEdit = this.#chance(0.3)
    const input = isEdit
      ? {
          file_path: `${cwd}/src/${this.#serial}.ts`,
          old_string: text.some(80, 500),
          new_string: text.some(80, 700)
        }
      : { command: text.some(20, 160), description: text.some(10, 60) }
    const use = { type: 'tool_use', id, name: isEdit ? 'Edit' : 'Bash', input }
    this.#answer([
      ...(this.#chance(0.2) ? [this.#thinking()] : []),
      ...(this.#chance(0.3) ? [{ type: 'text', text: text.some(40, 300) }] : []),
      use
    ])
    const isImage = this.#chance(0.006)
    const output = this.#chance(0.1) ? text.some(5_000, 50_000) : text.some(100, 3_000)
    const data = 'iVBORw0KGgo'.repeat(3_000)
    const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data } }
    this.#chain({
      type: 'user',
      message: {
        role: 'user',
        content: [
          { tool_use_id: id, type: 'tool_result', content: isImage ? [image] : output, is_error: false }
        ]
      },
      toolUseResult: isImage
        ? { type: 'image', file: { base64: data, type: 'image/png' } }
        : { stdout: output, stderr: '', interrupted: false, isImage: false },
      sourceToolAssistantUUID: this.#parent
    })
  }

  #thinking(): object {
    return {
      type: 'thinking',
      thinking: this.#spec.text.some(100, 1_200),
      signature: this.#mint().repeat(10)
    }
  }

  /** One API message, a line for each block. */
  #answer(blocks: readonly object[]): void {
    const id = `msg_${this.#mint()}`
    const usage = {
      input_tokens: 4 + Math.floor(this.#spec.random() * 20),
      cache_creation_input_tokens: Math.floor(this.#spec.random() * 4_000),
      cache_read_input_tokens: Math.floor(this.#spec.random() * 90_000),
      output_tokens: 20 + Math.floor(this.#spec.random() * 900),
      service_tier: 'standard'
    }
    for (const block of blocks) {
      const message = {
        id,
        type: 'message',
        role: 'assistant',
        model: 'claude-opus-5-5',
        content: [block],
        usage
      }
      this.#chain({ message, requestId: `req_${id}`, type: 'assistant' })
    }
  }

  #chain(fields: object): void {
    const { cwd, sessionId, agentId } = this.#spec
    const own = this.#mint()
    this.#time += 1_500
    this.#write({
      parentUuid: this.#parent,
      isSidechain: agentId !== undefined,
      ...(agentId === undefined ? null : { agentId }),
      ...fields,
      uuid: own,
      timestamp: new Date(this.#time).toISOString(),
      userType: 'external',
      entrypoint: 'cli',
      cwd,
      sessionId,
      version: '2.1.330',
      gitBranch: 'main'
    })
    this.#parent = own
  }

  #meta(fields: object): void {
    this.#write({ ...fields, sessionId: this.#spec.sessionId })
  }

  #write(record: object): void {
    const line = `${JSON.stringify(record)}\n`
    this.#out.push(line)
    this.#length += line.length
  }

  #taken(): string {
    const out = this.#out.join('')
    this.#out = []
    this.#length = 0
    return out
  }

  #chance(share: number): boolean {
    return this.#spec.random() < share
  }

  #mint(): string {
    this.#serial += 1
    return uuid(this.#spec.index, this.#serial)
  }
}
