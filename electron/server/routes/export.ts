/**
 * `POST /api/projects/:projectId/sessions/:sessionId/export`: the session as a document, sent or written to a file.
 * `POST …/export/preview`: what it would be, and what would be masked; nothing is written.
 */
import { realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import { Hono } from 'hono'
import { ExportRequest } from '../../../shared/steering.ts'
import type { ExportPreview, Exported } from '../../../shared/steering.ts'
import type { Clock } from '../../clock.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import type { ExportCircumstances } from '../../session/acts/sessionExport.ts'
import type { LocatedSession } from '../../session/catalog/sessions.ts'
import type { UsageCounts } from '../../session/acts/sessionUsage.ts'
import { locatedIn } from '../locatedIn.ts'
import { bodyOf } from '../request.ts'

export function exportRoutes(
  catalog: SessionCatalog,
  { counts, clock, version }: { counts: UsageCounts; clock: Clock; version: string }
): Hono {
  const routes = new Hono()
  const circumstances = async (
    session: LocatedSession,
    signal: AbortSignal
  ): Promise<ExportCircumstances> => ({
    usage: await counts.of(session),
    exportedAt: clock.now(),
    version,
    homes: await homes(),
    signal
  })
  routes.post('/:sessionId/export', async (context) => {
    const session = locatedIn(context, catalog)
    const wish = await bodyOf(context, ExportRequest)
    // Loaded with the first export: a start does without.
    const [{ exportSession }, { attachmentHeader }] = await Promise.all([
      import('../../session/acts/sessionExport.ts'),
      import('../../export/exportFileName.ts')
    ])
    const { fileName, contentType, pieces, masked } = exportSession(
      session,
      wish,
      await circumstances(session, context.req.raw.signal)
    )
    if (wish.path !== undefined) {
      const { writeExport } = await import('../../export/writeExport.ts')
      const bytes = await writeExport(wish.path, pieces)
      const exported: Exported = { path: wish.path, bytes }
      return context.json(wish.maskSecrets ? { ...exported, masked: masked() } : exported)
    }
    return context.body(await streamOf(pieces), 200, {
      'Content-Type': contentType,
      'Content-Disposition': attachmentHeader(fileName),
      // Should a browser show it after all: as a document of nobody's, without scripts.
      'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    })
  })
  routes.post('/:sessionId/export/preview', async (context) => {
    const session = locatedIn(context, catalog)
    const wish = await bodyOf(context, ExportRequest)
    const [{ exportSession }, { previewOfExport }] = await Promise.all([
      import('../../session/acts/sessionExport.ts'),
      import('../../export/exportPreview.ts')
    ])
    // A page for browsers is no pleasure to read as it is written: its words are shown as Markdown has them.
    const format = wish.format === 'html' ? 'markdown' : wish.format
    const { pieces, masked } = exportSession(
      session,
      { ...wish, format },
      await circumstances(session, context.req.raw.signal)
    )
    const text = await previewOfExport(pieces)
    return context.json({ ...text, masked: masked() } satisfies ExportPreview)
  })
  return routes
}

/** Begins to read at once, so that what cannot be read is refused and not sent in part. */
async function streamOf(pieces: AsyncIterable<string>): Promise<ReadableStream<Uint8Array>> {
  const iterator = pieces[Symbol.asyncIterator]()
  let next = await iterator.next()
  return new ReadableStream({
    async pull(controller) {
      if (next.done === true) {
        controller.close()
        return
      }
      controller.enqueue(Buffer.from(next.value))
      next = await iterator.next()
    },
    async cancel() {
      await iterator.return?.()
    }
  })
}

async function homes(): Promise<string[]> {
  const home = homedir()
  try {
    return [home, await realpath(home)]
  } catch {
    return [home] // A home that is not there has one name.
  }
}
