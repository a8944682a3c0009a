/** For tests: one small session, its frames and its HTTP answers. */
import { ProjectId, SessionId } from '../../../shared/ids.ts'
import type { SessionEvent } from '../../../shared/events.ts'
import type { ClientCommand, EventFrame, Snapshot } from '../../../shared/protocol.ts'
import { emptyMetadata } from '../../../shared/session.ts'
import type { SessionMessage, SessionSummary } from '../../../shared/session.ts'
import type { HttpClient } from '../../../renderer/connection/httpClient.ts'
import { RequestFailure } from '../../../renderer/connection/requestFailure.ts'

export const projectId = ProjectId.parse('7c1f6a52-7d0e-4b57-9f7e-0d5a6a0c1111')
export const sessionId = SessionId.parse('0b8f3c1e-2a55-4f0e-8f43-3b0a1f7c2222')
export const otherSessionId = SessionId.parse('5d2e9b7a-6c14-4c9b-9d1e-8a7b6c5d3333')

const at = '2026-01-01T10:00:00.000Z'

export function summary(changes: Partial<SessionSummary> = {}): SessionSummary {
  return {
    id: sessionId,
    projectId,
    agent: 'guide',
    title: null,
    titleSource: null,
    permissionMode: 'default',
    model: null,
    archived: false,
    createdAt: at,
    updatedAt: at,
    state: 'idle',
    retry: null,
    metadata: emptyMetadata,
    ...changes
  }
}

export function message(id: string, changes: Partial<SessionMessage> = {}): SessionMessage {
  return {
    id,
    role: 'assistant',
    content: [{ type: 'text', text: `text of ${id}` }],
    createdAt: at,
    isStreaming: false,
    ...changes
  }
}

export function prompt(id: string, text = 'hello'): SessionMessage {
  return message(id, { role: 'user', content: [{ type: 'text', text }] })
}

export function snapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    type: 'snapshot',
    epoch: 'e1',
    seq: 0,
    session: summary(),
    messages: [],
    queue: [],
    permissions: [],
    before: null,
    lastTurn: null,
    problem: null,
    ...changes
  }
}

export function connected(changes: { epoch?: string; seq?: number; sessionId?: string } = {}): object {
  return { type: 'connected', sessionId, timestamp: at, epoch: 'e1', seq: 0, ...changes }
}

export function eventFrame(seq: number, event: SessionEvent, epoch = 'e1'): EventFrame {
  return { type: 'event', epoch, seq, event }
}

export function sendMessage(id: string, text: string): ClientCommand {
  return { type: 'send_message', id, text, config: {} }
}

/** An HTTP client that refuses every call a test does not provide. */
export function fakeHttp(calls: Partial<HttpClient> = {}): HttpClient {
  const refuse = (): Promise<never> =>
    Promise.reject(new RequestFailure(500, { code: 'not_faked', message: 'This call was not expected.' }))
  return {
    listProjects: refuse,
    createProject: refuse,
    changeProject: refuse,
    deleteProject: refuse,
    listSessions: refuse,
    listAllSessions: refuse,
    createSession: refuse,
    readSession: refuse,
    readMessages: refuse,
    readToolResult: refuse,
    changeSession: refuse,
    deleteSession: refuse,
    readDeletion: refuse,
    restoreSession: refuse,
    rewind: refuse,
    listBranches: refuse,
    fork: refuse,
    takeOver: refuse,
    exportToFile: refuse,
    exportAsText: refuse,
    previewExport: refuse,
    readUsage: refuse,
    readHistoryUsage: refuse,
    readResume: refuse,
    readResumeSummary: refuse,
    chooseSessionFolder: refuse,
    findInSession: refuse,
    readDraft: refuse,
    writeDraft: refuse,
    readOffer: refuse,
    searchSessions: refuse,
    seeSession: refuse,
    findFiles: refuse,
    findMissing: refuse,
    openFile: refuse,
    listRules: refuse,
    deleteRule: refuse,
    listAgents: refuse,
    readSettings: refuse,
    changeSettings: refuse,
    readStatus: refuse,
    readDoctor: refuse,
    openOwnFolder: refuse,
    readDiagnostics: refuse,
    saveDiagnostics: refuse,
    searchEverything: refuse,
    readVault: refuse,
    changeVault: refuse,
    verifyVault: refuse,
    lookForCopy: refuse,
    restoreFromVault: refuse,
    previewRetention: refuse,
    lengthenRetention: refuse,
    ...calls
  }
}

/** A promise the test settles when it is time. */
export interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: Error) => void
}

export function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined
  let reject: (reason: Error) => void = () => undefined
  const promise = new Promise<T>((settle, fail) => {
    resolve = settle
    reject = fail
  })
  return { promise, resolve, reject }
}
