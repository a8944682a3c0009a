import { describe, expect, it } from 'vitest'
import type { PermissionMode } from '../../../shared/session.ts'
import type { AgentOutput } from '../port.ts'
import { PermissionDesk } from './permissionDesk.ts'
import type { DeskPorts } from './permissionDesk.ts'

function open(mode: PermissionMode = 'default', written?: unknown, more: Partial<DeskPorts> = {}) {
  const outputs: AgentOutput[] = []
  const aborter = new AbortController()
  let left = 0
  const desk = new PermissionDesk({
    cwd: '/p',
    emit: (output) => outputs.push(output),
    mode: () => mode,
    leavePlanMode: () => {
      left += 1
    },
    toolInput: () => written,
    ...more
  })
  const question = { signal: aborter.signal, toolUseID: 'toolu_1', requestId: 'r1' }
  return { desk, outputs, aborter, question, left: () => left }
}

describe('PermissionDesk', () => {
  it('asks, and gives back what was answered without the suggestions of the CLI', async () => {
    const { desk, outputs, question } = open()
    const asked = desk.ask(
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
          toolUseId: 'toolu_1'
        }
      }
    ])
    desk.answer('r1', { behavior: 'allow', remember: 'project' })
    expect(await asked).toEqual({ behavior: 'allow', updatedInput: { command: 'ls' } })
  })

  it('a second answer changes nothing', async () => {
    const { desk, outputs, question } = open()
    const asked = desk.ask('Bash', { command: 'ls' }, question)
    desk.answer('r1', { behavior: 'deny', message: 'No.' })
    desk.answer('r1', { behavior: 'allow' })
    expect(await asked).toEqual({ behavior: 'deny', message: 'No.' })
    expect(outputs.length).toBe(1)
  })

  it('an aborted question is withdrawn once, however it ends', async () => {
    const { desk, outputs, question, aborter } = open()
    const asked = desk.ask('Bash', { command: 'ls' }, question)
    aborter.abort()
    desk.withdrawAll()
    expect(await asked).toMatchObject({ behavior: 'deny' })
    expect(outputs.slice(1)).toEqual([{ type: 'permission_withdrawn', requestId: 'r1' }])
    expect(await desk.ask('Bash', { command: 'ls' }, question)).toMatchObject({ behavior: 'deny' })
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
    const { desk, outputs, question } = open('plan')
    expect(await desk.ask(toolName, {}, question)).toMatchObject({
      behavior: 'deny',
      message: expect.stringContaining('Plan mode')
    })
    expect(outputs).toEqual([])
  })

  it('an approved plan leaves plan mode and shows the plan that was written', async () => {
    const { desk, outputs, question, left } = open('plan', { plan: 'Do it.' })
    const asked = desk.ask('ExitPlanMode', {}, question)
    expect(outputs).toMatchObject([{ request: { input: { plan: 'Do it.' }, rules: [] } }])
    desk.answer('r1', { behavior: 'allow' })
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
      const { desk, outputs, question } = open('plan')
      void desk.ask(toolName, {}, question)
      expect(outputs).toMatchObject([{ request: { toolName } }])
    }
  )

  it('in plan mode a plain look is asked about where nobody trusts the folder, and no other command is', async () => {
    const { desk, outputs, question } = open('plan', undefined, { trusted: false })
    const forced = { ...question, decisionReasonType: 'rule' }
    void desk.ask('Bash', { command: 'ls src' }, forced)
    expect(outputs).toMatchObject([{ request: { input: { command: 'ls src' }, cause: 'untrusted_folder' } }])
    expect(await desk.ask('Bash', { command: 'git status' }, forced)).toMatchObject({ behavior: 'deny' })
    const trusting = open('plan', undefined, { trusted: true })
    expect(await trusting.desk.ask('Bash', { command: 'ls src' }, forced)).toMatchObject({
      behavior: 'deny'
    })
    expect([outputs.length, trusting.outputs]).toEqual([1, []])
  })

  it('says why it is asked, and offers nothing to remember where the CLI warns', () => {
    const { desk, outputs, question } = open()
    const warning = {
      ...question,
      blockedPath: '/p/.git/hooks/x',
      decisionReason: 'A \u001b[1msensitive\u001b[0m file.',
      decisionReasonType: 'safetyCheck'
    }
    void desk.ask('Bash', { command: 'echo > .git/hooks/x' }, warning)
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
          cause: 'safety_check',
          reason: 'A sensitive file.',
          blockedPath: '/p/.git/hooks/x',
          defaultToNo: true
        }
      }
    ])
  })

  it('offers nothing to remember where the tool works in another folder', () => {
    const { desk, outputs, question } = open('default', undefined, { folderOf: () => '/p/worktree' })
    void desk.ask('Bash', { command: 'ls' }, question)
    expect(outputs).toMatchObject([{ request: { rules: [] } }])
  })

  it('offers nothing to remember when the CLI says that a rule would be too wide', () => {
    const { desk, outputs, question } = open()
    void desk.ask('Bash', { command: 'ls' }, { ...question, suppressAlwaysAllowRule: true })
    expect(outputs).toMatchObject([{ request: { rules: [] } }])
  })
})
