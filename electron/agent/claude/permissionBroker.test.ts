import { describe, expect, it } from 'vitest'
import type { HookInput } from '@anthropic-ai/claude-agent-sdk'
import { DecidesAlone } from '../../../tests/support/decidesAlone.ts'
import type { PermissionMode } from '../../../shared/session.ts'
import type { AgentOutput } from '../port.ts'
import { PermissionBroker } from './permissionBroker.ts'
import type { BrokerPorts } from './permissionBroker.ts'
import { claudeToolUse } from './toolUse.ts'

/** With a host behind it that decides from `mode` and the trust alone; `outputs` are what it lets through to a person. */
function open(mode: PermissionMode = 'default', written?: unknown, more: Partial<BrokerPorts> = {}) {
  const outputs: AgentOutput[] = []
  const decides = new DecidesAlone({
    loadsFolder: true,
    cwd: '/p',
    trusted: more.trusted ?? true,
    permissionMode: mode
  })
  const aborter = new AbortController()
  let left = 0
  const broker = new PermissionBroker({
    cwd: '/p',
    emit: (output) => {
      if (decides.take(output)) outputs.push(output)
    },
    leavePlanMode: () => {
      left += 1
    },
    toolInput: () => written,
    ...more
  })
  decides.watch({
    answer: (id, answer) => broker.answer(id, answer),
    judge: (id, verdict) => broker.judge(id, verdict),
    setPermissionMode: () => undefined
  })
  const question = { signal: aborter.signal, toolUseID: 'toolu_1', requestId: 'r1' }
  return { broker, outputs, aborter, question, left: () => left }
}

