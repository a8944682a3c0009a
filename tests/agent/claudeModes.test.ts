import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPage } from '../support/claude/testClaudeReading.ts'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import { openBench } from './claudeBench.ts'
import type { ClaudeBench } from './claudeBench.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { expectSameAsTranscript } from './sameAsTranscript.ts'

const isRoot = process.getuid?.() === 0

describe.skipIf(whyNoClaude !== null)(
  `modes and trust of Claude Code${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench

    beforeEach(async () => {
      bench = await openBench()
    })
    afterEach(async () => {
      await bench.close()
    })

    it('in plan mode nothing is changed and nobody is asked, until the plan is approved', async () => {
      const file = path.join(bench.project, 'new.txt')
      bench.model.script([
        reply(toolUse('Write', { file_path: file, content: 'early' }, 'toolu_early')),
        reply(toolUse('Bash', { command: 'mkdir early' })),
        reply(toolUse('ExitPlanMode', { plan: 'Write the file.' })),
        reply(toolUse('Write', { file_path: file, content: 'late' })),
        reply(text('Done.'))
      ])
      const session = bench.open({ permissionMode: 'plan' })
      const asked = session.answering({ behavior: 'allow' })
      expect((await session.turn('go')).outcome).toBe('done')
      expect(asked.map(({ toolName, title, rules }) => ({ toolName, title, rules }))).toEqual([
        { toolName: 'ExitPlanMode', title: 'Carry out this plan', rules: [] },
        { toolName: 'Write', title: 'Write new.txt', rules: [{ toolName: 'Write', pattern: file }] }
      ])
      expect(asked[0]?.input).toMatchObject({ plan: 'Write the file.' })
      const denied = session.messages.find(({ content }) =>
        content.some((block) => block.type === 'tool_result' && block.tool_use_id === 'toolu_early')
      )
      expect(denied?.content).toMatchObject([
        { is_error: true, content: expect.stringContaining('Plan mode') }
      ])
      expect([existsSync(path.join(bench.project, 'early')), await readFile(file, 'utf8')]).toEqual([
        false,
        'late'
      ])
      expect(session.outputs.filter(({ type }) => type === 'permission_mode_changed')).toEqual([
        { type: 'permission_mode_changed', permissionMode: 'default' }
      ])
      await expectSameAsTranscript(session)
    })

    it('in plan mode looking around goes on unasked', async () => {
      const file = path.join(bench.project, 'a.txt')
      await writeFile(file, 'alpha\n')
      bench.model.script([
        reply(
          toolUse('Bash', { command: 'ls' }, 'toolu_ls'),
          toolUse('Read', { file_path: file }, 'toolu_read')
        ),
        reply(text('Seen.'))
      ])
      // Elsewhere every command asks, a plain look too (tests/attacks/trustAgent.test.ts).
      const session = bench.open({ permissionMode: 'plan', trusted: true })
      const asked = session.answering({ behavior: 'deny' })
      expect((await session.turn('look')).outcome).toBe('done')
      const results = session.messages.flatMap(({ content }) =>
        content.flatMap((block) =>
          block.type === 'tool_result'
            ? [[block.tool_use_id, [block.is_error, JSON.stringify(block.content)]] as const]
            : []
        )
      )
      expect([asked, Object.fromEntries(results)]).toEqual([
        [],
        {
          toolu_ls: [false, expect.stringContaining('a.txt')],
          toolu_read: [false, expect.stringContaining('alpha')]
        }
      ])
    })

    it('a plan that is turned down stays a plan', async () => {
      bench.model.script([
        reply(toolUse('ExitPlanMode', { plan: 'Bad idea.' })),
        reply(text('I think again.'))
      ])
      const session = bench.open({ permissionMode: 'plan' })
      session.answering({ behavior: 'deny', message: 'Think again.' })
      expect((await session.turn('go')).outcome).toBe('done')
      expect(session.outputs.some(({ type }) => type === 'permission_mode_changed')).toBe(false)
      await expectSameAsTranscript(session)
    })

    it('a changed mode holds from the next question on, in the same process', async () => {
      const file = path.join(bench.project, 'new.txt')
      bench.model.script([
        reply(text('Ready.')),
        reply(toolUse('Write', { file_path: file, content: 'x' })),
        reply(text('Written.'))
      ])
      const session = bench.open()
      await session.turn('hello')
      const [child] = bench.ledger.running()
      session.run.setPermissionMode('acceptEdits')
      expect((await session.turn('write')).outcome).toBe('done')
      expect(await readFile(file, 'utf8')).toBe('x')
      expect(bench.ledger.running()).toEqual([child])
      expect(
        session.outputs.some(
          ({ type }) => type === 'permission_requested' || type === 'permission_mode_changed'
        )
      ).toBe(false)
    })

    it('changes of mode in quick succession end in the last one and are not reported back', async () => {
      bench.model.script([
        reply(text('Ready.')),
        reply(toolUse('Bash', { command: 'mkdir made' })),
        reply(text('Done.'))
      ])
      const session = bench.open()
      await session.turn('hello')
      for (const mode of ['plan', 'acceptEdits', 'plan', 'default'] as const)
        session.run.setPermissionMode(mode)
      const asked = session.answering({ behavior: 'allow' })
      await session.turn('go')
      expect(asked.map(({ title }) => title)).toEqual(['Run mkdir made'])
      expect(session.outputs.some(({ type }) => type === 'permission_mode_changed')).toBe(false)
    })

    it.runIf(isRoot)('does not skip permissions for root, and says so', async () => {
      bench.model.script([reply(text('Ready.')), reply(text('Back.'))])
      const session = bench.open()
      await session.turn('hello')
      session.run.setPermissionMode('bypassPermissions')
      const { outcome, error } = await session.turn('go')
      expect([outcome, error?.code]).toEqual(['failed', 'permission_mode_refused'])
      session.run.setPermissionMode('default')
      expect((await session.turn('go on')).outcome).toBe('done')
    })

    it('asks nothing when permissions are skipped, in a process that was started for it', async () => {
      const free = await openBench({ env: { IS_SANDBOX: '1' } })
      try {
        free.model.script([
          reply(text('Ready.')),
          reply(toolUse('Bash', { command: 'mkdir made' })),
          reply(text('Done.'))
        ])
        const session = free.open({ trusted: true })
        await session.turn('hello')
        const [first] = free.ledger.running()
        session.run.setPermissionMode('bypassPermissions')
        expect((await session.turn('go')).outcome).toBe('done')
        expect(free.ledger.running().map(({ pid }) => pid)).not.toEqual([first?.pid])
        expect([
          existsSync(path.join(free.project, 'made')),
          session.outputs.some(({ type }) => type === 'permission_requested')
        ]).toEqual([true, false])
      } finally {
        await free.close()
      }
    })

    it('a changed model answers the next prompt', async () => {
      bench.model.script([reply(text('One.')), reply(text('Two.'))])
      const session = bench.open({ model: 'claude-sonnet-5' })
      await session.turn('first')
      session.run.setModel('claude-opus-4-8')
      await session.turn('second')
      const models = session.messages.filter(({ role }) => role === 'assistant').map(({ model }) => model)
      expect(models).toEqual(['claude-sonnet-5', 'claude-opus-4-8'])
      expect(session.outputs.some(({ type }) => type === 'model_changed')).toBe(false)
      const { messages } = await readPage(session.transcript, { limit: 50 })
      const prompts = messages.filter(({ role }) => role === 'user').map(({ content }) => content)
      expect(prompts).toEqual([[{ type: 'text', text: 'first' }], [{ type: 'text', text: 'second' }]])
    })

    it('tells when the model was changed by a typed command', async () => {
      bench.model.script([reply(text('One.')), reply(text('Two.')), reply(text('Three.'))])
      const session = bench.open()
      await session.turn('first')
      await session.turn('/model claude-opus-4-8')
      await session.turn('second')
      expect(session.outputs.filter(({ type }) => type === 'model_changed')).toEqual([
        { type: 'model_changed', model: 'claude-opus-4-8' }
      ])
    })

    it.each([
      [false, 'are not run'],
      [true, 'are run']
    ])("a folder's own hooks, servers and instructions: trusted %s, they %s", async (trusted) => {
      const ran = (name: string): string => path.join(bench.home, name)
      const hook = (name: string): object => ({ hooks: [{ type: 'command', command: `touch ${ran(name)}` }] })
      await mkdir(path.join(bench.project, '.claude'))
      await writeFile(
        path.join(bench.project, '.claude', 'settings.json'),
        JSON.stringify({
          hooks: { SessionStart: [hook('started')], PreToolUse: [{ matcher: '*', ...hook('used') }] },
          enableAllProjectMcpServers: true
        })
      )
      await writeFile(
        path.join(bench.project, '.mcp.json'),
        JSON.stringify({
          mcpServers: { mine: { command: '/bin/sh', args: ['-c', `touch ${ran('served')}; cat`] } }
        })
      )
      await writeFile(path.join(bench.project, 'CLAUDE.md'), 'The password is swordfish.')
      await writeFile(path.join(bench.project, 'a.txt'), 'alpha\n')
      bench.model.script([
        reply(toolUse('Read', { file_path: path.join(bench.project, 'a.txt') })),
        reply(text('Done.'))
      ])
      const session = bench.open({ trusted })
      session.answering({ behavior: 'allow' })
      expect((await session.turn('go')).outcome).toBe('done')
      const instructed = JSON.stringify(bench.model.requests[0]?.body).includes('swordfish')
      expect([
        existsSync(ran('started')),
        existsSync(ran('used')),
        existsSync(ran('served')),
        instructed
      ]).toEqual([trusted, trusted, trusted, trusted])
    })

    it('gives the agent the environment of the user, not ours', async () => {
      const own = await openBench({
        env: {
          SKEIN_TOKEN: 'secret',
          ELECTRON_RUN_AS_NODE: '1',
          NODE_OPTIONS: '',
          npm_config_x: 'y',
          MINE: 'yes'
        }
      })
      try {
        own.model.script([reply(toolUse('Bash', { command: 'env | sort > seen.txt' })), reply(text('Done.'))])
        const session = own.open()
        session.answering({ behavior: 'allow' })
        await session.turn('go')
        const seen = await readFile(path.join(own.project, 'seen.txt'), 'utf8')
        const names = seen.split('\n').map((line) => line.split('=')[0])
        expect(names).toContain('MINE')
        expect(
          names.filter((name) => /^(SKEIN_(?!PROCESS_MARK)|ELECTRON_|npm_|NODE_OPTIONS)/.test(name ?? ''))
        ).toEqual([])
      } finally {
        await own.close()
      }
    })

    it('is ready, and says which version', async () => {
      expect(await bench.agent.check()).toEqual({
        ready: true,
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        path: expect.stringContaining('claude')
      })
    })
  }
)
