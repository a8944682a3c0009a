import { expect, it } from 'vitest'
import { MessageId, ProjectId, SessionId } from '../../shared/ids.ts'
import { hitAddress } from './hitAddress.ts'

const hit = {
  sessionId: SessionId.parse('11111111-0000-4000-8000-000000000001'),
  projectId: ProjectId.parse('22222222-0000-4000-8000-000000000002'),
  messageId: MessageId.parse('m 1'),
  role: 'user' as const,
  kind: 'words' as const,
  createdAt: '2026-01-01T10:00:00.000Z',
  title: null,
  snippet: [
    { text: 'a ', isHit: false },
    { text: 'lantern', isHit: true },
    { text: 'tide', isHit: true }
  ]
}
const session = `/projects/${hit.projectId}/chat/${hit.sessionId}`

it('a hit leads to its message, find going on with what was found first', () => {
  expect(hitAddress(hit)).toEqual({
    path: `${session}#m-m%201`,
    state: { find: { words: 'lantern', messageId: 'm 1' } }
  })
})

it('a title leads to its session: it stands in no message', () => {
  expect(hitAddress({ ...hit, kind: 'title' })).toEqual({ path: session, state: null })
})
