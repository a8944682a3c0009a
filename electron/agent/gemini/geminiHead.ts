/** What the first and the last records of a session's file of Gemini CLI's say of it, and the folder it lies in. */
import { openRegularFile } from '../../machine/openForeignFile.ts'
import { previewOf } from '../../../shared/previewOf.ts'
import { eachFirstLine, lastLines } from '../../transcript/find/fileEnds.ts'
import { fieldsAt, parseLine, textAt } from '../../transcript/record/fields.ts'
import { firstWordsIn } from '../../transcript/record/firstWords.ts'
import { timeOf } from '../../transcript/record/recordTime.ts'
import type { PassedOver, TranscriptHead } from '../transcriptHistory.ts'
import { projectRootOf } from './geminiFiles.ts'
import { readGeminiRecord } from './geminiRecord.ts'

const nowhere = { offset: 0, fallbackTime: '', parentToolUseId: null }

/** Rejects with the file system's error. */
export async function readGeminiHead(file: string): Promise<TranscriptHead | PassedOver> {
  const { handle, stats } = await openRegularFile(file, { followsLinks: true })
  try {
    const beginning = new Beginning()
    await eachFirstLine(handle, stats.size, (line) => beginning.take(line))
    if (!beginning.isSpokenIn) return 'empty'
    const cwd = await projectRootOf(file)
    if (cwd === null) return 'no_folder'
    const { startedAt, firstWords } = beginning
    const { summary, time } = endIn(await lastLines(handle, stats.size))
    return {
      cwd,
      projectPath: cwd,
      // Whether it was a script that began it, no record says.
      origin: 'terminal',
      gitBranch: null,
      startedAt,
      lastAt: time ?? startedAt,
      title: summary === null ? null : { text: summary, by: 'agent' },
      firstWords
    }
  } finally {
    await handle.close()
  }
}

class Beginning {
  isSpokenIn = false
  startedAt: string | null = null
  firstWords: string | null = null

  /** True when nothing that stands in the first records is missing. */
  take(line: Buffer): boolean {
    const record = parseLine(line)
    if (record === null) return false
    this.startedAt ??= textAt(record, 'startTime') ?? timeOf(record)
    const message = readGeminiRecord(record, nowhere)?.message
    if (message === undefined || message.role === 'system') return false
    this.isSpokenIn = true
    if (message.role === 'user') this.firstWords ??= firstWordsIn(message)
    return this.firstWords !== null
  }
}

/** The newest of each. */
function endIn(lines: readonly Buffer[]): { readonly summary: string | null; readonly time: string | null } {
  let [summary, time]: [string | null, string | null] = [null, null]
  for (const line of lines) {
    const record = parseLine(line)
    if (record === null) continue
    const changes = fieldsAt(record, '$set')
    time ??= timeOf(record) ?? (changes && textAt(changes, 'lastUpdated'))
    summary ??= previewOf((changes && textAt(changes, 'summary')) ?? '')
  }
  return { summary, time }
}
