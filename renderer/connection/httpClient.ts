/** Typed calls for every route of the session server; `httpRequests.ts` sends them. The stores call it; components never do. */
import { z } from 'zod'
import { Diagnostics, DoctorReport } from '../../shared/doctor.ts'
import type { OwnFolder, SaveDiagnostics } from '../../shared/doctor.ts'
import { FileMatches, MissingPaths } from '../../shared/files.ts'
import type { OpenFile } from '../../shared/files.ts'
import { FindResult } from '../../shared/find.ts'
import { Page } from '../../shared/page.ts'
import {
  AgentList,
  AllSessions,
  MessagePage,
  ProjectList,
  RuleList,
  SessionList,
  Status
} from '../../shared/protocol.ts'
import type { AgentInfo, ChangeProject, ChangeSession, CreateSession } from '../../shared/protocol.ts'
import { SearchResult } from '../../shared/search.ts'
import type { SearchWish } from '../../shared/search.ts'
import { Project, SessionSummary, ToolResultBlock } from '../../shared/session.ts'
import type { PermissionRule, SessionOrigin } from '../../shared/session.ts'
import { Settings } from '../../shared/settings.ts'
import type { ChangeSettings } from '../../shared/settings.ts'
import {
  AgentOffer,
  Branches,
  Deletion,
  Draft,
  ExportPreview,
  Exported,
  TakenOver
} from '../../shared/steering.ts'
import type { ExportRequest, Fork, Rewind, TakeOver } from '../../shared/steering.ts'
import { ResumeSummary, SessionResume } from '../../shared/resume.ts'
import { UsageAnswer } from '../../shared/historyUsage.ts'
import type { UsageWish } from '../../shared/historyUsage.ts'
import { SessionUsage } from '../../shared/usage.ts'
import { KeptSession, RestoredSession, RetentionChange, VaultState, Verified } from '../../shared/vault.ts'
import type { ChangeVault, LengthenRetention } from '../../shared/vault.ts'
import type { LanguageCode } from '../../shared/words/languages.ts'
import { agentInOurWords, offerInOurWords } from '../strings/agentWords.ts'
import { createHttpRequests } from './httpRequests.ts'
import type { HttpRequestsOptions, RequestOptions } from './httpRequests.ts'

export interface PageRequest {
  /** 1 to 200; the server's own is 50. */
  readonly limit?: number
  readonly before?: string
  /** Of sessions: the archived ones instead of the others. */
  readonly archived?: boolean
}

interface SessionListRequest extends PageRequest {
  readonly archived?: boolean
}

export interface SessionSearch extends Pick<PageRequest, 'limit' | 'before'> {
  readonly query: string
}

/** Which sessions of all projects; what is absent does not matter. */
export interface AllSessionsRequest extends Pick<PageRequest, 'limit' | 'before'> {
  readonly projectId?: string
  readonly origin?: SessionOrigin
  /** True: those another program has now. */
  readonly held?: boolean
  readonly archived?: boolean
  /** True: those a person wants at hand. */
  readonly pinned?: boolean
}

