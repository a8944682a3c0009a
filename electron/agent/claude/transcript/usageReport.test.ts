import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readMetadata, usageOf } from '../../../../tests/support/claude/testClaudeReading.ts'
import { SessionUsage } from '../../../../shared/usage.ts'
import { MetadataCheckpoint } from '../../../transcript/count/metadata.ts'
import {
  answerLine,
  fixtureFolder,
  folderForEach,
  promptLine,
  said,
  toText
} from '../../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../../tests/support/transcript/testTranscript.ts'
import { noUsage } from '../../../transcript/count/usageReport.ts'

const folder = folderForEach()

async function usageIn(file: string): Promise<SessionUsage> {
  return SessionUsage.parse(usageOf((await readMetadata(file, null)).checkpoint))
}

const Figures = z.object({
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadInputTokens: z.number(),
  cacheCreationInputTokens: z.number(),
  costUSD: z.number()
})
const CostState = z.object({
  type: z.literal('cost-state'),
  totalCostUSD: z.number(),
  modelUsage: z.record(z.string(), Figures)
})

/** What Claude Code itself reckoned when it ended, null when the file does not say. */
function reckonedIn(text: string): { costUsd: number; models: object[] } | null {
  const lines = text.split('\n').filter((line) => line.startsWith('{"type":"cost-state"'))
  const last = lines.at(-1)
  if (last === undefined) return null
  const { totalCostUSD, modelUsage } = CostState.parse(JSON.parse(last))
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

/** A recorded session in a folder of its own, with what its subagent did. */
async function copyFixture(name: string, change = (text: string): string => text): Promise<string> {
  const own = join(folder.path, name.replace('.jsonl', ''))
  await mkdir(join(own, 'session', 'subagents'), { recursive: true })
  const file = join(own, 'session.jsonl')
  await writeFile(file, change(await readFile(join(fixtureFolder, name), 'utf8')))
  if (name === 'subagent.jsonl') {
    const sidechain = join(fixtureFolder, 'subagent.sidechain.jsonl')
    await copyFile(sidechain, join(own, 'session', 'subagents', 'agent-1.jsonl'))
  }
  return file
}

const withoutReckoning = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('{"type":"cost-state"'))
    .join('\n')

const recorded = (await readdir(fixtureFolder)).filter(
  (name) => name.endsWith('.jsonl') && name !== 'subagent.sidechain.jsonl'
)

describe.each(recorded)('%s', (name) => {
  it('is what Claude Code itself reckoned', async () => {
    const file = await copyFixture(name)
    const { costUsd, models } = await usageIn(file)
    expect({ costUsd, models }).toStrictEqual(reckonedIn(await readFile(file, 'utf8')))
  })

  it('is the same counted on from anywhere', async () => {
    const text = await readFile(join(fixtureFolder, name), 'utf8')
    const whole = await usageIn(await copyFixture(name))
    for (let cut = 0; cut < text.length; cut += 1 + Math.floor(text.length / 13)) {
      const file = await copyFixture(name, () => text.slice(0, cut))
      const { checkpoint } = await readMetadata(file, null)
      const stored = MetadataCheckpoint.parse(JSON.parse(JSON.stringify(checkpoint)))
      await writeFile(file, text)
      expect(usageOf((await readMetadata(file, stored)).checkpoint)).toStrictEqual(whole)
    }
  })
})

/** Those whose lines tell everything: no compaction, nothing stopped in mid-sentence, no older branch left out. */
const complete = recorded.filter((name) => !/^(?:compacted|interrupted|resumed-rewound\.4043)/.test(name))

it('our prices are those of Claude Code', async () => {
  expect(complete).toHaveLength(8)
  for (const name of complete) {
    const reckoned = reckonedIn(await readFile(join(fixtureFolder, name), 'utf8'))
    const { costUsd, models, costIsComplete } = await usageIn(await copyFixture(name, withoutReckoning))
    const figures = reckoned?.models.map((model) => ({ ...model, costUsd: expect.any(Number) }))
    expect([name, models, costIsComplete]).toStrictEqual([name, figures, true])
    expect(costUsd).toBeCloseTo(reckoned?.costUsd ?? Number.NaN, 12)
  }
})

