/**
 * `npm run bench -- follow [--sessions N]`: fifty sessions that run in terminals, open here and watched. From a record
 * appended to a transcript to its event on the socket, beside a bare watch that reads what was appended and sends it over a
 * bare socket; and the processor time of the server while nothing happens, beside the same without anybody to follow.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  watch,
  writeFileSync
} from 'node:fs'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { SocketClient } from '../contract/socketClient.ts'
import { sizeFrom, writeHistorySample } from './historySample.ts'
import type { HistorySample, SampleFile } from './historySample.ts'
import { startHistoryServer } from './historyServer.ts'
import type { HistoryServer } from './historyServer.ts'
import { atMost, median, rounded, seededRandom } from './measure.ts'
import type { Goal } from './measure.ts'

const FOLLOWED = 50
const APPENDS = 200
/** Between two appends: several terminals write, each now and then. */
const BETWEEN_MS = 25
const IDLE_MS = 10_000
const PATIENCE_MS = 20_000

export interface FollowReport {
  readonly name: 'follow'
  readonly ok: boolean
  /** From append to event, milliseconds: median and 99th percentile. */
  readonly skeinMs: readonly [number, number]
  readonly bareMs: readonly [number, number]
  /** Of one second, milliseconds. */
  readonly idleCpuMs: { readonly following: number; readonly not: number }
  readonly goals: Record<string, Goal>
}

export async function run(options: readonly string[] = []): Promise<FollowReport> {
  const size = sizeFrom(options.length > 0 ? options : ['--sessions', '200'])
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-bench-follow-')))
  const holders: ChildProcess[] = []
  try {
    const sample = await writeHistorySample(folder, size)
    const sessions = sample.sessions.slice(-FOLLOWED)
    const server = await startHistoryServer(sample.home, join(folder, 'data'))
    const clients: SocketClient[] = []
    try {
      await server.takenIn(sample.sessions.length)
      for (const { sessionId } of sessions) {
        clients.push(
          await new SocketClient(server.url, '/ws/session', {}, PATIENCE_MS).enter(server.token, sessionId)
        )
      }
      await atRest(server)
      const not = await idleCpu(server)
      hold(sample, sessions, holders)
      await Promise.all(sessions.map((session, at) => untilFollowed(session, clients[at])))
      await atRest(server)
      const following = await idleCpu(server)
      const skein = await appended(sessions, (at, uuid) => eventOf(clients[at], uuid))
      const bare = await bareAppended(sessions)
      const [skeinMs, bareMs] = [figures(skein), figures(bare)]
      const goals = {
        'append to event, 99th percentile': atMost(10, skeinMs[1], ' ms'),
        'append to event, median, to a bare watch and socket': atMost(10, skeinMs[0] / bareMs[0], 'x'),
        'idle processor time, following to not following': atMost(1.1, following / not, 'x')
      }
      return {
        name: 'follow',
        ok: Object.values(goals).every(({ ok }) => ok),
        skeinMs,
        bareMs,
        idleCpuMs: { following: rounded(following), not: rounded(not) },
        goals
      }
    } finally {
      for (const client of clients) client.drop()
      await server.close()
    }
  } finally {
    for (const holder of holders) holder.kill()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Says in Claude Code's registry that each session runs in a terminal: in a process that only waits. */
function hold(sample: HistorySample, sessions: readonly SampleFile[], holders: ChildProcess[]): void {
  const registry = join(sample.claude, 'sessions')
  mkdirSync(registry, { recursive: true })
  for (const { sessionId, cwd } of sessions) {
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1 << 30)'], { stdio: 'ignore' })
    holders.push(holder)
    const { pid } = holder
    const running = {
      pid,
      sessionId,
      cwd,
      kind: 'interactive',
      entrypoint: 'cli',
      status: 'idle',
      updatedAt: 0
    }
    writeFileSync(join(registry, `${pid}.json`), JSON.stringify(running))
  }
}

/** Something is appended until it comes: whether anybody follows is not told otherwise. */
async function untilFollowed({ file }: SampleFile, client: SocketClient | undefined): Promise<void> {
  const begin = performance.now()
  while (performance.now() - begin < PATIENCE_MS) {
    const uuid = append(file)
    const came = await Promise.race([eventOf(client, uuid).then(() => true), setTimeout(3_000, false)])
    if (came) return
  }
  throw new Error(`${file} is not followed`)
}

async function appended(
  sessions: readonly SampleFile[],
  arrival: (at: number, uuid: string) => Promise<unknown>
): Promise<number[]> {
  const random = seededRandom(11)
  const times: number[] = []
  for (let time = 0; time < APPENDS; time += 1) {
    const at = Math.floor(random() * sessions.length)
    const begin = performance.now()
    const uuid = append(sessions[at]?.file ?? '')
    await arrival(at, uuid)
    times.push(performance.now() - begin)
    await setTimeout(BETWEEN_MS)
  }
  return times
}

/** What a person says next. Its id. */
function append(file: string): string {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const record = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(lines.findLast((line) => line.startsWith('{"parentUuid":')) ?? ''))
  const uuid = randomUUID()
  const { sessionId, cwd } = record
  const said = {
    parentUuid: record['uuid'],
    isSidechain: false,
    type: 'user',
    message: { role: 'user', content: `Go on, ${uuid}` },
    uuid,
    timestamp: new Date().toISOString(),
    userType: 'external',
    entrypoint: 'cli',
    cwd,
    sessionId,
    version: '2.1.330',
    gitBranch: 'main'
  }
  appendFileSync(file, `${JSON.stringify(said)}\n`)
  return uuid
}

