import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readMetadata, usageOf } from '../support/claude/testClaudeReading.ts'
import { text, toolUse } from '../fakeModel/script.ts'
import type { ReplyInput, StepInput } from '../fakeModel/script.ts'
import { openBench } from './claudeBench.ts'
import type { ClaudeBench } from './claudeBench.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { readAgain, withoutTime } from './sameAsTranscript.ts'
import { until } from './until.ts'

const script = `export const meta = { name: 'census', description: 'count birds', phases: [{ title: 'Count' }] }
phase('Count')
const [ducks, geese] = await parallel([() => agent('Count the ducks'), () => agent('Count the geese')])
return { ducks, geese }`

const used = (...steps: StepInput[]): ReplyInput => ({
  type: 'message',
  steps,
  usage: { input: 1000, output: 1 }
})

describe.skipIf(whyNoClaude !== null)(
  `Workflows of Claude Code${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench

    beforeEach(async () => {
      bench = await openBench()
    })
    afterEach(async () => {
      await bench.close()
    })

    it('are told to have ended, their agents are shown and counted, live as after a reload', async () => {
      bench.model.script([
        used(toolUse('Workflow', { script }, 'toolu_workflow')),
        ...Array.from({ length: 6 }, (_, at) => used(text(`Said ${at}.`)))
      ])
      const session = bench.open()
      session.answering({ behavior: 'allow' })
      expect((await session.turn('Start the census')).outcome).toBe('done')
      const inside = (): number =>
        session.messages.filter(({ parentToolUseId }) => parentToolUseId === 'toolu_workflow').length
      await until('all four messages of the agents are there', () => inside() === 4)
      const end = /Dynamic workflow "count birds" completed/
      const live = session.messages.map(withoutTime)
      expect(
        live.filter(({ content: [block] }) => block?.type === 'text' && end.test(block.text))
      ).toHaveLength(1)
      await until(
        'the transcript holds every message',
        async () => (await readAgain(session)).length === session.messages.length
      )
      const byId = (a: { id: string }, b: { id: string }): number => a.id.localeCompare(b.id)
      const again = (await readAgain(session)).map(withoutTime)
      expect(session.messages.map(withoutTime).toSorted(byId)).toEqual(again.toSorted(byId))
      const { subagents } = usageOf((await readMetadata(session.transcript, null)).checkpoint)
      expect(subagents).toEqual({ input: 2000, output: 2, cacheRead: 0, cacheWrite: 0 })
    })
  }
)
