/**
 * Reads sessions whose records stand in one file in the order in which they happened, and name nothing they follow: one
 * branch, the whole file. What a record means its format says. Used by the agents whose programs write such files.
 */
import type { ToolResultBlock } from '../../shared/session.ts'
import { readPartsMetadata } from '../transcript/count/partsMetadata.ts'
import { usageOf } from '../transcript/count/usageReport.ts'
import { findFirstLine } from '../transcript/find/findFirstLine.ts'
import { findNewest } from '../transcript/find/findNewest.ts'
import { readPage } from '../transcript/page/readPage.ts'
import { readRecord } from '../transcript/record/record.ts'
import type { RecordFormat } from '../transcript/record/recordFormat.ts'
import type { AgentTranscripts } from './transcriptSource.ts'

type FlatReading = Pick<
  AgentTranscripts,
  'keptBy' | 'format' | 'page' | 'toolResult' | 'count' | 'usage' | 'find'
>

export function flatReading(format: RecordFormat): FlatReading {
  return {
    keptBy: 'agent',
    format,
    page: (file, request) => readPage(file, { ...request, format }),
    toolResult: (file, toolUseId) => toolResultIn(file, toolUseId, format),
    count: (files, previous) => readPartsMetadata(files, previous, format),
    usage: (checkpoint) => usageOf(checkpoint, format.models),
    find: (file, matters, signal) => findFirstLine(file, matters, signal, format)
  }
}

const place = { offset: 0, fallbackTime: '', parentToolUseId: null, whole: true }

function toolResultIn(
  file: string,
  toolUseId: string,
  format: RecordFormat
): Promise<ToolResultBlock | null> {
  return findNewest(file, JSON.stringify(toolUseId), (record) => {
    const found = readRecord(record, place, format)?.message.content.find(
      (block) => block.type === 'tool_result' && block.tool_use_id === toolUseId
    )
    return found?.type === 'tool_result' ? found : null
  })
}
