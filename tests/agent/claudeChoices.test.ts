import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import { openBench } from './claudeBench.ts'
import type { ClaudeBench } from './claudeBench.ts'
import { whyNoClaude } from './claudeBinary.ts'

const Asked = z.object({ output_config: z.object({ effort: z.string() }) })

describe.skipIf(whyNoClaude !== null)(
  `what is chosen for a session of Claude Code${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench

    beforeEach(async () => {
      bench = await openBench()
    })
    afterEach(async () => {
      await bench.close()
    })

    const efforts = (): string[] =>
      bench.model.requests.map(({ body }) => Asked.parse(body).output_config.effort)

    it('the effort reaches the model from the first prompt on, and changes in the middle of the session', async () => {
      bench.model.script(Array.from({ length: 4 }, () => reply(text('Done.'))))
      const session = bench.open({ effort: 'low' })
      await session.turn('one')
      session.run.setEffort?.('max')
      await session.turn('two')
      session.run.setEffort?.(null)
      await session.turn('three')
      await session.run.close()
      const again = bench.open({ sessionId: session.id, effort: 'high' })
      await again.turn('four')
      const [first, second, own, resumed] = efforts()
      expect([first, second, resumed]).toEqual(['low', 'max', 'high'])
      expect(own).not.toBe('max')
      expect(JSON.stringify(bench.model.requests.at(-1)?.body)).toContain('three')
    })

    it('an effort or a mode of another version starts nothing, and the session goes on when another is chosen', async () => {
      bench.model.script([reply(text('Done.'))])
      const session = bench.open({ effort: 'utmost', permissionMode: 'ponder' })
      const codes = async (): Promise<unknown> => (await session.turn('go')).error
      expect(await codes()).toMatchObject({ code: 'mode_not_known', parameters: { id: 'ponder' } })
      session.run.setPermissionMode('plan')
      expect(await codes()).toMatchObject({ code: 'effort_not_known', parameters: { id: 'utmost' } })
      expect(bench.model.requests).toEqual([])
      session.run.setEffort?.('medium')
      expect((await session.turn('go')).outcome).toBe('done')
      expect(efforts()).toEqual(['medium'])
    })

    it('dontAsk asks nobody: what would be asked about is refused, and looking goes on', async () => {
      bench.model.script([
        reply(toolUse('Bash', { command: 'touch made' }, 'toolu_touch')),
        reply(toolUse('Bash', { command: 'ls' }, 'toolu_ls')),
        reply(text('Done.'))
      ])
      const session = bench.open({ permissionMode: 'dontAsk', trusted: true })
      const asked = session.answering({ behavior: 'allow' })
      expect((await session.turn('go')).outcome).toBe('done')
      expect(asked).toEqual([])
      expect(existsSync(path.join(bench.project, 'made'))).toBe(false)
      expect(failures(session.messages)).toEqual({ toolu_touch: true, toolu_ls: false })
    })

    it('auto works unasked, entered before the first prompt or in the middle', async () => {
      bench.model.script([
        reply(toolUse('Write', { file_path: path.join(bench.project, 'first'), content: 'x' })),
        reply(text('Done.')),
        reply(toolUse('Write', { file_path: path.join(bench.project, 'second'), content: 'x' })),
        reply(text('Done.'))
      ])
      const session = bench.open({ trusted: true })
      const asked = session.answering({ behavior: 'allow' })
      await session.turn('one')
      expect(asked).toHaveLength(1)
      session.run.setPermissionMode('auto')
      expect((await session.turn('two')).outcome).toBe('done')
      expect(asked).toHaveLength(1)
      expect(existsSync(path.join(bench.project, 'second'))).toBe(true)
      expect(session.outputs.filter(({ type }) => type === 'permission_mode_changed')).toEqual([])
      await session.run.close()
      bench.model.script([
        reply(toolUse('Write', { file_path: path.join(bench.project, 'third'), content: 'x' })),
        reply(text('Done.'))
      ])
      const again = bench.open({ sessionId: session.id, permissionMode: 'auto', trusted: true })
      expect((await again.turn('three')).outcome).toBe('done')
      expect(existsSync(path.join(bench.project, 'third'))).toBe(true)
    })

    it.each([
      ['auto', ['Bash']],
      ['dontAsk', []]
    ])('in a folder nobody trusts, %s runs no command unasked', async (permissionMode, expected) => {
      bench.model.script([reply(toolUse('Bash', { command: 'ls' }, 'toolu_ls')), reply(text('Done.'))])
      const session = bench.open({ permissionMode })
      const asked = session.answering({ behavior: 'deny' })
      expect((await session.turn('go')).outcome).toBe('done')
      expect(asked.map(({ toolName }) => toolName)).toEqual(expected)
      expect(failures(session.messages)).toEqual({ toolu_ls: true })
    })

    it('says for each of its models which efforts it takes', async () => {
      const { models, efforts: own } = await bench.agent.offer({ cwd: bench.project, trusted: false })
      const known = bench.agent.options.efforts.map(({ id }) => id)
      expect(models.length).toBeGreaterThan(0)
      for (const taken of [own, ...models.map((model) => model.efforts)])
        expect(known).toEqual(expect.arrayContaining(taken ?? ['none']))
    })
  }
)

function failures(messages: ClaudeMessages): Record<string, boolean> {
  const results = messages.flatMap(({ content }) =>
    content.flatMap((block) =>
      block.type === 'tool_result' ? [[block.tool_use_id, block.is_error] as const] : []
    )
  )
  return Object.fromEntries(results)
}

type ClaudeMessages = ReturnType<ClaudeBench['open']>['messages']
