/** The readers of transcripts, told of Claude Code's: for tests of what they make of its records. */
import type { SessionMessage } from '../../../shared/session.ts'
import type { SessionUsage } from '../../../shared/usage.ts'
import * as branches from '../../../electron/transcript/branch/branches.ts'
import * as copies from '../../../electron/transcript/branch/copyBranch.ts'
import type { BranchCopy } from '../../../electron/transcript/branch/copyBranch.ts'
import * as blocks from '../../../electron/transcript/find/findBlock.ts'
import * as counts from '../../../electron/transcript/count/metadata.ts'
import type { MetadataCheckpoint } from '../../../electron/transcript/count/metadata.ts'
import * as pages from '../../../electron/transcript/page/readPage.ts'
import type { PageRequest, SessionPageRequest } from '../../../electron/transcript/page/readPage.ts'
import * as sessionPages from '../../../electron/agent/claude/transcript/readSessionPage.ts'
import * as records from '../../../electron/transcript/record/record.ts'
import type { Fields } from '../../../electron/transcript/record/fields.ts'
import type { Place } from '../../../electron/transcript/record/pieces.ts'
import * as reports from '../../../electron/transcript/count/usageReport.ts'
import * as spending from '../../../electron/transcript/count/usageSpent.ts'
import { claudeFormat } from '../../../electron/agent/claude/transcript/claudeFormat.ts'

export const readRecord = (record: Fields, place: Place): ReturnType<typeof records.readRecord> =>
  records.readRecord(record, place, claudeFormat)

export const readPage = (
  file: string,
  request: Omit<PageRequest, 'format'>
): ReturnType<typeof pages.readPage> => pages.readPage(file, { ...request, format: claudeFormat })

export const readSessionPage = (
  file: string,
  request: SessionPageRequest
): ReturnType<typeof sessionPages.readSessionPage> =>
  sessionPages.readSessionPage(file, request, claudeFormat)

export const readMetadata = (
  file: string,
  previous: MetadataCheckpoint | null
): ReturnType<typeof counts.readMetadata> => counts.readMetadata(file, previous, claudeFormat)

export const usageOf = (checkpoint: MetadataCheckpoint): SessionUsage =>
  reports.usageOf(checkpoint, claudeFormat.models)

export const spentBy = (model: string, usage: Fields): spending.Spent =>
  spending.spentBy(model, usage, claudeFormat.models)

export const allSpentBy = (model: string, usage: Fields): spending.ModelSpent[] =>
  spending.allSpentBy(model, usage, claudeFormat.models)

export const findToolResult = (file: string, toolUseId: string): ReturnType<typeof blocks.findToolResult> =>
  blocks.findToolResult(file, toolUseId, claudeFormat)

export const copyBranch = (file: string, copy: BranchCopy): Promise<boolean> =>
  copies.copyBranch(file, copy, claudeFormat)

export const branchRecords = (file: string, messageId: string): Promise<Fields[] | null> =>
  copies.branchRecords(file, messageId, claudeFormat)

export const listBranches = (file: string): ReturnType<typeof branches.listBranches> =>
  branches.listBranches(file, claudeFormat)

export const placeBefore = (file: string, messageId: string): Promise<branches.BranchPlace> =>
  branches.placeBefore(file, messageId, claudeFormat)

export const placeThrough = (file: string, messageId: string): Promise<branches.BranchPlace> =>
  branches.placeThrough(file, messageId, claudeFormat)

export const placeAfter = (file: string, messageId: string): Promise<branches.BranchPlace> =>
  branches.placeAfter(file, messageId, claudeFormat)

/** The whole session, page by page; fails the caller when a page is empty or the pages do not end. */
export async function readInPages(
  file: string,
  limit: number,
  parentToolUseId?: string
): Promise<SessionMessage[]> {
  let messages: SessionMessage[] = []
  let before: string | null = null
  for (let pages = 0; pages < 10_000; pages += 1) {
    const page = await readPage(file, { limit, before, ...(parentToolUseId ? { parentToolUseId } : null) })
    if (page.messages.length === 0 && pages > 0) throw new Error('an empty page was offered')
    messages = [...page.messages, ...messages]
    before = page.before
    if (before === null) return messages
  }
  throw new Error('the pages do not end')
}
