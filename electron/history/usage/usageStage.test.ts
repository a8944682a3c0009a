import {
  appendFile,
  copyFile,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  utimes,
  writeFile
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readMetadata, usageOf } from '../../../tests/support/claude/testClaudeReading.ts'
import {
  answerLine,
  fixtureFolder,
  folderForEach,
  promptLine,
  said,
  toText
} from '../../../tests/support/transcript/testTranscript.ts'
import { AgentId, SessionId } from '../../../shared/ids.ts'
import { claudeTranscripts } from '../../agent/claude/transcript/claudeTranscripts.ts'
import type { HistoryFile } from '../work/stage.ts'
import type { UsageQuery, UsageSum } from './usageQuestion.ts'
import { UsageStage } from './usageStage.ts'

const folder = folderForEach()
const source = claudeTranscripts({ home: () => Promise.resolve('/nowhere') })
const pace = { rest: () => Promise.resolve() }
const all: UsageQuery = { from: null, to: null, group: 'session', after: null, limit: 1000 }
let stage: UsageStage
const databaseFile = (): string => join(folder.path, 'data', 'usage.db')

beforeEach(() => {
  stage = new UsageStage(databaseFile())
})
afterEach(() => stage.close())

const sessionIdOf = (number: number): SessionId =>
  SessionId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)

function fileAt(file: string, number: number): HistoryFile {
  return {
    file,
    sessionId: sessionIdOf(number),
    bytes: 0,
    mtimeMs: 0,
    agent: AgentId.parse('claude'),
    source
  }
}

async function transcript(number: number, content: string | Buffer): Promise<HistoryFile> {
  const file = join(folder.path, 'projects', 'p', `${sessionIdOf(number)}.jsonl`)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
  return fileAt(file, number)
}

async function take(...files: HistoryFile[]): Promise<void> {
  for (const file of files) await stage.take(file, pace)
}

const sums = (query: Partial<UsageQuery> = {}): readonly UsageSum[] => stage.sums({ ...all, ...query }).sums
const total = (): UsageSum => stage.sums(all).total
const tokensOf = ({ input, output, cacheRead, cacheWrite }: UsageSum): object => ({
  input,
  output,
  cacheRead,
  cacheWrite
})

