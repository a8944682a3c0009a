/** One session for tests on either side (idle, empty, of the guide), and what an agent may ask in it. */
import { ProjectId, SessionId } from '../../shared/ids.ts'
import { emptyMetadata } from '../../shared/session.ts'
import type { PermissionRequest, SessionSummary } from '../../shared/session.ts'

const at = '2026-01-02T03:04:05.000Z'

export const sampleSession: SessionSummary = {
  id: SessionId.parse('6f0c8f0e-3d5a-4c7e-9d0b-1f1f1f1f1f1f'),
  projectId: ProjectId.parse('7f0c8f0e-3d5a-4c7e-9d0b-1f1f1f1f1f1f'),
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
  metadata: emptyMetadata
}

export const sampleRequest: PermissionRequest = {
  id: 'r1',
  toolName: 'Bash',
  kind: 'command',
  input: { command: 'ls' },
  title: 'Run ls',
  rules: [{ toolName: 'Bash', pattern: 'ls' }]
}