describe('PermissionBroker', () => {
  it('asks, and gives back what was answered without the suggestions of the CLI', async () => {
    const { broker, outputs, question } = open()
    const asked = broker.ask(
      'Bash',
      { command: 'ls' },
      {
        ...question,
        suggestions: [{ type: 'setMode', mode: 'acceptEdits', destination: 'session' }]
      }
    )
    expect(outputs).toEqual([
      {
        type: 'permission_requested',
        request: {
          id: 'r1',
          toolName: 'Bash',
          input: { command: 'ls' },
          title: 'Run ls',
          act: { code: 'run', parameters: { subject: 'ls' } },
          rules: [{ toolName: 'Bash', pattern: 'ls' }],
          toolUseId: 'toolu_1',
          kind: 'command',
          subject: 'command'
        },
        use: { ...claudeToolUse('Bash', { command: 'ls' }), isForPlanning: false }
      }
    ])
    broker.answer('r1', { behavior: 'allow', remember: 'project' })
    expect(await asked).toEqual({ behavior: 'allow', updatedInput: { command: 'ls' } })
  })

  it('a second answer changes nothing', async () => {
    const { broker, outputs, question } = open()
    const asked = broker.ask('Bash', { command: 'ls' }, question)
    broker.answer('r1', { behavior: 'deny', message: 'No.' })
    broker.answer('r1', { behavior: 'allow' })
    expect(await asked).toEqual({ behavior: 'deny', message: 'No.' })
    expect(outputs.length).toBe(1)
  })

  it('an aborted question is withdrawn once, however it ends', async () => {
    const { broker, outputs, question, aborter } = open()
    const asked = broker.ask('Bash', { command: 'ls' }, question)
    aborter.abort()
    broker.withdrawAll()
    expect(await asked).toMatchObject({ behavior: 'deny' })
    expect(outputs.slice(1)).toEqual([{ type: 'permission_withdrawn', requestId: 'r1' }])
    expect(await broker.ask('Bash', { command: 'ls' }, question)).toMatchObject({ behavior: 'deny' })
    expect(outputs.length).toBe(2)
  })

  it.each([
    'Write',
    'Edit',
    'Bash',
    'NotebookEdit',
    'EnterWorktree',
    'Monitor',
    'Workflow',
    'mcp__box__run',
    'New'
  ])('%s is denied in plan mode without a question', async (toolName) => {
    const { broker, outputs, question } = open('plan')
    expect(await broker.ask(toolName, {}, question)).toMatchObject({
      behavior: 'deny',
      message: expect.stringContaining('Plan mode')
    })
    expect(outputs).toEqual([])
  })

  it('an approved plan leaves plan mode and shows the plan that was written', async () => {
    const { broker, outputs, question, left } = open('plan', { plan: 'Do it.' })
    const asked = broker.ask('ExitPlanMode', {}, question)
    expect(outputs).toMatchObject([{ request: { input: { plan: 'Do it.' }, rules: [] } }])
    broker.answer('r1', { behavior: 'allow' })
    expect(await asked).toEqual({
      behavior: 'allow',
      updatedInput: {},
      updatedPermissions: [{ type: 'setMode', mode: 'default', destination: 'session' }]
    })
    expect(left()).toBe(1)
  })

  it.each(['Read', 'WebFetch', 'AskUserQuestion', 'ExitPlanMode'])(
    '%s is asked about in plan mode',
    (toolName) => {
      const { broker, outputs, question } = open('plan')
      void broker.ask(toolName, {}, question)
      expect(outputs).toMatchObject([{ request: { toolName } }])
    }
  )

  it('in plan mode a plain look is asked about where nobody trusts the folder, and no other command is', async () => {
    const { broker, outputs, question } = open('plan', undefined, { trusted: false })
    const forced = { ...question, decisionReasonType: 'rule' }
    void broker.ask('Bash', { command: 'ls src' }, forced)
    expect(outputs).toMatchObject([{ request: { input: { command: 'ls src' }, cause: 'untrusted_folder' } }])
    expect(await broker.ask('Bash', { command: 'git status' }, forced)).toMatchObject({ behavior: 'deny' })
    const trusting = open('plan', undefined, { trusted: true })
    expect(await trusting.broker.ask('Bash', { command: 'ls src' }, forced)).toMatchObject({
      behavior: 'deny'
    })
    expect([outputs.length, trusting.outputs]).toEqual([1, []])
  })

  it('says why it is asked, and offers nothing to remember where the CLI warns', () => {
    const { broker, outputs, question } = open()
    const warning = {
      ...question,
      blockedPath: '/p/.git/hooks/x',
      decisionReason: 'A \u001b[1msensitive\u001b[0m file.',
      decisionReasonType: 'safetyCheck'
    }
    void broker.ask('Bash', { command: 'echo > .git/hooks/x' }, warning)
    expect(outputs).toEqual([
      {
        type: 'permission_requested',
        request: {
          id: 'r1',
          toolName: 'Bash',
          input: { command: 'echo > .git/hooks/x' },
          title: 'Run echo > .git/hooks/x',
          act: { code: 'run', parameters: { subject: 'echo > .git/hooks/x' } },
          rules: [],
          toolUseId: 'toolu_1',
          kind: 'command',
          subject: 'command',
          cause: 'safety_check',
          reason: 'A sensitive file.',
          blockedPath: '/p/.git/hooks/x',
          defaultToNo: true
        },
        use: { ...claudeToolUse('Bash', { command: 'echo > .git/hooks/x' }), isForPlanning: false }
      }
    ])
  })

  it('offers nothing to remember where the tool works in another folder', async () => {
    const { broker, outputs, question, aborter } = open()
    const use = { ...preToolUse('Bash', {}, { cwd: '/p/worktree' }), tool_use_id: question.toolUseID }
    await broker.beforeUse(use, undefined, { signal: aborter.signal })
    void broker.ask('Bash', { command: 'ls' }, question)
    expect(outputs).toMatchObject([{ request: { rules: [] } }])
  })

  it('offers nothing to remember when the CLI says that a rule would be too wide', () => {
    const { broker, outputs, question } = open()
    void broker.ask('Bash', { command: 'ls' }, { ...question, suppressAlwaysAllowRule: true })
    expect(outputs).toMatchObject([{ request: { rules: [] } }])
  })
})

function preToolUse(
  tool_name: string,
  tool_input: unknown,
  more: { cwd?: string; permission_mode?: string } = {}
): HookInput {
  return {
    hook_event_name: 'PreToolUse',
    session_id: 's',
    transcript_path: '/t',
    cwd: '/p',
    tool_use_id: `use of ${tool_name}`,
    ...more,
    tool_name,
    tool_input
  }
}

