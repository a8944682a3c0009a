/**
 * The session server: HTTP and WebSocket on one loopback port. Knows nothing of Electron; `main.ts`
 * and `headless.ts` both call it, so what runs in a window is what runs in a browser and in the tests.
 */
import { randomBytes } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import type { Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { codeOf, messageOf } from '../../shared/errors.ts'
import type { AgentId } from '../../shared/ids.ts'
import type { NoticeFrame } from '../../shared/protocol.ts'
import { ourFailure } from '../ourFailure.ts'
import type { Agent } from '../agent/port.ts'
import type { Environment } from '../agent/processLoginShell.ts'
import type { Clock } from '../clock.ts'
import { lateDoctor } from '../doctor/lateDoctor.ts'
import { startDetached } from '../files/processOpen.ts'
import { ProjectFiles } from '../files/projectFiles.ts'
import type { Log } from '../log.ts'
import { SessionCatalog } from '../session/catalog/catalog.ts'
import { createGuard } from './guard.ts'
import { HalfOpen } from './halfOpen.ts'
import { createHttp } from './http.ts'
import { NoticesDoor } from './noticesDoor.ts'
import { createPageKeys } from './pageKeys.ts'
import { SessionDoor } from './sessionDoor.ts'
import { createDesktopPort } from './desktopPort.ts'
import type { DesktopPort } from './desktopPort.ts'
import { openSockets } from './sockets.ts'
import type { Sockets } from './sockets.ts'
import { sparingly } from './sparingly.ts'
import { Tokens } from './tokens.ts'

const host = '127.0.0.1'
/** Connections at a time on which nobody has shown a token. A browser opens six, and a page is read in a moment. */
const mostUnknownConnections = 128
/** Milliseconds in which a request has to say what it wants, and to be here whole; then its connection ends. */
const patience = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 }

export interface ServerOptions {
  /** 0 takes any free port. */
  readonly port: number
  /** Tried in order, and told of, when another program uses that one; without them it rejects (`EADDRINUSE`). */
  readonly otherPorts?: readonly number[]
  /** A token that is good from the start, as browser mode needs it; windows are issued theirs by `desktop`. */
  readonly token?: string
  /** What the keys of browser mode's pages follow from (32 bytes); without it they end with this server. */
  readonly pageKeySecret?: Buffer
  /** Everything Skein keeps: database, our transcripts, journals. Created when missing. */
  readonly dataDir: string
  readonly agents: readonly Agent[]
  /** For new sessions; overrides the person's setting. */
  readonly defaultAgent?: AgentId
  readonly log: Log
  readonly clock: Clock
  /** The built page (`out/renderer`). */
  readonly pageDir: string
  readonly version: string
  /** Origin of the development server, when there is one. */
  readonly devOrigin?: string
  /** What the login shell knows, for the doctor; nothing unless told otherwise. */
  readonly loginShell?: () => Promise<Environment>
  /** Why the log is not written to its files, null when it is. */
  readonly logTrouble?: () => string | null
  /** The program of the worker of history; absent: sessions nobody began here are not looked for. */
  readonly historyWorker?: URL
  /** Starts an editor; a test gives its own. */
  readonly startProgram?: (program: string, args: readonly string[]) => Promise<void>
}

export interface SkeinServer {
  readonly url: string
  readonly port: number
  readonly desktop: DesktopPort
  runningTurns(): number
  /** Interrupts and settles running turns, flushes journals, ends sockets and agents. Idempotent. */
  close(): Promise<void>
}

