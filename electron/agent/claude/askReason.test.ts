import { describe, expect, it } from 'vitest'
import { askReason } from './askReason.ts'

const place = { cwd: '/p', folder: '/p', trusted: true }
const untrusted = { ...place, trusted: false }
const remembered = { isRememberable: true }
const warned = { isRememberable: false, cause: 'safety_check', defaultToNo: true }

describe('askReason', () => {
  it.each([
    ['an ordinary command', {}],
    ['a command of which it says nothing', { decisionReason: 'This command requires approval' }],
    ['a command about a file of the folder', { blockedPath: '/p/made' }],
    ['several ordinary commands', { decisionReasonType: 'subcommandResults' }],
    ['what has fields of another shape', { blockedPath: 7, defaultToNo: 'no', matchedAskRule: 'x' }]
  ])('%s may be remembered, and there is nothing to say', (_what, question) => {
    expect(askReason('Bash', question, place)).toEqual(remembered)
  })

  it.each([
    ['a safety check', { decisionReasonType: 'safetyCheck' }],
    ['a safety check a classifier may pass', { classifierApprovable: true }],
    ['an ask that may save no rule', { suppressAlwaysAllowRule: true }]
  ])('%s warns', (_what, question) => {
    expect(askReason('Bash', question, place)).toEqual(warned)
    expect(askReason('Bash', question, untrusted)).toEqual(warned)
  })

  it.each(['/etc/passwd', '/', '/p2/a', '/p/../etc', '../x', '~/x'.replace('~', '/home/me')])(
    'a path outside the folder warns: %s',
    (blockedPath) => {
      expect(askReason('Bash', { blockedPath }, place)).toEqual({ ...warned, blockedPath })
    }
  )

  it('a warning inside one of several commands is one, with its words and its path', () => {
    const question = {
      decisionReasonType: 'subcommandResults',
      decisionReason: 'That is a sensitive file.',
      blockedPath: '/p/.git/hooks/x'
    }
    expect(askReason('Bash', question, place)).toEqual({
      ...warned,
      reason: 'That is a sensitive file.',
      blockedPath: '/p/.git/hooks/x'
    })
  })

  it.each([
    ['a hook', { decisionReasonType: 'hook' }],
    ['a classifier', { decisionReasonType: 'classifier' }],
    ['a sandbox', { decisionReasonType: 'sandboxOverride' }],
    ["the person's own rule", { decisionReasonType: 'rule' }],
    ["the person's own rule beside another reason", { matchedAskRule: { source: 'userSettings' } }],
    ['a card that only a person can answer', { requiresUserInteraction: true }],
    ['a plugin', { plugin: 'x' }]
  ])('what %s asks about is asked each time', (_what, question) => {
    expect(askReason('Bash', question, place)).toEqual({ isRememberable: false })
  })

  it('in a folder that is not trusted a command says so, and may be remembered', () => {
    const asked = { ...remembered, cause: 'untrusted_folder' }
    expect(askReason('Bash', { decisionReasonType: 'rule' }, untrusted)).toEqual(asked)
    expect(askReason('Monitor', { matchedAskRule: { source: 'flagSettings' } }, untrusted)).toEqual(asked)
    expect(askReason('Write', {}, untrusted)).toEqual(remembered)
    expect(askReason('Bash', { matchedAskRule: { source: 'policySettings' } }, untrusted)).toEqual({
      isRememberable: false,
      cause: 'untrusted_folder'
    })
  })

  it('a command in another folder than the session works in is asked each time', () => {
    expect(askReason('Bash', {}, { ...place, folder: '/p/sub' })).toEqual({ isRememberable: false })
  })

  it('what it says is one line without colours and hidden signs, and not endless', () => {
    const decisionReason = `\u001b[31mred\u001b[0m\u202e and\n\thidden\u200b ${'x'.repeat(9_000)}`
    const { reason = '' } = askReason('Bash', { decisionReason }, place)
    expect(reason).toMatch(/^red and hidden x+…$/)
    expect(Array.from(reason).length).toBe(500)
  })

  it('is asked with the answer no where Claude Code wants it so', () => {
    expect(askReason('Bash', { defaultToNo: true }, place)).toEqual({ ...remembered, defaultToNo: true })
  })
})
