/** The modes Claude Code has beside the four, against the fake model: none allows more than Ask where Skein is asked. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import { openBench } from './claudeBench.ts'
import type { ClaudeBench } from './claudeBench.ts'
import { whyNoClaude } from './claudeBinary.ts'

describe.skipIf(whyNoClaude !== null)(
  `other modes of Claude Code${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench
    beforeEach(async () => {
      bench = await openBench()
    })
    afterEach(async () => {
      await bench.close()
    })

    it.each([
      ['auto', [{ command: 'touch made' }]],
      ['dontAsk', []]
    ])('in a folder nobody trusts no command runs unasked in mode %s', async (permissionMode, expected) => {
      bench.model.script([reply(toolUse('Bash', { command: 'touch made' })), reply(text('Done.'))])
      const session = bench.open({ permissionMode })
      const asked = session.answering({ behavior: 'deny' })
      expect((await session.turn('go')).outcome).toBe('done')
      expect(asked.map(({ input }) => input)).toEqual(expected)
      expect(existsSync(path.join(bench.project, 'made'))).toBe(false)
    })

    it('dontAsk holds back what is made without asking', async () => {
      bench.model.script([
        reply(toolUse('EnterWorktree', { name: 'sneaky' }, 'toolu_worktree')),
        reply(text('Done.'))
      ])
      const session = bench.open({ permissionMode: 'dontAsk', trusted: true })
      const asked = session.answering({ behavior: 'allow' })
      await session.turn('go')
      const results = session.messages.flatMap(({ content }) =>
        content.filter((block) => block.type === 'tool_result')
      )
      expect([asked, JSON.stringify(results)]).toEqual([[], expect.stringContaining('not to be asked')])
      expect(existsSync(path.join(bench.project, '.claude'))).toBe(false)
    })
  }
)
