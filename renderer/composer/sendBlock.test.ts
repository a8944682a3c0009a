import { describe, expect, it } from 'vitest'
import type { AgentInfo } from '../../shared/protocol.ts'
import { sendBlock } from './sendBlock.ts'
import type { SendSituation } from './sendBlock.ts'

const missing: AgentInfo = {
  id: 'claude',
  name: 'Claude Code',
  description: '',
  readiness: { ready: false, reason: 'It is not installed.', remedy: 'Install it.' },
  permissionModes: ['default'],
  models: []
}
const fine: SendSituation = {
  draft: 'hi',
  status: 'created',
  loadingState: 'idle',
  isReady: true,
  agent: null
}

describe('sendBlock', () => {
  it.each<[string, Partial<SendSituation>, string | null]>([
    ['ready', {}, null],
    ['new', { status: 'not-created', isReady: false }, null],
    ['loading older messages', { loadingState: 'loadingOlder' }, null],
    ['loading', { loadingState: 'loading' }, 'The session is still loading'],
    ['creating', { status: 'creating', isReady: false }, 'The session is being created'],
    ['created but not connected', { isReady: false }, 'Waiting for the connection'],
    ['without a word', { draft: '  \n' }, 'Type a message first'],
    [
      'new, with an agent that cannot run',
      { status: 'not-created', agent: missing },
      'Claude Code cannot run: It is not installed.'
    ],
    ['stored, with an agent the server judges', { agent: missing }, null]
  ])('%s', (_name, changes, reason) => {
    expect(sendBlock({ ...fine, ...changes })).toBe(reason)
  })
})