/** Every call rejects with `RequestFailure` and with nothing else. */
export interface HttpClient {
  listProjects(): Promise<readonly Project[]>
  createProject(path: string): Promise<Project>
  changeProject(projectId: string, changes: z.input<typeof ChangeProject>): Promise<Project>
  deleteProject(projectId: string): Promise<void>
  /** `archived`: those in the archive; otherwise the others. */
  listSessions(projectId: string, page?: SessionListRequest): Promise<z.infer<typeof SessionList>>
  /** Of all projects, newest first, and how far the transcripts of this machine are taken in. */
  listAllSessions(wish?: AllSessionsRequest): Promise<AllSessions>
  /** Of all projects, archived ones too, newest first, by title and first prompt. */
  searchSessions(wish: SessionSearch, signal?: AbortSignal): Promise<z.infer<typeof SessionList>>
  /** In everything that was ever said. */
  searchEverything(wish: SearchWish, signal?: AbortSignal): Promise<SearchResult>
  /** Somebody looks at it now. */
  seeSession(projectId: string, sessionId: string): Promise<void>
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
  /** What deleting it would remove, and what would stay. */
  readDeletion(projectId: string, sessionId: string): Promise<Deletion>
  /** Takes a deletion back within its ten seconds. */
  restoreSession(projectId: string, sessionId: string): Promise<SessionSummary>
  rewind(projectId: string, sessionId: string, to: Rewind): Promise<Page>
  listBranches(projectId: string, sessionId: string): Promise<Branches>
  fork(projectId: string, sessionId: string, from: Fork): Promise<SessionSummary>
  /** Goes on here with a session that another process has. */
  takeOver(projectId: string, sessionId: string, how: TakeOver): Promise<TakenOver>
  /** Writes the export to `path` on the server's machine. */
  exportToFile(
    projectId: string,
    sessionId: string,
    wish: ExportRequest & { path: string }
  ): Promise<Exported>
  /** The export itself, with the file name the server gives it. */
  exportAsText(projectId: string, sessionId: string, wish: ExportRequest): Promise<ExportedText>
  /** What an export would be, and what it would mask; writes nothing. */
  previewExport(
    projectId: string,
    sessionId: string,
    wish: ExportRequest,
    signal?: AbortSignal
  ): Promise<ExportPreview>
  readUsage(projectId: string, sessionId: string): Promise<SessionUsage>
  /** Why it cannot go on, and what helps. */
  readResume(projectId: string, sessionId: string): Promise<SessionResume>
  readResumeSummary(projectId: string, sessionId: string): Promise<ResumeSummary>
  /** It works there from now on. */
  chooseSessionFolder(projectId: string, sessionId: string, path: string): Promise<SessionSummary>
  /** Of all sessions on this machine. */
  readHistoryUsage(wish: UsageWish): Promise<UsageAnswer>
  findInSession(projectId: string, sessionId: string, query: string, limit?: number): Promise<FindResult>
  readDraft(projectId: string, sessionId: string): Promise<Draft>
  writeDraft(
    projectId: string,
    sessionId: string,
    draft: Draft,
    options?: Pick<RequestOptions, 'leaving'>
  ): Promise<void>
  readOffer(projectId: string, agentId: string): Promise<AgentOffer>
  findFiles(projectId: string, query: string, limit?: number, signal?: AbortSignal): Promise<FileMatches>
  /** Those of the paths with which there is certainly nothing in the project. */
  findMissing(projectId: string, paths: readonly string[], signal?: AbortSignal): Promise<readonly string[]>
  openFile(projectId: string, file: OpenFile): Promise<void>
  listRules(projectId: string): Promise<readonly PermissionRule[]>
  deleteRule(projectId: string, rule: PermissionRule): Promise<void>
  listAgents(): Promise<readonly AgentInfo[]>
  readSettings(): Promise<Settings>
  changeSettings(changes: ChangeSettings): Promise<Settings>
  readStatus(): Promise<Status>
  readVault(): Promise<VaultState>
  changeVault(change: ChangeVault): Promise<VaultState>
  /** Resolves when every copy was read. */
  verifyVault(): Promise<Verified>
  /** Whether a session has a copy, and is read from it. */
  lookForCopy(sessionId: string): Promise<KeptSession>
  restoreFromVault(session: { readonly sessionId: string }): Promise<RestoredSession>
  /** What `lengthenRetention` would write. */
  previewRetention(wish: { readonly agent: string; readonly days: number }): Promise<RetentionChange>
  lengthenRetention(change: LengthenRetention): Promise<VaultState>
  readDoctor(language: LanguageCode): Promise<DoctorReport>
  /** In the system's file manager, on the server's machine. */
  openOwnFolder(folder: OwnFolder): Promise<void>
  readDiagnostics(language: LanguageCode): Promise<Diagnostics>
  saveDiagnostics(wish: SaveDiagnostics): Promise<Exported>
}

interface ExportedText {
  readonly fileName: string
  readonly text: string
}

