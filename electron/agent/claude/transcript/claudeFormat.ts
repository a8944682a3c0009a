/** What the readers of transcripts are told of Claude Code's. */
import type { RecordFormat } from '../../../transcript/record/recordFormat.ts'
import { titleFrom } from './prompt.ts'
import { listSubagents, subagentFolder } from './subagentFiles.ts'
import { compactsAt, costOf, plainModel, windowOf } from './usagePrices.ts'
import { shownResult } from './userRecord.ts'
import { readClaudeRecord } from './claudeRecord.ts'

export const claudeFormat: RecordFormat = {
  read: readClaudeRecord,
  shownResult,
  titleFrom,
  // As it was named before it was named `Agent`, and since.
  startsAside: (toolName) => toolName === 'Task' || toolName === 'Agent',
  models: { costOf, windowOf, compactsAt, plainModel },
  beside: { folder: subagentFolder, list: listSubagents }
}
