/** A session as JSON, for programs: `ExportedSession`. Used by `session/acts/sessionExport.ts`. */
import { z } from 'zod'
import { SessionMessage, SessionSummary } from '../../shared/session.ts'
import { SessionUsage } from '../../shared/usage.ts'
import type { ExportFacts, SessionExport } from './exportFormat.ts'
import { jsonPieces } from './textPieces.ts'

export const ExportedSession = z.object({
  /** Of this shape: fields may be added, none changes its meaning without another number. */
  version: z.literal(1),
  exportedAt: z.iso.datetime({ offset: true }),
  exportedBy: z.object({ name: z.literal('Skein'), version: z.string() }),
  project: z.object({ name: z.string(), path: z.string() }),
  session: SessionSummary,
  usage: SessionUsage,
  /** The active branch, oldest first, results and documents whole. */
  messages: z.array(SessionMessage)
})
export type ExportedSession = z.infer<typeof ExportedSession>

export function jsonExport({ session, project, usage, exportedAt, version }: ExportFacts): SessionExport {
  let isFirst = true
  const head: Omit<ExportedSession, 'messages'> = {
    version: 1,
    exportedAt,
    exportedBy: { name: 'Skein', version },
    project,
    session,
    usage
  }
  return {
    contentType: 'application/json; charset=utf-8',
    extension: 'json',
    begin: () => `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "messages": [`,
    *page(messages) {
      for (const message of messages) {
        yield `${isFirst ? '' : ','}\n    `
        yield* jsonPieces(message)
        isFirst = false
      }
    },
    end: () => (isFirst ? ']\n}\n' : '\n  ]\n}\n')
  }
}
