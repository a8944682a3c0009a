/** A server of updates on loopback, as electron-updater's generic provider reads one. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'

export interface UpdateFeed {
  readonly url: string
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[]
  close(): void
}

export interface FeedContent {
  readonly version: string
  readonly file: string
  /** Base64 of what the file is said to hash to; left out: what it does. */
  readonly sha512?: string
  readonly notes?: string
  /** Without one only the stable channel has anything. */
  readonly channel?: 'latest' | 'beta'
}

export async function serveUpdates(content: FeedContent): Promise<UpdateFeed> {
  const { version, file, notes = '', channel = 'latest' } = content
  const sha512 = content.sha512 ?? createHash('sha512').update(file).digest('base64')
  const name = `Skein-${version}.AppImage`
  const metadata = JSON.stringify({
    version,
    files: [{ url: name, sha512, size: Buffer.byteLength(file) }],
    path: name,
    sha512,
    releaseDate: '2026-11-23T00:00:00.000Z',
    releaseNotes: notes
  })
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    asked.push(path)
    if (path === `/${channel}-linux.yml`)
      response.end(metadata) // JSON is YAML
    else if (path === `/${name}`) response.end(file)
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the feed has no port')
  return { url: `http://127.0.0.1:${address.port}/`, asked, close: () => void server.close() }
}
