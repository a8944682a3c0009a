/**
 * A scripted stand-in for the Messages API on loopback, so that the real CLI can be tested without
 * an account. Plain Node: used by the agent tests in their own process, by Playwright, and by
 * `main.ts` as a process of its own, which is told what to answer through `/fake/*`.
 */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import { controlDoor } from './controlDoor.ts'
import { Gates } from './gates.ts'
import { Reply, errorBody } from './script.ts'
import type { ReplyInput } from './script.ts'
import { actionsOf, bodyOf } from './stream.ts'
import { readBody, sendJson } from './httpBody.ts'

/** One request the agent made, as it came. */
export interface RecordedRequest {
  readonly method: string
  readonly path: string
  /** From `x-claude-code-session-id`. */
  readonly sessionId: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface FakeModel {
  /** For `ANTHROPIC_BASE_URL`. */
  readonly url: string
  /** Adds replies, in order: to one session's requests, or to whichever request comes next. */
  script(replies: readonly ReplyInput[], sessionId?: string): void
  /** Requests for an answer, oldest first. */
  readonly requests: readonly RecordedRequest[]
  /** Scripted replies nobody asked for yet. */
  unused(): number
  open(gate: string): void
  reached(gate: string): Promise<void>
  close(): Promise<void>
}

export interface FakeModelOptions {
  readonly port?: number
  /** What a request gets for which nothing is scripted; a plain sentence unless told otherwise. */
  readonly fallback?: ReplyInput | ((request: RecordedRequest) => ReplyInput)
}

const MessagesBody = z.looseObject({
  model: z.string().default('unknown'),
  stream: z.boolean().default(false)
})

const UNSCRIPTED: ReplyInput = {
  type: 'message',
  steps: [{ type: 'text', text: 'Nothing is scripted for this request.' }]
}

export async function startFakeModel(options: FakeModelOptions = {}): Promise<FakeModel> {
  const gates = new Gates()
  const requests: RecordedRequest[] = []
  const replies: { readonly sessionId: string | null; readonly reply: Reply }[] = []
  const { fallback = UNSCRIPTED } = options
  const unscripted = typeof fallback === 'function' ? fallback : () => fallback

  const script = (added: readonly ReplyInput[], sessionId?: string): void => {
    replies.push(...added.map((input) => ({ sessionId: sessionId ?? null, reply: Reply.parse(input) })))
  }
  const take = (request: RecordedRequest): Reply => {
    const { sessionId } = request
    const own = replies.findIndex((entry) => entry.sessionId !== null && entry.sessionId === sessionId)
    const at = own === -1 ? replies.findIndex((entry) => entry.sessionId === null) : own
    const [entry] = at === -1 ? [] : replies.splice(at, 1)
    return entry?.reply ?? Reply.parse(unscripted(request))
  }
  const control = controlDoor({ script, gates, requests, unused: () => replies.length })

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (path.startsWith('/fake/')) return control(path, request, response)
    const body = await readBody(request)
    if (path.endsWith('/v1/messages/count_tokens')) return sendJson(response, 200, { input_tokens: 1 })
    if (request.method !== 'POST' || !path.endsWith('/v1/messages')) return sendJson(response, 200, {})
    const sessionId = headerOf(request, 'x-claude-code-session-id')
    const recorded = { method: 'POST', path, sessionId, headers: headersOf(request), body }
    requests.push(recorded)
    await sendReply(take(recorded), MessagesBody.parse(body), response, gates)
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) sendJson(response, 400, { error: String(error) })
      else response.destroy()
    })
  })
  const port = await listen(server, options.port ?? 0)
  return {
    url: `http://127.0.0.1:${port}`,
    script,
    requests,
    unused: () => replies.length,
    open: (gate) => gates.open(gate),
    reached: (gate) => gates.reached(gate),
    close: () => closeServer(server)
  }
}

async function sendReply(
  reply: Reply,
  body: z.infer<typeof MessagesBody>,
  response: ServerResponse,
  gates: Gates
): Promise<void> {
  const left = new AbortController()
  response.once('close', () => left.abort())
  switch (reply.type) {
    case 'error':
      return sendJson(response, reply.status, errorBody(reply))
    case 'hang':
      await gates.pass(reply.gate, left.signal)
      response.destroy()
      return
    case 'message':
      break
    default:
      return unreachable(reply)
  }
  if (!body.stream) return sendJson(response, 200, bodyOf(reply, body.model))
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  for (const action of actionsOf(reply, body.model)) {
    if (left.signal.aborted) return
    switch (action.type) {
      case 'event':
        response.write(`event: ${action.name}\ndata: ${JSON.stringify(action.data)}\n\n`)
        break
      case 'gate':
        await gates.pass(action.gate, left.signal)
        break
      case 'cut':
        // What was said so far arrives before the connection is gone.
        await new Promise((resolve) => response.write(': cut\n\n', resolve))
        response.destroy()
        return
      default:
        unreachable(action)
    }
  }
  response.end()
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' ? value : null
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : []
    )
  )
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the fake model has no port')
  return address.port
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
