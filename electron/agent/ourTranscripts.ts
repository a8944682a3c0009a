/**
 * The transcripts Skein keeps itself, in one folder of its data folder: one file a session, of whatever agent; each of
 * their records says which. Made once for a data folder, by the session catalog.
 */
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { codeOf } from '../../shared/errors.ts'
import { AgentId, SessionId } from '../../shared/ids.ts'
import { textAt } from '../transcript/record/fields.ts'
import { findFirstLine } from '../transcript/find/findFirstLine.ts'
import { findToolResult } from '../transcript/find/findBlock.ts'
import { readPartsMetadata } from '../transcript/count/partsMetadata.ts'
import { ourFormat } from '../transcript/record/ourFormat.ts'
import { readHead } from '../transcript/find/readHead.ts'
import { readPage } from '../transcript/page/readPage.ts'
import { isOurs } from '../transcript/record/record.ts'
import { usageOf } from '../transcript/count/usageReport.ts'
import type { ListedTranscript } from './transcriptHistory.ts'
import type { FoundTranscript, OurTranscripts } from './transcriptSource.ts'

/** `<dataDir>/transcripts/<sessionId>.jsonl`; which project they belong to, their lines say. */
export function ourTranscripts({ dataDir }: { readonly dataDir: string }): OurTranscripts {
  const folder = join(dataDir, 'transcripts')
  const fileOf = (sessionId: SessionId): string => join(folder, `${sessionId}.jsonl`)
  return {
    keptBy: 'skein',
    history: { files: () => listedIn(folder), beside: () => Promise.resolve([]) },
    format: ourFormat,
    fileOf,
    list: () => transcriptsIn(folder),
    locate: async ({ sessionId }) => ((await exists(fileOf(sessionId))) ? fileOf(sessionId) : null),
    agentOf: async (file) => {
      const said = await readHead(file, 'agent', (record) =>
        isOurs(record) ? textAt(record, 'agent') : null
      )
      return said === null ? null : AgentId.parse(said)
    },
    page: (file, request) => readPage(file, { ...request, format: ourFormat }),
    toolResult: (file, toolUseId) => findToolResult(file, toolUseId, ourFormat),
    count: (files, previous) => readPartsMetadata(files, previous, ourFormat),
    usage: (checkpoint) => usageOf(checkpoint, ourFormat.models),
    find: (file, matters, signal) => findFirstLine(file, matters, signal, ourFormat)
  }
}

async function* transcriptsIn(folder: string): AsyncGenerator<FoundTranscript> {
  for (const name of await namesIn(folder)) {
    const sessionId = SessionId.safeParse(basename(name, '.jsonl'))
    if (name.endsWith('.jsonl') && sessionId.success) {
      yield { file: join(folder, name), sessionId: sessionId.data }
    }
  }
}

async function* listedIn(folder: string): AsyncGenerator<ListedTranscript> {
  for await (const found of transcriptsIn(folder)) {
    const { size, mtimeMs } = await stat(found.file)
    yield { ...found, bytes: size, mtimeMs }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw error
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}
