/**
 * What the first and the last records of a transcript of Claude Code's say of its session, however long it is. Titles and
 * branches stand near the end, as its program repeats them there; a person's first words stand near the beginning.
 */
import { closeSync, existsSync, readSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseJson } from '../../../../shared/parseJson.ts'
import type { SessionOrigin } from '../../../../shared/session.ts'
import { openAnsweringFile } from '../../../machine/openForeignFile.ts'
import { readForeignFile } from '../../../machine/readForeignFile.ts'
import { linesIn, NEWLINE } from '../../../transcript/lines/forwardLines.ts'
import { isFields, parseLine, textAt } from '../../../transcript/record/fields.ts'
import type { Fields } from '../../../transcript/record/fields.ts'
import { firstWordsIn } from '../../../transcript/record/firstWords.ts'
import { isSidechain, OUR_ENTRYPOINT, readRecord } from '../../../transcript/record/record.ts'
import { timeOf } from '../../../transcript/record/recordTime.ts'
import type { PassedOver, TranscriptHead } from '../../transcriptHistory.ts'
import { claudeFormat } from './claudeFormat.ts'
import { titleFrom } from './prompt.ts'

const FIRST_HEAD = 32 * 1024
const LARGEST_HEAD = 2 * 1024 * 1024
const TAIL = 32 * 1024
const MOST_TITLE_BYTES = 64 * 1024

/**
 * Rejects with the file system's error. Says instead of a head why the file is nobody's session: nobody said anything in
 * it, only a subagent did, or no record says in which folder.
 */
export async function readTranscriptHead(file: string): Promise<TranscriptHead | PassedOver> {
  const { descriptor, stats } = await openAnsweringFile(file)
  const facts = new Facts()
  try {
    const whole = readFirst(descriptor, stats.size, facts)
    if (!facts.isSpokenIn) return facts.isAside ? 'not_a_session' : 'empty'
    readLast(descriptor, stats.size, facts, whole)
  } finally {
    closeSync(descriptor)
  }
  if (facts.cwd === null) return 'no_folder'
  return facts.head(facts.cwd, await ownTitle(file))
}

/** Gives all bytes of a file that is not longer than both ends: it is read once. */
function readFirst(descriptor: number, size: number, facts: Facts): Buffer | null {
  let done = 0
  for (let wanted = size <= FIRST_HEAD + TAIL ? size : FIRST_HEAD; done < size; wanted *= 4) {
    const bytes = bytesAt(descriptor, done, Math.min(wanted, size - done))
    const end = done + bytes.length === size ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1
    for (const { line } of linesIn(bytes.subarray(0, end))) {
      if (!facts.isWhole || !isOfChain(line)) facts.first(line)
    }
    if (bytes.length === size) return bytes
    done += end
    if (facts.isWhole || bytes.length === 0 || wanted >= LARGEST_HEAD) return null
  }
  return null
}

function readLast(descriptor: number, size: number, facts: Facts, whole: Buffer | null): void {
  const from = Math.max(0, size - TAIL)
  const bytes = whole ?? bytesAt(descriptor, from, size - from)
  const lines = [...linesIn(bytes.subarray(Math.max(0, bytes.length - TAIL)))].slice(from === 0 ? 0 : 1)
  // Of the chain's records the last with a time and a branch says it all: the others are most of the bytes.
  const said = lines.findLastIndex(({ line }) => isOfChain(line) && line.includes(TIME) && hasBranch(line))
  for (const [at, { line }] of lines.entries()) if (at >= said || !isOfChain(line)) facts.last(line)
}

const CHAIN = Buffer.from('{"parentUuid":')
const TIME = '"timestamp":"'
const BRANCH = '"gitBranch":"'

/** A record of the conversation itself, as its program begins them: none of them names the session. */
function isOfChain(line: Buffer): boolean {
  return line.subarray(0, CHAIN.length).equals(CHAIN)
}

function hasBranch(line: Buffer): boolean {
  return line.length <= LONGEST_LINE && line.includes(BRANCH) && !line.includes(`${BRANCH}"`)
}

function bytesAt(descriptor: number, position: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length)
  return buffer.subarray(0, readSync(descriptor, buffer, 0, length, position))
}

/** What has been seen so far. Changed in place: a machine has thousands of transcripts. */
class Facts {
  cwd: string | null = null
  isSpokenIn = false
  /** A subagent has spoken. */
  isAside = false
  #entrypoint: string | null = null
  #worktreeOf: string | null = null
  #branch: string | null = null
  #startedAt: string | null = null
  #lastAt: string | null = null
  #firstWords: string | null = null
  readonly #titles = new Map<string, string>()