async function eventOf(client: SocketClient | undefined, uuid: string): Promise<void> {
  await client?.nextEvent('message_added', ({ message }) => JSON.stringify(message).includes(uuid))
}

/** The limit: who watches the folders, reads what was appended, and sends it as it is. */
async function bareAppended(sessions: readonly SampleFile[]): Promise<number[]> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const client = new WebSocket(`ws://127.0.0.1:${port}/`)
  await new Promise((resolve) => client.once('open', resolve))
  const read = new Map(sessions.map(({ file }) => [file, readFileSync(file).length]))
  const watchers = [...new Set(sessions.map(({ file }) => dirname(file)))].map((folder) =>
    watch(folder, (_event, name) => {
      const file = join(folder, name ?? '')
      const from = read.get(file)
      if (from === undefined || !basename(file).endsWith('.jsonl')) return
      const descriptor = openSync(file, 'r')
      const { size } = fstatSync(descriptor)
      const bytes = Buffer.alloc(size - from)
      readSync(descriptor, bytes, 0, bytes.length, from)
      closeSync(descriptor)
      read.set(file, size)
      if (bytes.length > 0) for (const socket of server.clients) socket.send(bytes.toString('utf8'))
    })
  )
  try {
    return await appended(sessions, (_at, uuid) => {
      return new Promise<void>((resolve) => {
        const hear = (data: unknown): void => {
          if (!String(data).includes(uuid)) return
          client.off('message', hear)
          resolve()
        }
        client.on('message', hear)
      })
    })
  } finally {
    for (const watcher of watchers) watcher.close()
    client.terminate()
    server.close()
  }
}

/** Until it has used nearly nothing for a while. */
async function atRest(server: HistoryServer): Promise<void> {
  for (let count = 0; count < 60; count += 1) {
    const before = server.cpuMs()
    await setTimeout(2_000)
    if (server.cpuMs() - before < 100) return
  }
}

/** Milliseconds of processor time in a second. */
async function idleCpu(server: HistoryServer): Promise<number> {
  const before = server.cpuMs()
  await setTimeout(IDLE_MS)
  return ((server.cpuMs() - before) / IDLE_MS) * 1000
}

function figures(times: readonly number[]): readonly [number, number] {
  const sorted = times.toSorted((a, b) => a - b)
  return [rounded(median(times)), rounded(sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN)]
}