export async function createServer(options: ServerOptions): Promise<SkeinServer> {
  const { token, log, clock } = options
  const listeners = new Set<(notice: NoticeFrame) => void>()
  let sockets: Sockets | null = null
  const catalog = new SessionCatalog({
    dataDir: options.dataDir,
    agents: options.agents,
    ...(options.defaultAgent === undefined ? null : { defaultAgent: options.defaultAgent }),
    version: options.version,
    ...(options.historyWorker === undefined ? null : { historyWorker: options.historyWorker }),
    log,
    clock,
    notify: (frame) => {
      for (const listener of listeners) listener(frame)
    }
  })
  const notices = new NoticesDoor(catalog, clock)
  listeners.add((frame) => notices.notify(frame))
  await catalog.start()

  let port = options.port
  const tokens = new Tokens({
    ...(token === undefined ? null : { fixed: token }),
    onRevoke: (revoked) => sockets?.end(revoked)
  })
  const guard = createGuard({
    tokens,
    port: () => port,
    ...(options.devOrigin === undefined ? null : { devOrigin: options.devOrigin })
  })
  const files = new ProjectFiles({ clock, log })
  const doctor = lateDoctor({
    dataDir: options.dataDir,
    agents: options.agents,
    env: process.env,
    loginShell: options.loginShell ?? (() => Promise.resolve({})),
    platform: process.platform,
    clock,
    port: () => port,
    ...(options.historyWorker === undefined ? null : { passedOver: () => catalog.passedOver() }),
    problems: () => catalog.problems(),
    tryDatabase: () => void catalog.settings(),
    logTrouble: options.logTrouble ?? (() => null)
  })
  const pageKeys =
    token === undefined
      ? null
      : createPageKeys({
          secret: options.pageKeySecret ?? randomBytes(32),
          token,
          port: () => port,
          ...(options.devOrigin === undefined ? null : { devOrigin: options.devOrigin })
        })
  const http = createHttp({
    guard,
    pageKeys,
    catalog,
    files,
    doctor,
    dataDir: options.dataDir,
    startProgram: options.startProgram ?? startDetached,
    log,
    clock,
    port: () => port,
    pageDir: options.pageDir,
    version: options.version
  })
  const sayUnanswered = sparingly(clock, (times, error) =>
    log.error({ error: messageOf(error), times }, 'a request could not be answered')
  )
  const answer = getRequestListener(http.fetch, { hostname: host })
  const connections = new HalfOpen(mostUnknownConnections)
  const known = new WeakMap<object, () => void>()
  const server = createHttpServer(patience, (request, response) => {
    if (guard.admitsBearer(request.headers.authorization)) known.get(request.socket)?.()
    answer(request, response).catch((error: unknown) => {
      sayUnanswered(error)
      response.destroy()
    })
  })
  server.on('connection', (socket) => {
    const leave = connections.add(() => socket.destroy())
    known.set(socket, leave)
    socket.once('close', leave)
  })
  try {
    port = await listenOnFirst(server, [options.port, ...(options.otherPorts ?? [])])
  } catch (error) {
    await catalog.close()
    throw error
  }
  if (options.port !== 0 && port !== options.port) {
    catalog.tell(ourFailure('port_taken', { taken: options.port, port }))
  }
  const opened = openSockets({
    server,
    guard,
    doors: [new SessionDoor({ catalog, clock, log }), notices],
    clock,
    log,
    onKnown: (stream) => known.get(stream)?.()
  })
  sockets = opened
  log.info({ port }, 'serving')
  catalog.startHistory()

  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    await catalog.close()
    await files.close()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await opened.close()
    await closed
  }
  return {
    url: `http://${host}:${port}/`,
    port,
    desktop: createDesktopPort({ catalog, tokens, listeners }),
    runningTurns: () => catalog.runningTurns(),
    close: () => {
      closing ??= close()
      return closing
    }
  }
}

/** The first of these that is free. Rejects as the last one did. */
async function listenOnFirst(server: Server, ports: readonly number[]): Promise<number> {
  const [port = 0, ...others] = ports
  try {
    return await listen(server, port)
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE' || others.length === 0) throw error
    return listenOnFirst(server, others)
  }
}

/** Resolves with the port that was taken. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error): void => reject(error)
    server.once('error', onError)
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', onError)
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(address.port)
      else reject(new Error('the server has no port'))
    })
  })
}