const usage = (input_tokens: number, output_tokens: number): object => ({ input_tokens, output_tokens })
function answered(id: string, used: object, rest: object = {}): object {
  const line = answerLine(id, null, id, said('x'), 0, used)
  return { ...line, requestedModel: 'claude-opus-5-5', ...rest }
}
function reckoned(inputTokens: number, outputTokens: number, costUSD: number, rest: object = {}): object {
  const figures = { inputTokens, outputTokens, cacheReadInputTokens: 0, cacheCreationInputTokens: 0, costUSD }
  return { type: 'cost-state', sessionId: 's', modelUsage: { 'claude-opus-5-5': figures }, ...rest }
}
const text = (...lines: object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('')

const recorded = (await readdir(fixtureFolder)).filter(
  (name) => name.endsWith('.jsonl') && name !== 'subagent.sidechain.jsonl'
)

async function fixture(name: string, number: number): Promise<HistoryFile> {
  const file = await transcript(number, await readFile(join(fixtureFolder, name)))
  if (name === 'subagent.jsonl') {
    const beside = join(file.file.replace('.jsonl', ''), 'subagents')
    await mkdir(beside, { recursive: true })
    await copyFile(join(fixtureFolder, 'subagent.sidechain.jsonl'), join(beside, 'agent-1.jsonl'))
  }
  return file
}

describe.each(recorded)('%s', (name) => {
  it('is what Claude Code itself reckoned, and what the report of the session says', async () => {
    const file = await fixture(name, 1)
    await take(file)
    const { models } = usageOf((await readMetadata(file.file, null)).checkpoint)
    const byModel = sums({ group: 'model' }).map((sum) => ({
      model: sum.key,
      ...tokensOf(sum),
      costUsd: sum.unpriced > 0 ? null : sum.cost
    }))
    expect(byModel).toEqual(
      models.map((model) => ({ ...model, costUsd: expect.closeTo(model.costUsd ?? Number.NaN, 10) }))
    )
    const lines = (await readFile(file.file, 'utf8')).split('\n')
    const states = lines.filter((line) => line.startsWith('{"type":"cost-state"'))
    const last: unknown = JSON.parse(states.at(-1) ?? 'null')
    expect(last).toMatchObject({ totalCostUSD: expect.closeTo(total().cost, 10) })
  })

  it('is the same counted on from anywhere, after a restart each time', async () => {
    const whole = await readFile(join(fixtureFolder, name))
    const file = await fixture(name, 1)
    await take(file)
    const once = sums({ group: 'model' })
    const days = sums({ group: 'day' })
    await writeFile(file.file, '')
    await take(file)
    expect(total().messages).toBe(name === 'subagent.jsonl' ? total().messages : 0)
    for (let cut = 0; cut < whole.length; cut += 1 + Math.floor(whole.length / 7)) {
      await writeFile(file.file, whole.subarray(0, cut))
      await take(file)
      stage.close()
      stage = new UsageStage(databaseFile())
    }
    await writeFile(file.file, whole)
    await take(file)
    const again = sums({ group: 'model' })
    expect(again.map((sum) => ({ ...sum, cost: 0 }))).toEqual(once.map((sum) => ({ ...sum, cost: 0 })))
    expect(again[0]?.cost).toBeCloseTo(once[0]?.cost ?? Number.NaN, 10)
    expect(sums({ group: 'day' }).map(tokensOf)).toEqual(days.map(tokensOf))
  })
})

describe('a message that stands in several files', () => {
  it('counts once, in the original, whichever is met first', async () => {
    const lines = [promptLine('p', null), answered('m1', usage(1, 2)), answered('m2', usage(3, 4))]
    const original = await transcript(1, text(...lines))
    const copies = lines.map((line) => ({ ...line, forkedFrom: { sessionId: 's', messageUuid: 'u' } }))
    const fork = await transcript(2, text(...copies, answered('m3', usage(10, 20))))
    await take(fork)
    expect(total()).toMatchObject({ input: 14, output: 26, messages: 3, sessions: 1 })
    await take(original)
    expect(total()).toMatchObject({ input: 14, output: 26, messages: 3, sessions: 2 })
    expect(sums().map(({ key, input, messages }) => [key, input, messages])).toEqual([
      [sessionIdOf(1), 4, 2],
      [sessionIdOf(2), 10, 1]
    ])
  })

  it('counts for the copy when the original is another one now', async () => {
    const original = await transcript(1, text(promptLine('p', null), answered('m1', usage(1, 2))))
    const fork = await transcript(
      2,
      text(
        promptLine('p', null),
        answered('m1', usage(1, 2), { forkedFrom: {} }),
        answered('m2', usage(1, 1))
      )
    )
    await take(original, fork)
    await writeFile(original.file, text(promptLine('q', null), answered('other', usage(100, 0))))
    await take(original)
    expect(sums().map(({ key, input }) => [key, input])).toEqual([
      [sessionIdOf(1), 100],
      [sessionIdOf(2), 2]
    ])
  })

  it.each([
    ['original', true],
    ['copy', false]
  ])(
    'is not reckoned twice where an account goes on in a copy, the %s being the older file',
    async (_, isOriginal) => {
      const [one, fork] = ['resumed-rewound.jsonl', recorded.find((name) => name.includes('4043')) ?? '']
      const numbers = new Map([
        [fork, 2],
        [one, 1]
      ])
      const files: HistoryFile[] = []
      for (const [at, name] of (isOriginal ? [one, fork] : [fork, one]).entries()) {
        const file = await fixture(name, numbers.get(name) ?? 0)
        // Files are as old as they were changed first, at most.
        await utimes(file.file, at + 1, at + 1)
        files.unshift(file)
      }
      await take(...files)
      const lines = (await readFile(join(fixtureFolder, fork), 'utf8')).split('\n')
      const last: unknown = JSON.parse(lines.findLast((line) => line.includes('"cost-state"')) ?? 'null')
      expect(last).toMatchObject({ totalCostUSD: expect.closeTo(total().cost, 10) })
    }
  )

  it('goes on counting when its transcript moved, and when it is gone', async () => {
    const file = await transcript(1, text(promptLine('p', null), answered('m1', usage(1, 2))))
    await take(file)
    const moved = fileAt(join(folder.path, 'elsewhere.jsonl'), 1)
    await rename(file.file, moved.file)
    await take(moved)
    await stage.swept([moved])
    expect(total()).toMatchObject({ input: 1, output: 2, messages: 1, sessions: 1 })
    await rm(moved.file)
    await stage.swept([])
    expect(total()).toMatchObject({ input: 1, output: 2, messages: 1, sessions: 1 })
  })
})

it('a model without a price has no cost, and makes no sum of money', async () => {
  await take(await transcript(1, text(answered('m1', usage(5, 6), { requestedModel: 'somebody-elses' }))))
  expect(sums({ group: 'model' })).toMatchObject([{ key: 'somebody-elses', cost: 0, unpriced: 1, input: 5 }])
})

it('counts what the agent has reckoned and no line says', async () => {
  const lines = [promptLine('p', null), answered('m1', usage(10, 10)), reckoned(15, 10, 1)]
  await take(await transcript(1, text(...lines)))
  expect(total()).toMatchObject({ input: 15, output: 10, messages: 1 })
  expect(total().cost).toBeCloseTo(1, 10)
})

it('tells days apart, and takes the days that are asked for', async () => {
  const at = (timestamp: string): object => ({ timestamp })
  const lines = [
    answered('m1', usage(1, 0), at('2026-03-01T12:00:00.000Z')),
    answered('m2', usage(2, 0), at('2026-03-02T12:00:00.000Z')),
    answered('m3', usage(4, 0), at('2026-03-03T12:00:00.000Z'))
  ]
  await take(await transcript(1, text(...lines)))
  expect(
    sums({ group: 'day', from: 20_260_302, to: 20_260_303 }).map(({ key, input }) => [key, input])
  ).toEqual([
    ['20260302', 2],
    ['20260303', 4]
  ])
})

it('is complete only when all was looked at and read', async () => {
  const file = await transcript(1, text(answered('m1', usage(1, 2))))
  await take(file)
  expect(stage.sums(all).isComplete).toBe(false)
  await stage.swept([file])
  expect(stage.sums(all).isComplete).toBe(true)
  await appendFile(file.file, '{"type":"assistant","message":{"id":"torn\n')
  await take(file)
  expect(stage.sums(all).isComplete).toBe(false)
})

it('what cannot be read is told until it is gone', async () => {
  const file = fileAt(folder.path, 1)
  await expect(stage.take(file, pace)).rejects.toMatchObject({ code: 'EISDIR' })
  await stage.swept([file])
  expect(stage.sums(all).isComplete).toBe(false)
  await stage.swept([])
  expect(stage.sums(all).isComplete).toBe(true)
})

it('a damaged database is made anew', async () => {
  const file = await transcript(1, text(answered('m1', usage(1, 2))))
  await take(file)
  stage.close()
  await rm(`${databaseFile()}-wal`, { force: true })
  await writeFile(databaseFile(), 'no database at all, but long enough to be looked at as one'.repeat(40))
  stage = new UsageStage(databaseFile())
  expect(total().messages).toBe(0)
  await take(file)
  expect(total().messages).toBe(1)
})

it('counts a last line without a newline, once', async () => {
  const whole = text(promptLine('p', null), answered('m1', usage(1, 2)))
  const file = await transcript(1, whole.slice(0, -1))
  await take(file)
  expect(total().messages).toBe(1)
  await appendFile(file.file, `\n${toText([promptLine('q', null)])}`)
  await take(file)
  expect(total()).toMatchObject({ input: 1, output: 2, messages: 1 })
})
