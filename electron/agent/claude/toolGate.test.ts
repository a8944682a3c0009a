import type { HookInput } from '@anthropic-ai/claude-agent-sdk'
import { describe, expect, it } from 'vitest'
import type { PermissionMode } from '../../../shared/session.ts'
import { ToolGate } from './toolGate.ts'

const signal = new AbortController().signal

function use(
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
async function verdict(mode: PermissionMode, input: HookInput): Promise<unknown> {
  const gate = new ToolGate(() => mode)
  const given = await gate.beforeUse(input, undefined, { signal })
  const specific = 'hookSpecificOutput' in given ? given.hookSpecificOutput : undefined
  return specific && 'permissionDecision' in specific ? specific.permissionDecision : 'go on'
}

describe('ToolGate', () => {
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
    expect(await verdict(mode, use(toolName, input))).toBe(expected)
  })

  it('a plan that Claude Code began is one, though we have not heard of it', async () => {
    expect(await verdict('default', use('EnterWorktree', {}, { permission_mode: 'plan' }))).toBe('deny')
  })

  it('knows where a tool works, and forgets the oldest', async () => {
    const gate = new ToolGate(() => 'default')
    await gate.beforeUse(use('Bash', {}, { cwd: '/p/sub' }), undefined, { signal })
    expect([gate.folderOf('use of Bash'), gate.folderOf('another')]).toEqual(['/p/sub', undefined])
    for (let count = 0; count < 1_000; count += 1) {
      await gate.beforeUse(use(`T${count}`, {}), undefined, { signal })
    }
    expect(gate.folderOf('use of Bash')).toBeUndefined()
  })
})
