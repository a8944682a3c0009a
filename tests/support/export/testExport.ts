/** A session with one of everything, for the tests of exports. */
import { ProjectId, SessionId } from '../../../shared/ids.ts'
import type { ContentBlock, SessionMessage, SessionSummary } from '../../../shared/session.ts'
import type { ExportFacts } from '../../../electron/export/exportFormat.ts'

const time = '2026-01-05T08:00:00.000Z'

export const session: SessionSummary = {
  id: SessionId.parse('00000000-0000-4000-8000-000000000001'),
  projectId: ProjectId.parse('00000000-0000-4000-8000-000000000002'),
  agent: 'claude',
  title: 'Mend <the> build',
  titleSource: 'own',
  permissionMode: 'default',
  model: null,
  archived: false,
  createdAt: time,
  updatedAt: time,
  state: 'idle',
  retry: null,
  metadata: { totalTokens: 7, messageCount: 2, lastMessageAt: time, firstMessagePreview: 'Mend it' }
}

export const facts: ExportFacts = {
  session,
  project: { name: 'app', path: '/home/dev/app' },
  usage: {
    models: [{ model: 'claude-opus-5-5', input: 1, output: 2, cacheRead: 3, cacheWrite: 4, costUsd: 0.5 }],
    subagents: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
    costUsd: 0.5,
    costIsComplete: true,
    context: { used: 8, window: 1_000_000, compactsAt: 967_000 },
    compactions: []
  },
  exportedAt: '2026-01-06T08:00:00.000Z',
  version: '0.1.0'
}

export function message(
  id: string,
  role: SessionMessage['role'],
  content: readonly ContentBlock[],
  rest: Partial<SessionMessage> = {}
): SessionMessage {
  return { id, role, content: [...content], createdAt: time, isStreaming: false, ...rest }
}

export const text = (value: string): ContentBlock => ({ type: 'text', text: value })

export const toolUse = (id: string, name: string, input: unknown): ContentBlock => ({
  type: 'tool_use',
  id,
  name,
  input
})

export const toolResult = (id: string, content: string, isError = false): ContentBlock => ({
  type: 'tool_result',
  tool_use_id: id,
  content,
  is_error: isError
})

export const png: ContentBlock = {
  type: 'image',
  source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' }
}
