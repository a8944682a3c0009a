/** Typed calls for every route of the session server. The stores call it; components never do. */
import { z } from 'zod'
import { describeIssues, ErrorBody } from '../../shared/errors.ts'
import { AgentList, MessagePage, ProjectList, SessionList, Settings, Status } from '../../shared/protocol.ts'
import type {
  AgentInfo,
  ChangeProject,
  ChangeSession,
  ChangeSettings,
  CreateSession
} from '../../shared/protocol.ts'
import { Project, SessionSummary, ToolResultBlock } from '../../shared/session.ts'
import { RequestFailure } from './requestFailure.ts'

export interface PageRequest {
  /** 1 to 200; the server's own is 50. */
  readonly limit?: number
  readonly before?: string
}

/** Every call rejects with `RequestFailure` and with nothing else. */
export interface HttpClient {
  listProjects(): Promise<readonly Project[]>
  createProject(path: string): Promise<Project>
  changeProject(projectId: string, changes: z.input<typeof ChangeProject>): Promise<Project>
  deleteProject(projectId: string): Promise<void>
  listSessions(projectId: string, page?: PageRequest): Promise<z.infer<typeof SessionList>>
  createSession(projectId: string, session: z.input<typeof CreateSession>): Promise<SessionSummary>
  readSession(projectId: string, sessionId: string): Promise<SessionSummary>
  readMessages(projectId: string, sessionId: string, page?: PageRequest): Promise<MessagePage>
  /** The whole block of which the transcript holds the beginning. */
  readToolResult(projectId: string, sessionId: string, toolUseId: string): Promise<ToolResultBlock>
  changeSession(
    projectId: string,
    sessionId: string,
    changes: z.input<typeof ChangeSession>
  ): Promise<SessionSummary>
  deleteSession(projectId: string, sessionId: string): Promise<void>
  listAgents(): Promise<readonly AgentInfo[]>
  readSettings(): Promise<Settings>
  changeSettings(changes: z.input<typeof ChangeSettings>): Promise<Settings>
  readStatus(): Promise<Status>
}

export interface HttpClientOptions {
  /** `http://127.0.0.1:PORT/` */
  readonly baseUrl: string
  readonly token: string
  readonly fetch?: typeof fetch
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const send = options.fetch ?? ((input, init) => fetch(input, init))

  async function call<T>(schema: z.ZodType<T>, method: Method, path: string, body?: object): Promise<T> {
    const headers: Record<string, string> = { Authorization: `Bearer ${options.token}` }
    if (body !== undefined) headers['Content-Type'] = 'application/json'
    const request: RequestInit = { method, headers }
    if (body !== undefined) request.body = JSON.stringify(body)
    let response: Response
    let text: string
    try {
      response = await send(new URL(path, options.baseUrl).href, request)
      text = await response.text()
    } catch (thrown) {
      throw new RequestFailure(0, unreachableServer, { cause: thrown })
    }
    const answer = readJson(text)
    if (!response.ok) throw refusalOf(response.status, answer)
    const parsed = schema.safeParse(answer)
    if (parsed.success) return parsed.data
    const message = `The server's answer was not understood (${describeIssues(parsed.error)}). Reload the page.`
    throw new RequestFailure(response.status, { code: 'bad_answer', message })
  }

  return {
    listProjects: async () => (await call(ProjectList, 'GET', '/api/projects')).projects,
    createProject: (path) => call(Project, 'POST', '/api/projects', { path }),
    changeProject: (projectId, changes) => call(Project, 'PATCH', projectPath(projectId), changes),
    deleteProject: async (projectId) => {
      await call(z.unknown(), 'DELETE', projectPath(projectId))
    },
    listSessions: (projectId, page) => call(SessionList, 'GET', `${sessionsPath(projectId)}${queryOf(page)}`),
    createSession: (projectId, session) => call(SessionSummary, 'POST', sessionsPath(projectId), session),
    readSession: (projectId, sessionId) => call(SessionSummary, 'GET', sessionPath(projectId, sessionId)),
    readMessages: (projectId, sessionId, page) =>
      call(MessagePage, 'GET', `${sessionPath(projectId, sessionId)}/messages${queryOf(page)}`),
    readToolResult: (projectId, sessionId, toolUseId) =>
      call(
        ToolResultBlock,
        'GET',
        `${sessionPath(projectId, sessionId)}/tool-results/${encodeURIComponent(toolUseId)}`
      ),
    changeSession: (projectId, sessionId, changes) =>
      call(SessionSummary, 'PATCH', sessionPath(projectId, sessionId), changes),
    deleteSession: async (projectId, sessionId) => {
      await call(z.unknown(), 'DELETE', sessionPath(projectId, sessionId))
    },
    listAgents: async () => (await call(AgentList, 'GET', '/api/agents')).agents,
    readSettings: () => call(Settings, 'GET', '/api/settings'),
    changeSettings: (changes) => call(Settings, 'PATCH', '/api/settings', changes),
    readStatus: () => call(Status, 'GET', '/api/status')
  }
}

const unreachableServer = {
  code: 'unreachable',
  message: 'Skein could not be reached. It may have been closed; start it again, then try once more.'
}

function projectPath(projectId: string): string {
  return `/api/projects/${encodeURIComponent(projectId)}`
}

function sessionsPath(projectId: string): string {
  return `${projectPath(projectId)}/sessions`
}

function sessionPath(projectId: string, sessionId: string): string {
  return `${sessionsPath(projectId)}/${encodeURIComponent(sessionId)}`
}

function queryOf(page: PageRequest = {}): string {
  const query = new URLSearchParams()
  if (page.limit !== undefined) query.set('limit', String(page.limit))
  if (page.before !== undefined) query.set('before', page.before)
  return query.size === 0 ? '' : `?${query.toString()}`
}

/** The body as JSON; undefined for an empty body and for text that is none. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the schema, or the status, says what is wrong.
    return undefined
  }
}

function refusalOf(status: number, answer: unknown): RequestFailure {
  const body = ErrorBody.safeParse(answer)
  if (body.success) return new RequestFailure(status, body.data.error)
  return new RequestFailure(status, {
    code: 'request_failed',
    message: `The server refused this (HTTP ${status}). Try again.`
  })
}
