/**
 * One side of the `stream` benchmark, as a process: `skein` and `bare` serve, `read` and `readBare` are
 * the client. Prints one line of JSON. A server answers the line it is sent on standard input.
 */
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { WebSocket, WebSocketServer } from 'ws'
import { Project } from '../../shared/session.ts'
import { ServerFrame } from '../../shared/protocol.ts'
import { systemClock } from '../../electron/clock.ts'
import { silentLog } from '../../electron/log.ts'
import { createServer } from '../../electron/server/createServer.ts'
import { beginAnswer, createScriptedAgent } from '../contract/scriptedAgent.ts'
import type { ScriptedRun } from '../contract/scriptedAgent.ts'
import { Replica } from '../contract/replica.ts'

const [role = '', url = '', ...rest] = process.argv.slice(2)
const token = 'benchmark'
/** Deltas handed over before the loop turns, as a burst of the model's stream does. */
const burst = 32

/** 200 bytes with one character that is not ASCII, the moment it was made at its head (nanoseconds). */
function delta(): string {
  return `${process.hrtime.bigint()} `.padEnd(198, 'x') + 'é'
}

function print(report: object): void {
  process.stdout.write(`${JSON.stringify(report)}\n`)
}

async function flood(run: ScriptedRun, count: number, messages: readonly string[]): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) {
    const messageId = messages[sent % messages.length] ?? ''
    run.emit({ type: 'stream_output', messageId, index: 0, append: delta() })
    if (sent % burst === burst - 1) await nextTurn()
  }
  run.emit({ type: 'turn_ended', outcome: 'done' })
}

/** One delta each millisecond, caught up after a late timer as a network does. */
async function pace(run: ScriptedRun, count: number, messageId: string): Promise<void> {
  const start = performance.now()
  for (let sent = 0; sent < count;) {
    while (sent < count && performance.now() - start >= sent) {
      run.emit({ type: 'stream_output', messageId, index: 0, append: delta() })
      sent += 1
    }
    await nextTurn()
  }
  run.emit({ type: 'turn_ended', outcome: 'done' })
}

/** Watches what waits in any socket of this process. */
function watchBuffers(): { peak: number } {
  const watched = { peak: 0 }
  const send = WebSocket.prototype.send
  Reflect.set(WebSocket.prototype, 'send', function (this: WebSocket, ...args: unknown[]) {
    Reflect.apply(send, this, args)
    watched.peak = Math.max(watched.peak, this.bufferedAmount)
  })
  return watched
}

async function serveSkein(): Promise<void> {
  const folder = await mkdtemp(join(url, 'server-'))
  const buffers = watchBuffers()
  const agent = createScriptedAgent()
  agent.onPrompt = (run, prompt) => {
    const [how = '', count = ''] = prompt.text.split(' ')
    const ids = how === 'two' ? ['one', 'two'] : ['one']
    for (const id of ids) {
      beginAnswer(run, id)
    }
    if (how === 'paced')
      void pace(run, Number(count), 'one') // Its end is told by `turn_ended`.
    else void flood(run, Number(count), ids)
  }
  const server = await createServer({
    port: 0,
    token,
    dataDir: join(folder, 'data'),
    agents: [agent],
    defaultAgent: 'guide',
    log: silentLog,
    clock: systemClock,
    pageDir: folder,
    version: '0.0.0-benchmark'
  })
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const post = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(new URL(path, server.url), {
      method: 'POST',
      headers,
      body: JSON.stringify(body)
    })
    const value: unknown = await response.json()
    return value
  }
  const project = Project.parse(await post('api/projects', { path: folder }))
  const sessionId = crypto.randomUUID()
  await post(`api/projects/${project.id}/sessions`, { sessionId })
  const rssBefore = process.memoryUsage().rss
  print({ url: server.url, sessionId })
  for await (const line of createInterface({ input: process.stdin })) {
    if (line !== 'report') continue
    print({ peakBuffered: buffers.peak, addedMb: (process.memoryUsage().rss - rssBefore) / 1024 / 1024 })
    break
  }
  await server.close()
  process.exit(0)
}

