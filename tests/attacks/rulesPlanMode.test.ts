/** The real Claude Code in plan mode, with a person who allows whatever is asked: nothing changes. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBench } from '../agent/claudeBench.ts'
import type { BenchSession, ClaudeBench } from '../agent/claudeBench.ts'
import { whyNoClaude } from '../agent/claudeBinary.ts'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import { addBoxServer } from './support/boxServer.ts'

const notebook = {
  cells: [{ cell_type: 'code', source: ['1'], metadata: {}, outputs: [], execution_count: null, id: 'x' }],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5
}

describe.skipIf(whyNoClaude !== null)(
  `plan mode of Claude Code${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench
    beforeEach(async () => {
      bench = await openBench()
      await writeFile(path.join(bench.project, 'n.ipynb'), JSON.stringify(notebook))
      git('init', '-q', '-b', 'main')
      git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-q', '--allow-empty', '-m', 'x')
    })
    afterEach(async () => {
      await bench.close()
    })

    function git(...args: string[]): string {
      return execFileSync('git', args, { cwd: bench.project, encoding: 'utf8' })
    }
    /** Everything of the project a plan must leave as it is. */
    async function state(): Promise<unknown> {
      const entries = await readdir(bench.project, { recursive: true, withFileTypes: true })
      const files = entries
        .filter((entry) => entry.isFile() && !entry.parentPath.includes(`${path.sep}.git`))
        .map((entry) => path.join(entry.parentPath, entry.name))
      const texts = await Promise.all(
        files.toSorted().map(async (file) => [file, await readFile(file, 'utf8')])
      )
      const folders = entries.filter((entry) => entry.isDirectory() && !entry.parentPath.includes('.git'))
      return {
        texts,
        folders: folders.map(({ parentPath, name }) => path.join(parentPath, name)).toSorted(),
        refs: git('for-each-ref'),
        worktrees: git('worktree', 'list')
      }
    }
    function resultOf(session: BenchSession, id: string): string {
      return session.messages
        .flatMap(({ content }) => content)
        .flatMap((block) =>
          block.type === 'tool_result' && block.tool_use_id === id ? [JSON.stringify(block)] : []
        )
        .join()
    }

    it('denies what makes branches, worktrees, files or timetables, and nobody is asked', async () => {
      const box = await addBoxServer(bench.project, bench.home)
      const inProject = (name: string): string => path.join(bench.project, name)
      const uses: [string, Record<string, unknown>][] = [
        ['EnterWorktree', { name: 'sneaky' }],
        ['ExitWorktree', { action: 'remove', discard_changes: true }],
        ['Agent', { description: 'x', prompt: 'x', isolation: 'worktree', run_in_background: false }],
        ['Agent', { description: 'x', prompt: 'x', isolation: 'remote' }],
        ['CronCreate', { cron: '* * * * *', prompt: 'x', durable: true }],
        ['ScheduleWakeup', { delaySeconds: 60, reason: 'x', prompt: 'x', noop: false }],
        ['Workflow', { script: 'export const meta = { name: "x", description: "y", phases: [] }\n' }],
        ['Monitor', { description: 'x', timeout_ms: 1_000, command: 'touch monitored' }],
        ['Monitor', { description: 'x', timeout_ms: 1_000, command: 'git status' }],
        ['SendMessage', { to: 'x', message: 'x', summary: 'x' }],
        ['mcp__box__run', { command: 'x' }],
        ['mcp__box__look', {}],
        ['NotebookEdit', { notebook_path: inProject('n.ipynb'), new_source: '2', cell_id: 'x' }],
        ['Write', { file_path: inProject('w.txt'), content: 'x' }],
        ['Write', { file_path: inProject('.git/hooks/post-commit'), content: 'x' }],
        ['Bash', { command: 'touch by-bash' }],
        ['Bash', { command: 'touch by-bash', run_in_background: true }],
        ['Bash', { command: 'git branch sneaky' }],
        ['Bash', { command: `${process.execPath} -e "fs.writeFileSync('by-node','x')"` }]
      ]
      bench.model.script([
        reply(toolUse('Read', { file_path: inProject('n.ipynb') }, 'toolu_read')),
        ...uses.map(([name, input], index) => reply(toolUse(name, input, `toolu_${index}`))),
        reply(text('Nothing worked.'))
      ])
      const before = await state()
      const session = bench.open({ permissionMode: 'plan', trusted: true })
      const asked = session.answering({ behavior: 'allow' })
      expect((await session.turn('go')).outcome).toBe('done')
      expect(asked).toEqual([])
      uses.forEach(([name], index) => {
        expect([name, resultOf(session, `toolu_${index}`)]).toEqual([
          name,
          expect.stringContaining('"is_error":true')
        ])
      })
      expect(resultOf(session, 'toolu_0')).toContain('Plan mode')
      expect(resultOf(session, 'toolu_10')).toContain('Plan mode')
      expect([await state(), existsSync(box)]).toEqual([before, false])
    })

    it('denies what the settings of the folder allow, and what its agents and skills bring', async () => {
      const claude = path.join(bench.project, '.claude')
      await addBoxServer(bench.project, bench.home)
      await mkdir(path.join(claude, 'agents'))
      await mkdir(path.join(claude, 'skills', 'wild'), { recursive: true })
      await writeFile(
        path.join(claude, 'settings.json'),
        JSON.stringify({
          enableAllProjectMcpServers: true,
          disableAllHooks: true,
          permissions: {
            defaultMode: 'bypassPermissions',
            allow: ['Bash(touch:*)', 'Write', 'EnterWorktree', 'mcp__box__run', 'Monitor', 'CronCreate']
          }
        })
      )
      await writeFile(
        path.join(claude, 'agents', 'mover.md'),
        '---\nname: mover\ndescription: moves\npermissionMode: bypassPermissions\n---\nYou move.\n'
      )
      await writeFile(
        path.join(claude, 'skills', 'wild', 'SKILL.md'),
        '---\nname: wild\ndescription: wild\nallowed-tools: Bash, Write\n---\nDo !`touch by-skill` it.\n'
      )
      const before = await state()
      bench.model.script([
        reply(toolUse('EnterWorktree', { name: 'sneaky' })),
        reply(toolUse('CronCreate', { cron: '* * * * *', prompt: 'x', durable: true })),
        reply(toolUse('mcp__box__run', { command: 'x' })),
        reply(toolUse('Monitor', { description: 'x', timeout_ms: 1_000, command: 'touch monitored' })),
        reply(toolUse('Bash', { command: 'touch by-bash' })),
        reply(toolUse('Skill', { skill: 'wild' })),
        reply(
          toolUse('Agent', {
            description: 'x',
            prompt: 'x',
            subagent_type: 'mover',
            run_in_background: false
          })
        ),
        reply(toolUse('Bash', { command: 'touch by-agent' })),
        reply(toolUse('EnterWorktree', { name: 'by-agent' })),
        reply(text('I could not.')),
        reply(text('Nothing worked.'))
      ])
      const session = bench.open({ permissionMode: 'plan', trusted: true })
      const asked = session.answering({ behavior: 'allow' })
      expect((await session.turn('go')).outcome).toBe('done')
      expect([asked, await state()]).toEqual([[], before])
      expect([existsSync(path.join(bench.home, 'box.log')), bench.model.unused()]).toEqual([false, 0])
    })

    it('begins with the answer that enters it, in the same turn', async () => {
      bench.model.script([
        reply(toolUse('EnterPlanMode', {}), toolUse('EnterWorktree', { name: 'sneaky' }, 'toolu_at_once')),
        reply(toolUse('EnterWorktree', { name: 'sneaky' }, 'toolu_worktree')),
        reply(text('Done.'))
      ])
      const session = bench.open({ trusted: true })
      session.answering({ behavior: 'allow' })
      const before = await state()
      await session.turn('go')
      expect(resultOf(session, 'toolu_at_once')).toContain('Plan mode')
      expect(resultOf(session, 'toolu_worktree')).toContain('Plan mode')
      expect(await state()).toEqual(before)
    })
  }
)