async function verdict(mode: PermissionMode, input: HookInput, trusted = true): Promise<unknown> {
  const { broker, outputs, aborter } = open(mode, undefined, { trusted })
  const given = await broker.beforeUse(input, undefined, { signal: aborter.signal })
  expect(outputs).toEqual([])
  const specific = 'hookSpecificOutput' in given ? given.hookSpecificOutput : undefined
  return specific && 'permissionDecision' in specific ? specific.permissionDecision : 'go on'
}

describe('before a tool is used', () => {
  it.each<[PermissionMode, string, unknown, string]>([
    ['plan', 'EnterWorktree', {}, 'deny'],
    ['plan', 'mcp__box__look', {}, 'deny'],
    ['plan', 'Agent', { isolation: 'worktree' }, 'deny'],
    ['plan', 'Agent', {}, 'go on'],
    ['plan', 'Read', {}, 'go on'],
    ['plan', 'Bash', { command: 'ls' }, 'go on'],
    ['default', 'EnterWorktree', {}, 'ask'],
    ['default', 'CronCreate', {}, 'ask'],
    ['acceptEdits', 'Agent', { isolation: 'worktree' }, 'ask'],
    ['default', 'Agent', {}, 'go on'],
    ['default', 'mcp__box__look', {}, 'go on'],
    ['bypassPermissions', 'EnterWorktree', {}, 'go on']
  ])('in mode %s, %s %j: %s', async (mode, toolName, input, expected) => {
    expect(await verdict(mode, preToolUse(toolName, input))).toBe(expected)
  })

  it.each<[PermissionMode, string, unknown, string]>([
    ['default', 'Bash', { command: 'git status' }, 'ask'],
    ['bypassPermissions', 'Bash', { command: 'git status' }, 'ask'],
    ['bypassPermissions', 'mcp__box__look', {}, 'ask'],
    ['plan', 'Bash', { command: 'git status' }, 'ask'],
    ['plan', 'mcp__box__look', {}, 'deny'],
    ['bypassPermissions', 'Edit', { file_path: '/p/a.txt' }, 'go on'],
    ['default', 'Read', { file_path: '/p/a.txt' }, 'go on']
  ])('where nobody trusts the folder, in mode %s, %s %j: %s', async (mode, toolName, input, expected) => {
    expect(await verdict(mode, preToolUse(toolName, input), false)).toBe(expected)
  })

  it('a plan that Claude Code began is one, though we have not heard of it', async () => {
    const input = preToolUse('EnterWorktree', {}, { permission_mode: 'plan' })
    expect(await verdict('default', input)).toBe('deny')
  })

  it('where a tool works is forgotten when a thousand others were used since', async () => {
    const { broker, outputs, aborter, question } = open()
    const before = async (input: HookInput): Promise<unknown> =>
      broker.beforeUse(input, undefined, { signal: aborter.signal })
    const ask = (toolUseID: string): void =>
      void broker.ask('Bash', { command: 'ls' }, { ...question, requestId: toolUseID, toolUseID })
    await before(preToolUse('Bash', {}, { cwd: '/p/sub' }))
    ask('use of Bash')
    ask('another')
    for (let count = 0; count < 1_000; count += 1) await before(preToolUse(`T${count}`, {}))
    ask('use of Bash')
    const rules = outputs.map((output) => 'request' in output && output.request.rules.length)
    expect(rules).toEqual([0, 1, 1])
  })

  it('a use that is given up waits for no verdict', async () => {
    const announced: string[] = []
    const broker = new PermissionBroker({
      cwd: '/p',
      emit: (output) => output.type === 'tool_announced' && announced.push(output.use.id),
      leavePlanMode: () => undefined,
      toolInput: () => undefined
    })
    const aborter = new AbortController()
    void broker.beforeUse(preToolUse('Bash', {}), undefined, { signal: aborter.signal })
    const second = broker.beforeUse(preToolUse('Bash', {}), undefined, { signal: aborter.signal })
    broker.judge(announced[1] ?? '', { behavior: 'ask' })
    aborter.abort()
    broker.judge(announced[0] ?? '', { behavior: 'ask' })
    expect(await second).toMatchObject({ hookSpecificOutput: { permissionDecision: 'ask' } })
    expect(announced.length).toBe(2)
  })
})