/** The same number of frames of the same size, as plain text: what cannot be beaten frame by frame. */
async function serveBare(count: number): Promise<void> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  print({ url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/` })
  server.on('connection', (socket) => {
    // The client counts; nobody waits.
    socket.once('message', (data) => {
      void (Buffer.isBuffer(data) && data.toString('latin1') === 'paced'
        ? sendPaced(socket, count)
        : sendAll(socket, count))
    })
  })
  process.stdin.once('data', () => process.exit(0))
}

const envelope =
  '{"type":"event","epoch":"6f0c8f0e-3d5a-4c7e-9d0b-1f1f1f1f1f1f","seq":10000,"event":{"type":"stream_output","messageId":"one","index":0,"append":""}}'

/** As `pace`, without anything in between. */
async function sendPaced(socket: WebSocket, count: number): Promise<void> {
  const start = performance.now()
  for (let sent = 0; sent < count;) {
    while (sent < count && performance.now() - start >= sent) {
      socket.send(`${delta()}${envelope}`)
      sent += 1
    }
    await nextTurn()
  }
}

async function sendAll(socket: WebSocket, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) {
    socket.send(envelope + delta())
    if (sent % burst === burst - 1) await nextTurn()
  }
}

function open(path: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { perMessageDeflate: false })
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.once('error', reject)
  })
}

async function readBare(count: number, how: string): Promise<void> {
  const socket = await open('')
  const latencies: number[] = []
  let seen = 0
  let start = 0
  await new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      if (seen === 0) start = performance.now()
      seen += 1
      if (how === 'paced' && Buffer.isBuffer(data)) {
        const now = process.hrtime.bigint()
        latencies.push(Number(now - BigInt(data.toString('latin1', 0, data.indexOf(' ')))) / 1e6)
      }
      if (seen === count) resolve()
    })
    socket.send(how)
  })
  print({
    ms: performance.now() - start,
    frames: seen,
    p50: part(latencies, 0.5),
    p99: part(latencies, 0.99)
  })
  socket.terminate()
}

function part(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** A client as a window is: parses, validates and folds every frame. */
async function read(sessionId: string, prompt: string): Promise<void> {
  const socket = await open('ws/session')
  const replica = new Replica()
  const latencies: number[] = []
  let frames = 0
  let start = 0
  await new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const now = process.hrtime.bigint()
      const frame = ServerFrame.parse(JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : ''))
      replica.take(frame)
      if (frame.type === 'snapshot') {
        socket.send(
          JSON.stringify({ type: 'send_message', id: crypto.randomUUID(), text: prompt, config: {} })
        )
        return
      }
      if (frame.type !== 'event') return
      if (frame.event.type === 'stream_output' && 'append' in frame.event) {
        if (frames === 0) start = performance.now()
        frames += 1
        latencies.push(
          Number(now - BigInt(frame.event.append.slice(0, frame.event.append.indexOf(' ')))) / 1e6
        )
      }
      if (frame.event.type === 'message_complete') resolve()
    })
    socket.send(JSON.stringify({ type: 'authenticate', token, sessionId }))
  })
  const ms = performance.now() - start
  print({ ms, frames, p50: part(latencies, 0.5), p99: part(latencies, 0.99) })
  socket.terminate()
}

/** Connects, takes the snapshot, and reads nothing more until standard input ends. */
async function stall(sessionId: string): Promise<void> {
  const socket = await open('ws/session')
  socket.once('message', () => {
    socket.pause()
    print({ stalled: true })
  })
  socket.send(JSON.stringify({ type: 'authenticate', token, sessionId }))
  process.stdin.once('data', () => process.exit(0))
}

switch (role) {
  case 'skein':
    await serveSkein()
    break
  case 'bare':
    await serveBare(Number(url))
    break
  case 'read':
    await read(rest[0] ?? '', rest.slice(1).join(' '))
    break
  case 'readBare':
    await readBare(Number(rest[0]), rest[1] ?? 'go')
    break
  case 'stall':
    await stall(rest[0] ?? '')
    break
  default:
    throw new Error(`no such side: ${role}`)
}