it('knows what subagents used, once', async () => {
  const file = await copyFixture('subagent.jsonl')
  const usage = await usageIn(file)
  expect(usage.subagents).toStrictEqual({ input: 20, output: 16, cacheRead: 2000, cacheWrite: 200 })
  expect(usage.models).toMatchObject([{ input: 40, output: 56, cacheRead: 4000, cacheWrite: 400 }])
  expect(usage.context).toStrictEqual({ used: 1110, window: 1_000_000, compactsAt: 967_000 })
})

it('says where it was compacted, and what has stood in the context since', async () => {
  const { compactions, context } = await usageIn(join(fixtureFolder, 'compacted.jsonl'))
  expect(compactions).toStrictEqual([{ at: '2026-11-22T16:24:37.960Z', before: 1130, after: 2610 }])
  expect(context).toStrictEqual({ used: 1110, window: 1_000_000, compactsAt: 967_000 })
})

const opus = { model: 'claude-opus-5-5' }
const tokens = (input_tokens: number, output_tokens: number): object => ({ input_tokens, output_tokens })

function answered(uuid: string, id: string, usage: object, model = 'claude-opus-5-5', time?: string): Line {
  const line = answerLine(uuid, null, id, said('x'), 0, usage)
  const message = { ...messageOf(line), model }
  return { ...line, message, requestedModel: model, ...(time ? { timestamp: time } : null) }
}

function messageOf(line: Line): object {
  const { message } = line
  return typeof message === 'object' && message !== null ? message : {}
}

function reckoned(inputTokens: number, outputTokens: number, costUSD: number, rest: object = {}): Line {
  const figures = { inputTokens, outputTokens, cacheReadInputTokens: 0, cacheCreationInputTokens: 0, costUSD }
  return { type: 'cost-state', sessionId: 's', modelUsage: { 'claude-opus-5-5': figures }, ...rest }
}

async function usageOfLines(...lines: Line[]): Promise<SessionUsage> {
  return usageIn(await folder.write(toText([promptLine('p', null), ...lines])))
}

const million = 1_000_000

it('a session that was never asked has used nothing', async () => {
  expect(await usageOfLines()).toStrictEqual(noUsage)
})

it('a message counts once, with its last line, and again from a copy not at all', async () => {
  const filler = Array.from({ length: 40 }, (_, at) => answered(`f${at}`, `filler${at}`, tokens(0, 0)))
  const usage = await usageOfLines(
    answered('a1', 'm1', tokens(million, 1)),
    answered('a2', 'm1', tokens(million, 2)),
    { ...answered('e', 'm2', tokens(5, 5)), isApiErrorMessage: true },
    answered('s', 'm3', tokens(5, 5), '<synthetic>'),
    ...filler,
    answered('a3', 'm1', tokens(million, 2))
  )
  expect(usage.models).toMatchObject([{ ...opus, input: million, output: 2 }])
})

it('what a killed process could not reckon is added to what others reckoned', async () => {
  const usage = await usageOfLines(
    answered('a1', 'm1', tokens(million, 0)),
    reckoned(million + 500, 0, 5), // with a call that no line tells of
    answered('a2', 'm2', tokens(2 * million, 0)), // by one that was killed
    answered('a3', 'm3', tokens(million, 0)),
    reckoned(2 * million + 500, 0, 9),
    answered('a4', 'm4', tokens(million, 0)) // by one that still runs
  )
  expect(usage.models).toStrictEqual([
    { ...opus, input: 5 * million + 500, output: 0, cacheRead: 0, cacheWrite: 0, costUsd: 5 + 4 + 8 + 4 }
  ])
})

it('figures that begin anew are added', async () => {
  const usage = await usageOfLines(
    answered('a1', 'm1', tokens(million, 0)),
    reckoned(million, 0, 4),
    answered('a2', 'm2', tokens(10, 0)),
    reckoned(10, 0, 0.5)
  )
  expect(usage).toMatchObject({ costUsd: 4.5, models: [{ input: million + 10, costUsd: 4.5 }] })
})