export function createHttpClient(options: HttpRequestsOptions): HttpClient {
  const { ask, call } = createHttpRequests(options)
  return {
    listProjects: async () => (await call(ProjectList, 'GET', '/api/projects')).projects,
    createProject: (path) => call(Project, 'POST', '/api/projects', { path }),
    changeProject: (projectId, changes) => call(Project, 'PATCH', projectPath(projectId), changes),
    deleteProject: async (projectId) => {
      await call(z.unknown(), 'DELETE', projectPath(projectId))
    },
    listSessions: (projectId, page) =>
      call(
        SessionList,
        'GET',
        `${sessionsPath(projectId)}${queryOf({ ...page, archived: page?.archived === true ? 'true' : undefined })}`
      ),
    createSession: (projectId, session) => call(SessionSummary, 'POST', sessionsPath(projectId), session),
    readSession: (projectId, sessionId) => call(SessionSummary, 'GET', sessionPath(projectId, sessionId)),
    readMessages: (projectId, sessionId, page) =>
      call(MessagePage, 'GET', `${sessionPath(projectId, sessionId)}/messages${queryOf({ ...page })}`),
    readToolResult: (projectId, sessionId, toolUseId) =>
      call(
        ToolResultBlock,
        'GET',
        `${sessionPath(projectId, sessionId)}/tool-results/${encodeURIComponent(toolUseId)}`
      ),
    listAllSessions: (wish) => call(AllSessions, 'GET', `/api/sessions${queryOf({ ...wish })}`),
    searchSessions: (wish, signal) =>
      call(SessionList, 'GET', `/api/sessions${queryOf({ ...wish })}`, undefined, { signal }),
    searchEverything: (wish, signal) =>
      call(SearchResult, 'GET', `/api/search${queryOf({ ...wish })}`, undefined, { signal }),
    seeSession: async (projectId, sessionId) => {
      await call(z.unknown(), 'POST', `${sessionPath(projectId, sessionId)}/seen`)
    },
    changeSession: (projectId, sessionId, changes) =>
      call(SessionSummary, 'PATCH', sessionPath(projectId, sessionId), changes),
    deleteSession: async (projectId, sessionId) => {
      await call(z.unknown(), 'DELETE', sessionPath(projectId, sessionId))
    },
    readDeletion: (projectId, sessionId) =>
      call(Deletion, 'GET', `${sessionPath(projectId, sessionId)}/deletion`),
    restoreSession: (projectId, sessionId) =>
      call(SessionSummary, 'POST', `${sessionPath(projectId, sessionId)}/restore`),
    rewind: (projectId, sessionId, to) =>
      call(Page, 'POST', `${sessionPath(projectId, sessionId)}/rewind`, to),
    listBranches: (projectId, sessionId) =>
      call(Branches, 'GET', `${sessionPath(projectId, sessionId)}/branches`),
    takeOver: (projectId, sessionId, how) =>
      call(TakenOver, 'POST', `${sessionPath(projectId, sessionId)}/take-over`, how),
    fork: (projectId, sessionId, from) =>
      call(SessionSummary, 'POST', `${sessionPath(projectId, sessionId)}/fork`, from),
    exportToFile: (projectId, sessionId, wish) =>
      call(Exported, 'POST', `${sessionPath(projectId, sessionId)}/export`, wish),
    exportAsText: async (projectId, sessionId, wish) => {
      const { response, text } = await ask('POST', `${sessionPath(projectId, sessionId)}/export`, wish)
      return { fileName: fileNameOf(response), text }
    },
    previewExport: (projectId, sessionId, wish, signal) =>
      call(ExportPreview, 'POST', `${sessionPath(projectId, sessionId)}/export/preview`, wish, { signal }),
    readUsage: (projectId, sessionId) =>
      call(SessionUsage, 'GET', `${sessionPath(projectId, sessionId)}/usage`),
    readResume: (projectId, sessionId) =>
      call(SessionResume, 'GET', `${sessionPath(projectId, sessionId)}/resume`),
    readResumeSummary: (projectId, sessionId) =>
      call(ResumeSummary, 'GET', `${sessionPath(projectId, sessionId)}/resume/summary`),
    chooseSessionFolder: (projectId, sessionId, path) =>
      call(SessionSummary, 'POST', `${sessionPath(projectId, sessionId)}/resume/folder`, { path }),
    readHistoryUsage: (wish) => call(UsageAnswer, 'GET', `/api/usage${queryOf({ ...wish })}`),
    findInSession: (projectId, sessionId, query, limit) =>
      call(FindResult, 'GET', `${sessionPath(projectId, sessionId)}/find${queryOf({ query, limit })}`),
    readDraft: (projectId, sessionId) => call(Draft, 'GET', `${sessionPath(projectId, sessionId)}/draft`),
    writeDraft: async (projectId, sessionId, draft, more) => {
      await call(z.unknown(), 'PUT', `${sessionPath(projectId, sessionId)}/draft`, draft, more)
    },
    readOffer: async (projectId, agentId) =>
      offerInOurWords(
        await call(AgentOffer, 'GET', `${projectPath(projectId)}/agents/${encodeURIComponent(agentId)}/offer`)
      ),
    findFiles: (projectId, query, limit, signal) =>
      call(FileMatches, 'GET', `${projectPath(projectId)}/files${queryOf({ query, limit })}`, undefined, {
        signal
      }),
    findMissing: async (projectId, paths, signal) =>
      (await call(MissingPaths, 'POST', `${projectPath(projectId)}/files/missing`, { paths }, { signal }))
        .missing,
    openFile: async (projectId, file) => {
      await call(z.unknown(), 'POST', `${projectPath(projectId)}/open-file`, file)
    },
    listRules: async (projectId) => (await call(RuleList, 'GET', `${projectPath(projectId)}/rules`)).rules,
    deleteRule: async (projectId, rule) => {
      await call(z.unknown(), 'DELETE', `${projectPath(projectId)}/rules`, rule)
    },
    listAgents: async () => (await call(AgentList, 'GET', '/api/agents')).agents.map(agentInOurWords),
    readSettings: () => call(Settings, 'GET', '/api/settings'),
    changeSettings: (changes) => call(Settings, 'PATCH', '/api/settings', changes),
    readStatus: () => call(Status, 'GET', '/api/status'),
    readVault: () => call(VaultState, 'GET', '/api/vault'),
    changeVault: (change) => call(VaultState, 'PUT', '/api/vault', change),
    verifyVault: () => call(Verified, 'POST', '/api/vault/verify', {}),
    lookForCopy: (sessionId) =>
      call(KeptSession, 'GET', `/api/vault/sessions/${encodeURIComponent(sessionId)}`),
    restoreFromVault: (session) => call(RestoredSession, 'POST', '/api/vault/restore', session),
    previewRetention: ({ agent, days }) =>
      call(
        RetentionChange,
        'GET',
        `/api/vault/retention?${new URLSearchParams({ agent, days: String(days) })}`
      ),
    lengthenRetention: (change) => call(VaultState, 'PUT', '/api/vault/retention', change),
    readDoctor: (language) => call(DoctorReport, 'GET', `/api/doctor${queryOf({ language })}`),
    openOwnFolder: async (folder) => {
      await call(z.unknown(), 'POST', '/api/doctor/open-folder', { folder })
    },
    readDiagnostics: (language) => call(Diagnostics, 'GET', `/api/diagnostics${queryOf({ language })}`),
    saveDiagnostics: (wish) => call(Exported, 'POST', '/api/diagnostics', wish)
  }
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

function queryOf(values: { readonly [name: string]: string | number | boolean | undefined } = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) query.set(name, String(value))
  }
  return query.size === 0 ? '' : `?${query.toString()}`
}

/** As `Content-Disposition` has it in its `filename*`. */
function fileNameOf(response: Response): string {
  const encoded = /filename\*=UTF-8''([^;]+)/u.exec(response.headers.get('Content-Disposition') ?? '')?.[1]
  return encoded === undefined ? 'session.txt' : decodeURIComponent(encoded)
}
