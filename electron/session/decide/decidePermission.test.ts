import { describe, expect, test } from 'vitest'
import { restingState } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import { sampleSession } from '../../../tests/support/sampleSession.ts'
import type { PermissionMode, PermissionRequest, PermissionRule } from '../../../shared/session.ts'
import { factsOf } from '../../agent/claude/claudeTools.ts'
import { answerPermission, requestPermission } from './decidePermission.ts'
import type { PermissionFacts } from './decision.ts'

const running: SessionState = {
  ...restingState(sampleSession),
  session: { ...sampleSession, state: 'running', permissionMode: 'default' }
}
const ls: PermissionRule = { toolName: 'Bash', pattern: 'ls' }
const command = asking('Bash', { command: 'ls' }, [ls])
const allowed = {
  ok: true,
  events: [],
  effects: [{ type: 'answer_permission', requestId: 'r1', answer: { behavior: 'allow' } }]
}

function asking(toolName: string, input: unknown, rules: PermissionRule[]): PermissionRequest {
  return { id: 'r1', toolName, input, ...factsOf(toolName), title: 'Do it', rules }
}
function given(saved: readonly PermissionRule[], realPath: string | null): PermissionFacts {
  return { saved, realPath, folder: '/p', isTrusted: true }
}
function asked(request: PermissionRequest): object {
  return { ok: true, events: [{ type: 'permission_requested', request }], effects: [] }
}
function inMode(permissionMode: PermissionMode): SessionState {
  return { ...running, session: { ...running.session, permissionMode } }
}

describe('a request', () => {
  test('that was remembered is answered, and no window is bothered', () => {
    expect(requestPermission(running, command, given([ls], null))).toEqual(allowed)
  })

  test('of another command is asked', () => {
    const other = asking('Bash', { command: 'ls -a' }, [{ toolName: 'Bash', pattern: 'ls -a' }])
    expect(requestPermission(running, other, given([ls], null))).toEqual(asked(other))
  })

  test('that its agent does not let be remembered is never answered by a rule', () => {
    const warned = asking('Bash', { command: 'ls' }, [])
    expect(requestPermission(running, warned, given([ls], null))).toEqual(asked(warned))
  })

  test('is not answered by a rule for any use of its tool, whoever offers it', () => {
    const any = { toolName: 'Monitor', pattern: null }
    const watch = asking('Monitor', { command: 'rm -rf x' }, [any])
    expect(requestPermission(running, watch, given([any], null))).toEqual(
      asked({ ...watch, rules: [{ toolName: 'Monitor', pattern: 'rm -rf x' }] })
    )
  })

  test('saves what is decided here, not what an adapter claims', () => {
    const wide = asking('Bash', { command: 'ls' }, [{ toolName: 'Bash', pattern: 'rm -rf ~' }])
    expect(requestPermission(running, wide, given([], null))).toEqual(asked(command))
  })

  test('is about the file that its name leads to now', () => {
    const write = asking('Write', { file_path: '/p/a' }, [{ toolName: 'Write', pattern: '/p/a' }])
    const saved = [{ toolName: 'Write', pattern: '/p/a' }]
    expect(requestPermission(running, write, given(saved, '/p/a'))).toEqual(allowed)
    expect(requestPermission(running, write, given(saved, '/etc/a'))).toEqual(
      asked({ ...write, rules: [{ toolName: 'Write', pattern: '/etc/a' }] })
    )
    expect(requestPermission(running, write, given(saved, null))).toEqual(asked({ ...write, rules: [] }))
  })

  test('to change something is not answered by a rule while a plan is made; one to look is', () => {
    const read = asking('Read', { file_path: '/p/a' }, [{ toolName: 'Read', pattern: '/p/a' }])
    const facts = given([ls, ...read.rules], '/p/a')
    expect(requestPermission(inMode('plan'), command, facts)).toEqual(asked(command))
    expect(requestPermission(inMode('plan'), read, facts)).toEqual(allowed)
  })

  test('of a turn that is being stopped is not answered by a rule', () => {
    const stopping: SessionState = { ...running, session: { ...running.session, state: 'interrupting' } }
    expect(requestPermission(stopping, command, given([ls], null))).toEqual(asked(command))
  })
})

describe('an answer', () => {
  const waiting: SessionState = { ...running, permissions: [command] }
  const effects = (answer: Parameters<typeof answerPermission>[2], state = waiting): unknown[] => {
    const decision = answerPermission(state, 'r1', answer)
    return decision.ok ? decision.effects.map(({ type }) => type) : [decision.error.code]
  }

  test('remembers the call that was shown', () => {
    expect(effects({ behavior: 'allow', remember: 'project' })).toEqual([
      'remember_rules',
      'answer_permission'
    ])
    expect(effects({ behavior: 'allow', remember: 'project', updatedInput: { command: 'ls' } })).toEqual([
      'remember_rules',
      'answer_permission'
    ])
  })

  test('that changes the call allows it once and remembers neither', () => {
    expect(effects({ behavior: 'allow', remember: 'project', updatedInput: { command: 'ls -a' } })).toEqual([
      'answer_permission'
    ])
    expect(effects({ behavior: 'allow', remember: 'session', updatedInput: { file_path: '/x' } })).toEqual([
      'answer_permission'
    ])
  })

  test('remembers nothing where nothing can be remembered', () => {
    const warned: SessionState = { ...running, permissions: [{ ...command, rules: [] }] }
    expect(effects({ behavior: 'allow', remember: 'project' }, warned)).toEqual(['answer_permission'])
  })
})