it('a subagent that went on after a reckoning is not covered by it', async () => {
  const file = await folder.write(
    toText([
      answered('a1', 'm1', tokens(0, 0), 'claude-opus-5-5', '2026-01-05T08:00:00.000Z'),
      reckoned(million, 0, 4),
      answered('a2', 'm2', tokens(0, 0), 'claude-opus-5-5', '2026-01-05T09:00:00.000Z')
    ])
  )
  await mkdir(join(folder.path, 'session', 'subagents'), { recursive: true })
  const aside = { isSidechain: true }
  await folder.write(
    toText([
      {
        ...answered('b1', 'm3', tokens(million, 0), 'claude-opus-5-5', '2026-01-05T08:10:00.000Z'),
        ...aside
      },
      {
        ...answered('b2', 'm4', tokens(million, 0), 'claude-opus-5-5', '2026-01-05T09:10:00.000Z'),
        ...aside
      },
      // The parent's own words, given to the subagent.
      { ...answered('b3', 'm1', tokens(million, 0), 'claude-opus-5-5', '2026-01-05T09:10:00.000Z'), ...aside }
    ]),
    'session/subagents/agent-1.jsonl'
  )
  const usage = await usageIn(file)
  expect(usage.models).toMatchObject([{ input: 2 * million, costUsd: 8 }])
  expect(usage.subagents).toMatchObject({ input: 2 * million })
  expect(usage.context).toMatchObject({ used: 0 })
})

it('a model whose price is not known has none, and the sum says that it is not all', async () => {
  const usage = await usageOfLines(
    answered('a1', 'm1', tokens(million, 0)),
    answered('a2', 'm2', tokens(7, 0), 'made-up-model')
  )
  expect(usage).toMatchObject({
    models: [
      { ...opus, costUsd: 4 },
      { model: 'made-up-model', input: 7, costUsd: null }
    ],
    costUsd: 4,
    costIsComplete: false,
    context: { used: 7, window: 1_000_000, compactsAt: 967_000 }
  })
})

it('Claude Code’s guess at a price it does not know is not taken for one', async () => {
  const figures = { inputTokens: 7, outputTokens: 0, costUSD: 3 }
  const usage = await usageOfLines(answered('a', 'm', tokens(7, 0), 'made-up-model'), {
    type: 'cost-state',
    hasUnknownModelCost: true,
    modelUsage: { 'made-up-model': figures }
  })
  expect(usage).toMatchObject({ models: [{ input: 7, costUsd: null }], costUsd: null, costIsComplete: false })
})

it('a price that only Claude Code knows is taken from it', async () => {
  const usage = await usageOfLines(answered('a', 'm', tokens(7, 0), 'claude-next-9'), {
    type: 'cost-state',
    hasUnknownModelCost: false,
    modelUsage: { 'claude-next-9': { inputTokens: 7, outputTokens: 0, costUSD: 3 } }
  })
  expect(usage).toMatchObject({ models: [{ input: 7, costUsd: 3 }], costUsd: 3, costIsComplete: true })
})

it('the same model under two names is one', async () => {
  const usage = await usageOfLines(
    answered('a1', 'm1', tokens(million, 0), 'claude-opus-5-5-20261001'),
    reckoned(million, 0, 4)
  )
  expect(usage.models).toMatchObject([{ ...opus, input: million, costUsd: 4 }])
})

it('right after a compaction the context holds what it left', async () => {
  const usage = await usageOfLines(answered('a', 'm', tokens(900, 5)), {
    ...promptLine('c', null),
    type: 'system',
    subtype: 'compact_boundary',
    compactMetadata: { preTokens: 905, postTokens: 80 }
  })
  expect([usage.context?.used, usage.compactions]).toStrictEqual([
    80,
    [{ at: '2026-01-05T08:00:00.000Z', before: 905, after: 80 }]
  ])
})

it('lines that make no sense count for nothing', async () => {
  const usage = await usageOfLines(
    answered('a1', 'm1', { input_tokens: -5, output_tokens: 'many', cache_read_input_tokens: 1.5 }),
    { type: 'cost-state', modelUsage: { 'claude-opus-5-5': 7 } },
    { type: 'cost-state' },
    { ...promptLine('c', null), type: 'system', subtype: 'compact_boundary', compactMetadata: 'none' }
  )
  expect(usage.models).toMatchObject([{ input: 0, output: 0, cacheRead: 1, cacheWrite: 0 }])
  expect(usage.compactions).toStrictEqual([])
})
