/**
 * A session as a document to take along: read page by page, masked as the person chose, written piece by
 * piece, so that its length does not matter. Asked by `server/routes/export.ts`.
 */
import { unreachable } from '../../../shared/errors.ts'
import type { SessionMessage, SessionSummary } from '../../../shared/session.ts'
import type { ExportFormat, ExportRequest, MaskedCount } from '../../../shared/steering.ts'
import type { SessionUsage } from '../../../shared/usage.ts'
import { exportFileName } from '../../export/exportFileName.ts'
import type { ExportFacts, SessionExport } from '../../export/exportFormat.ts'
import { htmlExport } from '../../export/htmlExport.ts'
import { jsonExport } from '../../export/jsonExport.ts'
import { markdownExport } from '../../export/markdownExport.ts'
import { maskMessageInSteps } from '../../export/maskMessage.ts'
import { maskingFor } from '../../export/maskText.ts'
import type { Masking } from '../../export/maskText.ts'
import { Slices } from '../../slices.ts'
import { skimmed } from '../../transcript/find/findRecord.ts'
import { branchPagesForward } from './branchPages.ts'
import { toSummary } from '../live/sessionPorts.ts'
import type { LocatedSession } from '../catalog/sessions.ts'

/** UTF-16 units that are handed on at once. */
const HANDED_ON = 64 * 1024

export interface ExportCircumstances {
  readonly usage: SessionUsage
  readonly exportedAt: Date
  /** Skein's. */
  readonly version: string
  /** The home folder, by each of its names. */
  readonly homes: readonly string[]
  readonly signal: AbortSignal
}

export interface ExportedSessionText {
  readonly fileName: string
  readonly contentType: string
  /** Read once. Rejects when the transcript cannot be read, before its first piece as a rule. */
  readonly pieces: AsyncIterable<string>
  /** What was masked so far: all of it once the pieces were read. */
  masked(): MaskedCount[]
}

export function exportSession(
  session: LocatedSession,
  wish: ExportRequest,
  circumstances: ExportCircumstances
): ExportedSessionText {
  const masking = maskingFor(wish, circumstances.homes)
  const facts = factsOf(session, masking.again, circumstances)
  const document = documentOf(wish.format, facts)
  return {
    fileName: exportFileName(facts.session.title, facts.exportedAt, document.extension),
    contentType: document.contentType,
    pieces: handedOn(piecesOf(session, document, masking, circumstances.signal)),
    masked: () => masking.counts()
  }
}

async function* piecesOf(
  session: LocatedSession,
  document: SessionExport,
  masking: Masking,
  signal: AbortSignal
): AsyncGenerator<string> {
  const reading = { signal, subagentLimit: Number.MAX_SAFE_INTEGER }
  let hasBegun = false
  const slices = new Slices()
  const rest = async (): Promise<void> => {
    await slices.rest()
    signal.throwIfAborted()
  }
  for await (const messages of branchPagesForward(session, reading, skimmed(nothingMatters))) {
    if (!hasBegun) yield document.begin()
    hasBegun = true
    const masked: SessionMessage[] = []
    for (const message of messages) {
      const steps = maskMessageInSteps({ ...message, isStreaming: false }, masking.steps)
      let step = steps.next()
      for (; step.done !== true; step = steps.next()) if (slices.isOver) await rest()
      masked.push(step.value)
    }
    for (const piece of document.page(masked)) {
      if (piece !== '') yield piece
      if (slices.isOver) await rest()
    }
  }
  if (!hasBegun) yield document.begin()
  yield document.end()
}

const nothingMatters = (): boolean => false

/** Small pieces joined, so that not each of them is written by itself. */
async function* handedOn(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting: string[] = []
  let length = 0
  for await (const piece of pieces) {
    waiting.push(piece)
    length += piece.length
    if (length < HANDED_ON) continue
    yield waiting.join('')
    waiting = []
    length = 0
  }
  if (length > 0) yield waiting.join('')
}

function factsOf(
  { stored, host, project }: LocatedSession,
  mask: (text: string) => string,
  { usage, exportedAt, version }: ExportCircumstances
): ExportFacts {
  return {
    session: maskSummary(host?.state.session ?? toSummary(stored), mask),
    project: { name: mask(project.name), path: mask(project.path) },
    usage,
    exportedAt: exportedAt.toISOString(),
    version
  }
}

/** What was, not what runs. */
function maskSummary(session: SessionSummary, mask: (text: string) => string): SessionSummary {
  const { title, metadata } = session
  const { firstMessagePreview } = metadata
  return {
    ...session,
    state: 'idle',
    retry: null,
    title: title === null ? null : mask(title),
    metadata: {
      ...metadata,
      firstMessagePreview: firstMessagePreview === null ? null : mask(firstMessagePreview)
    }
  }
}

function documentOf(format: ExportFormat, facts: ExportFacts): SessionExport {
  switch (format) {
    case 'markdown':
      return markdownExport(facts)
    case 'html':
      return htmlExport(facts)
    case 'json':
      return jsonExport(facts)
    default:
      return unreachable(format)
  }
}
