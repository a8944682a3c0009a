/** A folder nobody trusts, and the real Claude Code in it: nothing of the folder runs before a person allowed it. */
import { readlinkSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PermissionMode } from '../../shared/session.ts'
import { openBench } from '../agent/claudeBench.ts'
import type { ClaudeBench } from '../agent/claudeBench.ts'
import { whyNoClaude } from '../agent/claudeBinary.ts'
import { until } from '../agent/until.ts'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import { plantHostileFolder } from './support/hostileFolder.ts'
import type { HostileFolder } from './support/hostileFolder.ts'

/** Claude Code takes all of these for harmless where it relies on the folder. */
const READS = [
  'git status',
  'git status --short --branch',
  'git diff',
  'git diff --stat HEAD~1',
  'git log -p -1',
  'git log --oneline --show-signature',
  'git show HEAD',
  'git show HEAD:a.txt',
  'git grep two',
  'git blame a.txt',
  'git ls-files',
  'git ls-files --others --exclude-standard',
  'git branch',
  'git remote -v',
  'git stash list',
  'git cat-file -p HEAD',
  'git cat-file --textconv HEAD:a.txt',
  'git rev-parse HEAD',
  'cd sub && git status',
  'ls && git diff',
  'git status | head -1',
  'ls; git log -p -1',
  'echo one; git show',
  'ls',
  'cat a.txt',
  'pwd'
]

