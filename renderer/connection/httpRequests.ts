/**
 * One request to the session server: its token, how long it may take, who answers, and what a refusal says. Used by
 * `httpClient.ts`, which knows the routes.
 */
import type { z } from 'zod'
import { describeIssues, ErrorBody, Parameters, PARAMETERS_HEADER } from '../../shared/errors.ts'
import { parseJson } from '../../shared/parseJson.ts'
import { inOurWords, ourFailure } from '../strings/sentenceOf.ts'
import { unreachableServer } from './provenServer.ts'
import type { ServerProof } from './provenServer.ts'
import { RequestFailure } from './requestFailure.ts'

export interface HttpRequestsOptions {
  /** `http://127.0.0.1:PORT/` */
  readonly baseUrl: string
  /** Unless `server` has one. */
  readonly token: string
  /** What a page in a browser knows of its server; nothing is sent while that is in doubt. */
  readonly server?: ServerProof | null
  readonly fetch?: typeof fetch
}

export interface RequestOptions {
  readonly signal?: AbortSignal
  /** The page is going away: the request outlives it, if its body is small enough for the browser. */
  readonly leaving?: boolean
}

/** What browsers let outlive a page, with some room for other requests of the same moment. */
const MAX_KEEPALIVE_BYTES = 60_000

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Both reject with `RequestFailure` and with nothing else. */
export interface HttpRequests {
  /** What was answered, as text. */
  ask(method: Method, path: string, body?: object, more?: RequestOptions): Promise<HttpAnswer>
  /** What was answered, if it is what it should be. */
  call<T>(
    schema: z.ZodType<T>,
    method: Method,
    path: string,
    body?: object,
    more?: RequestOptions
  ): Promise<T>
}

interface HttpAnswer {
  readonly response: Response
  readonly text: string
}

export function createHttpRequests(options: HttpRequestsOptions): HttpRequests {
  const send = options.fetch ?? ((input, init) => fetch(input, init))
  const { server = null } = options

  async function ask(
    method: Method,
    path: string,
    body?: object,
    more: RequestOptions = {}
  ): Promise<HttpAnswer> {
    const proof = server?.proven() ?? null
    if (proof !== null) await proof // else the request leaves at once: the page may be on its way out
    const token = server?.token ?? options.token
    const answer = await attempt(token, method, path, body, more)
    if (answer.response.status !== 401 || server === null) return accepted(answer)
    // Skein may have started anew without this page noticing: whoever answers shows who it is, and hands over its token.
    server.doubt()
    await server.proven()
    return accepted(server.token === token ? answer : await attempt(server.token, method, path, body, more))
  }

  async function attempt(
    token: string,
    method: Method,
    path: string,
    body: object | undefined,
    more: RequestOptions
  ): Promise<HttpAnswer> {
    const headers: Record<string, string> = { Authorization: `Bearer ${token}` }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    const limit = AbortSignal.timeout(limitOf(path))
    const request: RequestInit = {
      method,
      headers,
      signal: more.signal === undefined ? limit : AbortSignal.any([limit, more.signal])
    }
    if (body !== undefined) request.body = JSON.stringify(body)
    if (more.leaving === true) request.keepalive = bytesAtMost(request.body) <= MAX_KEEPALIVE_BYTES
    let response: Response
    let text: string
    try {
      response = await send(new URL(path, options.baseUrl).href, request)
      text = await response.text()
    } catch (thrown) {
      const silent = thrown instanceof DOMException && thrown.name === 'TimeoutError'
      if (more.signal?.aborted !== true) server?.doubt()
      throw new RequestFailure(0, silent ? silentServer : unreachableServer, { cause: thrown })
    }
    return { response, text }
  }

  function accepted(answer: HttpAnswer): HttpAnswer {
    if (!answer.response.ok) throw refusalOf(answer.response, parseJson(answer.text))
    return answer
  }

  async function call<T>(
    schema: z.ZodType<T>,
    method: Method,
    path: string,
    body?: object,
    more?: RequestOptions
  ): Promise<T> {
    const { response, text } = await ask(method, path, body, more)
    const parsed = schema.safeParse(parseJson(text))
    if (parsed.success) return parsed.data
    throw new RequestFailure(
      response.status,
      ourFailure('bad_answer', { reason: describeIssues(parsed.error) })
    )
  }

  return { ask, call }
}

const silentServer = ourFailure('timeout')

function bytesAtMost(body: RequestInit['body']): number {
  return typeof body === 'string' ? body.length * 3 : 0
}

/** Milliseconds a request may take: a page of a session takes some, a whole session on its way out may take long. */
function limitOf(path: string): number {
  return path.endsWith('/export') || path.endsWith('/export/preview') ? 10 * 60_000 : 60_000
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return '' // no header of ours
  }
}

function refusalOf({ status, headers }: Response, answer: unknown): RequestFailure {
  const body = ErrorBody.safeParse(answer)
  if (body.success) {
    const parameters = Parameters.safeParse(parseJson(decoded(headers.get(PARAMETERS_HEADER) ?? '')))
    return new RequestFailure(
      status,
      inOurWords(parameters.success ? { ...body.data.error, parameters: parameters.data } : body.data.error)
    )
  }
  return new RequestFailure(status, ourFailure('request_failed', { status }))
}
