/**
 * What the first and the last records of a session's file of Codex's say of it, and the name it has in the program's own
 * list of names.
 */
import { openRegularFile } from '../../machine/openForeignFile.ts'
import { readForeignFile } from '../../machine/readForeignFile.ts'
import { previewOf } from '../../../shared/previewOf.ts'
import type { SessionOrigin } from '../../../shared/session.ts'
import { eachFirstLine, lastLines } from '../../transcript/find/fileEnds.ts'
import { linesIn } from '../../transcript/lines/forwardLines.ts'
import { fieldsAt, isFields, parseLine, textAt } from '../../transcript/record/fields.ts'
import type { Fields } from '../../transcript/record/fields.ts'
import { firstWordsIn } from '../../transcript/record/firstWords.ts'
import { timeOf } from '../../transcript/record/recordTime.ts'
import type { PassedOver, TranscriptHead } from '../transcriptHistory.ts'
import { codexSessionOf } from './codexFiles.ts'
import { readCodexRecord } from './codexRecord.ts'

const MOST_NAME_BYTES = 8 * 1024 * 1024

/**
 * Rejects with the file system's error. `names`: the program's list, one JSON object a line, the newest last; it may not
 * be there.
 */
export async function readCodexHead(
  file: string,
  { names }: { readonly names: string }
): Promise<TranscriptHead | PassedOver> {
  const { handle, stats } = await openRegularFile(file, { followsLinks: true })
  try {
    const facts = new Facts()
    await eachFirstLine(handle, stats.size, (line) => {
      facts.take(line)
      return facts.isWhole
    })
    if (facts.isSubagent) return 'not_a_session'
    if (!facts.isSpokenIn) return 'empty'
    if (facts.cwd === null) return 'no_folder'
    const lastAt = timeIn(await lastLines(handle, stats.size))
    return facts.head(facts.cwd, lastAt, await nameOf(file, names))
  } finally {
    await handle.close()
  }
}

function timeIn(lines: readonly Buffer[]): string | null {
  for (const line of lines) {
    const record = parseLine(line)
    const time = record && timeOf(record)
    if (time !== null) return time
  }
  return null
}

/** What has been seen so far. Changed in place: a machine has thousands of transcripts. */
class Facts {
  cwd: string | null = null
  isSpokenIn = false
  isSubagent = false
  #isMetaSeen = false
  #origin: SessionOrigin = 'terminal'
  #branch: string | null = null
  #startedAt: string | null = null
  #firstWords: string | null = null

  /** Nothing that stands in the first records is missing. */
  get isWhole(): boolean {
    return this.cwd !== null && this.#firstWords !== null
  }

  take(line: Buffer): void {
    const record = parseLine(line)
    if (record === null) return
    const payload = fieldsAt(record, 'payload') ?? {}
    // Of a session that was copied the original's own record may follow.
    if (record['type'] === 'session_meta' && !this.#isMetaSeen) this.#takeMeta(payload)
    this.cwd ??= textAt(payload, 'cwd') || null
    this.#startedAt ??= timeOf(record)
    const message = readCodexRecord(record, nowhere)?.message
    if (message === undefined || message.role === 'system') return
    this.isSpokenIn = true
    if (message.role === 'user') this.#firstWords ??= firstWordsIn(message)
  }

  #takeMeta(meta: Fields): void {
    this.#isMetaSeen = true
    this.isSubagent = isFields(meta['source']) && 'subagent' in meta['source']
    this.#origin = originOf(textAt(meta, 'source'), textAt(meta, 'originator'))
    this.#branch = textAt(fieldsAt(meta, 'git') ?? {}, 'branch') || null
    this.#startedAt = textAt(meta, 'timestamp')
  }

  head(cwd: string, lastAt: string | null, name: string | null): TranscriptHead {
    return {
      cwd,
      projectPath: cwd,
      origin: this.#origin,
      gitBranch: this.#branch === 'HEAD' ? null : this.#branch,
      startedAt: this.#startedAt,
      lastAt: lastAt ?? this.#startedAt,
      // It calls a session by its first words until somebody calls it otherwise; which of the two, it does not say.
      title: name === null || name === this.#firstWords ? null : { text: name, by: 'agent' },
      firstWords: this.#firstWords
    }
  }
}

const nowhere = { offset: 0, fallbackTime: '', parentToolUseId: null }

/** Of a session in a terminal newer versions say the source of editors, as they share its server. */
function originOf(source: string | null, originator: string | null): SessionOrigin {
  if (source === 'cli' || source === null) return 'terminal'
  return originator === 'codex-tui' || originator === 'codex_cli_rs' ? 'terminal' : 'other'
}

async function nameOf(file: string, names: string): Promise<string | null> {
  const sessionId = codexSessionOf(file)
  const found = await readForeignFile(names, { mostBytes: MOST_NAME_BYTES, followsLinks: true })
  if (sessionId === null || found.kind !== 'bytes') return null
  const lines = [...linesIn(found.bytes)].toReversed()
  for (const { line } of lines) {
    const record: Fields | null = line.includes(sessionId) ? parseLine(line) : null
    if (record?.['id'] === sessionId) return previewOf(textAt(record, 'thread_name') ?? '')
  }
  return null
}