describe.skipIf(whyNoClaude !== null || process.platform === 'win32')(
  `Claude Code in a folder nobody trusts${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench
    let hostile: HostileFolder

    beforeEach(async () => {
      // Some machines run their tests as root, who may not skip permissions otherwise.
      bench = await openBench({ env: { IS_SANDBOX: '1' } })
      hostile = await plantHostileFolder(bench.project, outside(bench))
    })
    afterEach(async () => {
      await bench.close()
    })

    /** Has each command run, one a step, and says which were asked about. */
    async function tryAll(
      commands: readonly string[],
      { mode, answer = 'deny' }: { mode: PermissionMode; answer?: 'allow' | 'deny' }
    ): Promise<unknown[]> {
      bench.model.script([
        ...commands.map((command) => reply(toolUse('Bash', { command, description: 'look' }))),
        reply(text('Done.'))
      ])
      const session = bench.open({ permissionMode: mode })
      const asked = session.answering({ behavior: answer })
      expect((await session.turn('look around')).outcome).toBe('done')
      expect(bench.model.unused()).toBe(0)
      return asked.map(({ input }) => input)
    }

    const inputs = (commands: readonly string[]): unknown[] =>
      commands.map((command) => ({ command, description: 'look' }))

    it.each(['default', 'acceptEdits', 'bypassPermissions'] as const)(
      'asks before every command in mode %s, and runs none that was not allowed',
      async (mode) => {
        expect(await tryAll(READS, { mode })).toEqual(inputs(READS))
        expect(await hostile.ran()).toEqual([])
      }
    )

    it('runs no command in plan mode, and asks only about those that can do nothing but look', async () => {
      expect(await tryAll(READS, { mode: 'plan' })).toEqual(inputs(['ls', 'cat a.txt', 'pwd']))
      expect(await hostile.ran()).toEqual([])
    })

    it('runs what was allowed: that is what the question was about', async () => {
      await tryAll(['git diff'], { mode: 'default', answer: 'allow' })
      expect(await hostile.ran()).toContain('diff-command')
    })

    it('asks before whatever else can start a program', async () => {
      const uses = [
        ['Monitor', { command: 'git status', description: 'look', timeout_ms: 1000 }],
        ['Bash', { command: 'git status', run_in_background: true }],
        ['EnterWorktree', { name: 'one' }],
        ['Agent', { description: 'd', prompt: 'p', subagent_type: 'general-purpose', isolation: 'worktree' }]
      ] as const
      bench.model.script([...uses.map(([name, input]) => reply(toolUse(name, input))), reply(text('Done.'))])
      const session = bench.open({ permissionMode: 'bypassPermissions' })
      const asked = session.answering({ behavior: 'deny' })
      await session.turn('go')
      expect(asked.map(({ toolName }) => toolName)).toEqual(uses.map(([name]) => name))
      expect(await hostile.ran()).toEqual([])
    })

    it.each(['default', 'bypassPermissions'] as const)(
      'asks for its subagents too in mode %s',
      async (mode) => {
        bench.model.script([
          reply(
            toolUse('Agent', {
              description: 'look',
              prompt: 'look',
              subagent_type: 'general-purpose',
              run_in_background: false
            })
          ),
          reply(toolUse('Bash', { command: 'git status' })),
          reply(toolUse('Bash', { command: 'cd sub && git diff' })),
          reply(text('Looked.')),
          reply(text('Done.'))
        ])
        const session = bench.open({ permissionMode: mode })
        const asked = session.answering({ behavior: 'deny' })
        await session.turn('go')
        expect(asked.map(({ input }) => input)).toEqual([
          { command: 'git status' },
          { command: 'cd sub && git diff' }
        ])
        expect(await hostile.ran()).toEqual([])
      }
    )

    it('still reads unasked, and edits as the mode says', async () => {
      const file = path.join(bench.project, 'a.txt')
      bench.model.script([
        reply(toolUse('Read', { file_path: file })),
        reply(toolUse('Edit', { file_path: file, old_string: 'three', new_string: 'four' })),
        reply(text('Done.'))
      ])
      const session = bench.open({ permissionMode: 'acceptEdits' })
      const asked = session.answering({ behavior: 'deny' })
      await session.turn('go')
      expect(asked).toEqual([])
      expect(await hostile.ran()).toEqual([])
    })

    it('starts, takes prompts and slash commands, and ends without anything of the folder', async () => {
      const session = bench.open()
      const asked = session.answering({ behavior: 'deny' })
      const prompts = [
        'hello @a.txt @sub/ @sub/imported.md',
        '/security-review',
        '/init',
        '/code-review',
        '/doctor',
        '/canary',
        '/reload-plugins',
        '/reload-skills',
        '/output-style canary'
      ]
      for (const prompt of prompts) await session.turn(prompt)
      await session.run.close()
      expect([asked, await hostile.ran()]).toEqual([[], []])
      const told = JSON.stringify(bench.model.requests.map(({ body, headers }) => ({ body, headers })))
      // What was mentioned by name was read; nothing else was.
      expect([...new Set(told.match(/CANARY-\w+|x-canary/gu))]).toEqual(['CANARY-IMPORT'])
      expect(told).not.toContain('gitStatus')
    })

    it('says what it offers from an empty folder of ours', async () => {
      const offering = bench.agent.offer({ cwd: bench.project, trusted: false })
      await until('a process is asked', () => bench.ledger.running().length === 1)
      const pid = bench.ledger.running()[0]?.pid
      const empty = path.join(bench.dataDir, 'empty')
      // Only Linux says so.
      expect(process.platform === 'linux' ? readlinkSync(`/proc/${pid}/cwd`) : empty).toBe(empty)
      const { commands } = await offering
      expect(commands.map(({ name }) => name)).toContain('compact')
      expect(commands.map(({ name }) => name)).not.toContain('canary')
      expect(await hostile.ran()).toEqual([])
    })

    it('asks no more once the folder is trusted, and loads what it brings', async () => {
      // One hook is proof enough; all of them at once keep it from answering.
      const hook = { type: 'command', command: path.join(outside(bench), 'claude-hook-SessionStart.sh') }
      const settings = JSON.stringify({ hooks: { SessionStart: [{ hooks: [hook] }] } })
      for (const name of ['settings.json', 'settings.local.json']) {
        await writeFile(path.join(bench.project, '.claude', name), settings)
      }
      bench.model.script([reply(toolUse('Bash', { command: 'git status' })), reply(text('Done.'))])
      const session = bench.open({ trusted: true })
      const asked = session.answering({ behavior: 'deny' })
      await session.turn('go')
      expect(asked).toEqual([])
      expect(await hostile.ran()).toEqual(expect.arrayContaining(['claude-hook-SessionStart', 'fsmonitor']))
    })
  }
)

function outside(bench: ClaudeBench): string {
  return path.join(path.dirname(bench.home), 'outside')
}
