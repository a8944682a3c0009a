import { describe, expect, it } from 'vitest'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { Attachment } from '../../shared/session.ts'
import { messageBlock, sendBlock } from './sendBlock.ts'
import type { SendSituation, Written } from './sendBlock.ts'

const missing: AgentInfo = {
  id: 'claude',
  name: 'Claude Code',
  description: '',
  readiness: { ready: false, reason: 'It is not installed.', remedy: 'Install it.' },
  permissionModes: ['default'],
  models: []
}
const fine: SendSituation = { status: 'created', loadingState: 'idle', isReady: true, agent: null }

describe('sendBlock', () => {
  it.each<[string, Partial<SendSituation>, string | null, boolean?]>([
    ['ready', {}, null],
    ['new', { status: 'not-created', isReady: false }, null],
    ['loading older messages', { loadingState: 'loadingOlder' }, null],
    ['loading', { loadingState: 'loading' }, 'The session is still loading', true],
    ['not loaded', { loadingState: 'failed' }, 'The session is still loading'],
    ['creating', { status: 'creating', isReady: false }, 'The session is being created'],
    ['created but not connected', { isReady: false }, 'Waiting for the connection', true],
    [
      'new, with an agent that cannot run',
      { status: 'not-created', agent: missing },
      'Claude Code cannot run: It is not installed.'
    ],
    ['stored, with an agent the server judges', { agent: missing }, null]
  ])('%s', (_name, changes, reason, passes = false) => {
    expect(sendBlock({ ...fine, ...changes })).toEqual(reason === null ? null : { reason, passes })
  })
})

it('one that another program has says so to whoever writes', () => {
  expect(sendBlock({ ...fine, isHeld: true })).toEqual({
    reason: 'The session is open in another program. Continue it here first.',
    passes: false,
    isTold: true
  })
})

it('one of an agent that is only read says so, and where it goes on', () => {
  const agent = { ...missing, onlyRead: true, description: 'Go on in its own program.' }
  expect(sendBlock({ ...fine, agent })).toEqual({
    reason: 'Go on in its own program.',
    passes: false,
    isTold: true
  })
})

describe('messageBlock', () => {
  const pdf = (megabytes: number): Attachment => ({
    type: 'pdf',
    name: 'a.pdf',
    data: 'A'.repeat(megabytes * 1024 * 1024)
  })

  it.each<[string, Partial<Written>, string | null]>([
    ['words', {}, null],
    ['nothing', { text: '  \n' }, 'Type a message first'],
    ['an attachment without a word', { text: '', attachments: [pdf(1)] }, null],
    ['a file that is still being read', { reading: 1 }, 'Files are still being read'],
    [
      'more than a message can hold',
      { text: 'a'.repeat(8 * 1024 * 1024 + 1) },
      'This message is too long: 8.4M characters, at most 8.4M can be sent. Attach the text as files instead.'
    ],
    [
      'attachments that are too large together',
      { attachments: [pdf(16), pdf(16)] },
      'The attachments are too large together: 32 MB, at most 30 MB can be sent. Remove some of them.'
    ]
  ])('%s', (_name, changes, reason) => {
    expect(messageBlock({ text: 'hi', attachments: [], reading: 0, ...changes })).toBe(reason)
  })
})
