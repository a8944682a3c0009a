/** `POST /api/projects/:projectId/sessions/:sessionId/export`: the session as a document, sent or written to a file. */
import { realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import { Hono } from 'hono'
import { ExportRequest } from '../../../shared/steering.ts'
import type { Clock } from '../../clock.ts'
import type { SessionCatalog } from '../../session/catalog.ts'
import type { UsageCounts } from '../../session/sessionUsage.ts'
import { locatedIn } from '../locatedIn.ts'
import { bodyOf } from '../request.ts'

export function exportRoutes(
  catalog: SessionCatalog,
  { counts, clock, version }: { counts: UsageCounts; clock: Clock; version: string }
): Hono {
  const routes = new Hono()
  routes.post('/:sessionId/export', async (context) => {
    const session = locatedIn(context, catalog)
    const wish = await bodyOf(context, ExportRequest)
    // Loaded with the first export: a start does without.
    const [{ exportSession }, { attachmentHeader }] = await Promise.all([
      import('../../session/sessionExport.ts'),
      import('../../export/exportFileName.ts')
    ])
    const { fileName, contentType, pieces } = exportSession(session, wish, {
      usage: await counts.of(session),
      exportedAt: clock.now(),
      version,
      homes: await homes(),
      signal: context.req.raw.signal
    })
    if (wish.path !== undefined) {
      const { writeExport } = await import('../../export/writeExport.ts')
      return context.json({ path: wish.path, bytes: await writeExport(wish.path, pieces) })
    }
    return context.body(await streamOf(pieces), 200, {
      'Content-Type': contentType,
      'Content-Disposition': attachmentHeader(fileName),
      // Should a browser show it after all: as a document of nobody's, without scripts.
      'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    })
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