  /** Nothing that stands in the first records is missing. */
  get isWhole(): boolean {
    return this.cwd !== null && this.#firstWords !== null
  }

  first(line: Buffer): void {
    const record = this.#both(line)
    if (record === null) return
    const type = record['type']
    if (type !== 'user' && type !== 'assistant') return
    if (isSidechain(record)) {
      this.isAside = true
      return
    }
    this.isSpokenIn = true
    this.#startedAt ??= timeOf(record)
    this.#entrypoint ??= textAt(record, 'entrypoint')
    if (type === 'user' && this.#firstWords === null) {
      const piece = readRecord(record, nowhere, claudeFormat)
      if (piece?.kind === 'message' && piece.message.role === 'user') {
        this.#firstWords = firstWordsIn(piece.message)
      }
    }
  }

  last(line: Buffer): void {
    const record = this.#both(line)
    if (record !== null) this.#lastAt = timeOf(record) ?? this.#lastAt
  }

  #both(line: Buffer): Fields | null {
    // Of long lines only messages say anything here; results and what is attached are most of the bytes.
    if (line.length > LONGEST_LINE && line.includes(REQUEST)) return null
    const record = parseLine(line)
    if (record === null) return null
    this.cwd ??= textAt(record, 'cwd') || null
    this.#branch = textAt(record, 'gitBranch') || this.#branch
    const type = textAt(record, 'type') ?? ''
    const title = titleOf(type, record)
    if (title !== null) this.#titles.set(type, title)
    if (type === 'worktree-state') this.#worktreeOf = originOf(record) ?? this.#worktreeOf
    return record
  }

  head(cwd: string, own: string | null): TranscriptHead {
    const bySelf = own ?? this.#titles.get('custom-title') ?? null
    const byAgent = ['agent-name', 'ai-title', 'summary'].flatMap((type) => this.#titles.get(type) ?? [])[0]
    return {
      cwd,
      projectPath: this.#worktreeOf ?? worktreeParent(cwd) ?? cwd,
      origin: originFrom(this.#entrypoint),
      gitBranch: this.#branch === 'HEAD' ? null : this.#branch,
      startedAt: this.#startedAt,
      lastAt: this.#lastAt ?? this.#startedAt,
      title:
        bySelf !== null
          ? { text: bySelf, by: 'own' }
          : byAgent === undefined
            ? null
            : { text: byAgent, by: 'agent' },
      firstWords: this.#firstWords
    }
  }
}

const LONGEST_LINE = 64 * 1024
/** Of lines in which the program keeps what it sent to the model. */
const REQUEST = '"type":"api-request'
const nowhere = { offset: 0, fallbackTime: '', parentToolUseId: null }

/** Where each kind of record that names a session keeps the name. */
const titleKeys: Readonly<Record<string, string>> = {
  'custom-title': 'customTitle',
  'agent-name': 'agentName',
  'ai-title': 'aiTitle',
  summary: 'summary'
}

function titleOf(type: string, record: Fields): string | null {
  const key = titleKeys[type]
  return key === undefined ? null : titleFrom(textAt(record, key) ?? '')
}

function originOf(record: Fields): string | null {
  const state = record['worktreeSession'] ?? record['worktreeState'] ?? record
  return isFields(state) ? textAt(state, 'originalCwd') || null : null
}

/** The repository of a worktree where Claude Code puts them. */
function worktreeParent(cwd: string): string | null {
  const at = cwd.search(/[/\\]\.claude[/\\]worktrees[/\\][^/\\]/)
  return at <= 0 ? null : cwd.slice(0, at)
}

/** Before the program said how it was started, it was started in a terminal. */
function originFrom(entrypoint: string | null): SessionOrigin {
  if (entrypoint === OUR_ENTRYPOINT) return 'skein'
  return entrypoint === null || entrypoint === 'cli' ? 'terminal' : 'other'
}

/** What a person called the session, from the small file beside it. */
async function ownTitle(file: string): Promise<string | null> {
  const beside = join(dirname(file), basename(file, '.jsonl'), 'custom-title.json')
  if (!existsSync(beside)) return null // Most have none, and the drive has just answered.
  const found = await readForeignFile(beside, { mostBytes: MOST_TITLE_BYTES, followsLinks: true })
  if (found.kind !== 'bytes') return null
  const value = parseJson(found.bytes.toString('utf8'))
  return isFields(value) ? titleFrom(textAt(value, 'customTitle') ?? '') : null
}
