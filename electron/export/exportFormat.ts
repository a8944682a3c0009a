/** What every kind of export is made of and made from. The kinds: `markdownExport.ts`, `htmlExport.ts`, `jsonExport.ts`. */
import type { SessionMessage, SessionSummary } from '../../shared/session.ts'
import type { SessionUsage } from '../../shared/usage.ts'

/** About the session as a whole, masked like its messages. */
export interface ExportFacts {
  readonly session: SessionSummary
  readonly project: { readonly name: string; readonly path: string }
  readonly usage: SessionUsage
  /** ISO time. */
  readonly exportedAt: string
  /** Skein's. */
  readonly version: string
}

/** A session as text, piece by piece: one `begin`, a `page` for each page from the oldest on, one `end`. */
export interface SessionExport {
  readonly contentType: string
  /** Without a dot. */
  readonly extension: string
  begin(): string
  /** In pieces, so that others get their turn between them; some are empty. */
  page(messages: readonly SessionMessage[]): Iterable<string>
  end(): string
}
