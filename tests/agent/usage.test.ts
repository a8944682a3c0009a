import { readFile } from 'node:fs/promises'
import type { SDKResultMessage } from '@anthropic-ai/claude-agent-sdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readMetadata, usageOf } from '../support/claude/testClaudeReading.ts'
import type { ModelUsage, SessionUsage } from '../../shared/usage.ts'
import { text, toolUse } from '../fakeModel/script.ts'
import type { ReplyInput, StepInput } from '../fakeModel/script.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { ClaudeTalk } from './claudeTalk.ts'
import type { TalkSession } from './claudeTalk.ts'

const opus = 'claude-opus-5-5'

/**
 * A reply that claims to have used this much. As much as a real one at least: Claude Code's context report
 * never says less than what it reckons its own instructions take.
 */
function used(steps: StepInput[], input: number, output: number, cacheWrite = 0, cacheRead = 0): ReplyInput {
  return { type: 'message', steps, usage: { input, output, cacheWrite, cacheRead } }
}

async function usageIn({ transcript }: TalkSession): Promise<SessionUsage> {
  return usageOf((await readMetadata(transcript, null)).checkpoint)
}

/** What Claude Code says in a result, as we say it. Its floating sums are not ours to the last bit. */
function reckonedIn({ modelUsage }: SDKResultMessage): object[] {
  return Object.entries(modelUsage).map(([model, figures]) => ({
    model,
    input: figures.inputTokens,
    output: figures.outputTokens,
    cacheRead: figures.cacheReadInputTokens,
    cacheWrite: figures.cacheCreationInputTokens,
    costUsd: expect.closeTo(figures.costUSD, 12)
  }))
}

const Figures = z.object({
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadInputTokens: z.number(),
  cacheCreationInputTokens: z.number(),
  costUSD: z.number()
})
const CostState = z.object({ totalCostUSD: z.number(), modelUsage: z.record(z.string(), Figures) })

/** What it wrote down when it ended. */
async function writtenIn({ transcript }: TalkSession): Promise<{ costUsd: number; models: ModelUsage[] }> {
  const lines = (await readFile(transcript, 'utf8')).split('\n')
  const last = lines.findLast((line) => line.startsWith('{"type":"cost-state"'))
  const { totalCostUSD, modelUsage } = CostState.parse(JSON.parse(last ?? ''))
  const models = Object.entries(modelUsage).map(([model, figures]) => ({
    model,
    input: figures.inputTokens,
    output: figures.outputTokens,
    cacheRead: figures.cacheReadInputTokens,
    cacheWrite: figures.cacheCreationInputTokens,
    costUsd: figures.costUSD
  }))
  return { costUsd: totalCostUSD, models }
}

async function expectAsWritten(session: TalkSession): Promise<void> {
  const { costUsd, models, costIsComplete } = await usageIn(session)
  expect({ costUsd, models }).toEqual(await writtenIn(session))
  expect(costIsComplete).toBe(true)
}

async function expectContextAsReported(session: TalkSession): Promise<void> {
  const { totalTokens, maxTokens, autoCompactThreshold } = await session.context()
  const { context } = await usageIn(session)
  expect(context).toEqual({ used: totalTokens, window: maxTokens, compactsAt: autoCompactThreshold })
}

describe.skipIf(whyNoClaude !== null)(
  `What Claude Code uses${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let talk: ClaudeTalk

    beforeEach(async () => {
      talk = await ClaudeTalk.begin()
    })
    afterEach(async () => {
      await talk.end()
    })

    it.each([opus, 'claude-sonnet-5-5', 'claude-haiku-4-5', 'claude-sonnet-4-5[1m]'])(
      'by %s, turn after turn, with tools: as it reckons itself',
      async (model) => {
        talk.model.script([
          used([text('I look.'), toolUse('Bash', { command: 'echo a' })], 11, 21, 300, 40_000),
          used([text('Done.')], 12, 22, 0, 50_000),
          used([text('Again.')], 13, 23, 1_000, 60_000)
        ])
        const session = talk.open({ model })
        for (const prompt of ['one', 'two']) {
          const result = await session.say(prompt)
          expect((await usageIn(session)).models).toEqual(reckonedIn(result))
          await expectContextAsReported(session)
        }
        await session.end()
        await expectAsWritten(session)
      }
    )

    it('subagents count, and are told apart', async () => {
      const input = {
        description: 'look',
        prompt: 'look',
        subagent_type: 'general-purpose',
        run_in_background: false
      }
      talk.model.script([
        used([toolUse('Agent', input)], 10, 20, 100, 1_000),
        used([toolUse('Bash', { command: 'echo b' })], 7, 8, 9, 10),
        used([text('Seen.')], 17, 18, 19, 20),
        used([text('Done.')], 30, 40, 0, 32_000)
      ])
      const session = talk.open({ model: opus })
      const result = await session.say('look')
      const usage = await usageIn(session)
      expect(usage.models).toEqual(reckonedIn(result))
      expect(usage.subagents).toEqual({ input: 24, output: 26, cacheRead: 30, cacheWrite: 28 })
      await expectContextAsReported(session)
      await session.end()
      await expectAsWritten(session)
    })

    it('the call that compacts counts once the program has ended, and goes on counting after that', async () => {
      talk.model.script([
        used([text('Hello.')], 10, 20, 100, 50_000),
        // It takes two calls.
        used([text('A summary.')], 5, 6, 7, 50_000),
        used([text('A summary.')], 8, 9, 10, 50_000),
        used([text('Go on.')], 40, 50, 0, 33_000),
        used([text('And on.')], 60, 70, 0, 34_000)
      ])
      const session = talk.open({ model: opus })
      await session.say('hi')
      await session.say('/compact')
      const { compactions, context } = await usageIn(session)
      expect(compactions).toMatchObject([{ before: 50_130 }])
      expect(context?.used).toBe(compactions[0]?.after)
      await session.say('on')
      await expectContextAsReported(session)
      await session.end()
      await expectAsWritten(session)
      const again = talk.open({ model: opus, resume: session.id })
      const result = await again.say('and on')
      expect((await usageIn(again)).models).toEqual(reckonedIn(result))
      await again.end()
      await expectAsWritten(again)
    })

    it('a model it does not know has no price here', async () => {
      talk.model.script([used([text('Hi.')], 10, 20, 0, 35_000)])
      const session = talk.open({ model: 'made-up-model' })
      await session.say('hi')
      await expectContextAsReported(session)
      await session.end()
      expect(await usageIn(session)).toMatchObject({
        models: [{ model: 'made-up-model', input: 10, output: 20, cacheRead: 35_000, costUsd: null }],
        costUsd: null,
        costIsComplete: false
      })
    })
  }
)
