import { expect, it } from 'vitest'
import { compactsAt, plainModel, priceOf, windowOf } from './usagePrices.ts'
import { allSpentBy, spentBy } from '../../../../tests/support/claude/testClaudeReading.ts'
import { contextBefore } from '../../../transcript/count/usageSpent.ts'

const thousand = { input: 1000, output: 0, cacheRead: 0, cacheWrite: 0 }

/** Measured: what Claude Code 2.1.330 said each of these costs. */
it.each([
  ['claude-opus-5-5', { input_tokens: 1000 }, 0.004],
  ['claude-opus-5-5', { output_tokens: 1000 }, 0.02],
  ['claude-opus-5-5', { cache_read_input_tokens: 1000 }, 0.0002],
  ['claude-opus-5-5', { cache_creation_input_tokens: 1000 }, 0.005],
  ['claude-opus-5-5', { input_tokens: 1000, output_tokens: 1000, speed: 'fast' }, 0.048],
  ['claude-opus-5-5', { input_tokens: 1000, output_tokens: 1000, inference_geo: 'us' }, 0.0264],
  [
    'claude-opus-5-5',
    { server_tool_use: { web_search_requests: 10 }, speed: 'fast', inference_geo: 'us' },
    0.1
  ],
  ['claude-opus-4-6', { cache_creation_input_tokens: 1000, speed: 'fast' }, 0.0375],
  ['claude-sonnet-4-5', { input_tokens: 1000, speed: 'fast' }, 0.003],
  ['claude-sonnet-4-5[1m]', { input_tokens: 200_001, output_tokens: 1000 }, 0.615003],
  ['us.anthropic.claude-opus-4-1-20250805-v1:0', { output_tokens: 1000 }, 0.075],
  ['claude-haiku-5-5', { input_tokens: 100_000, output_tokens: 1000 }, 0.0105],
  ['claude-haiku-5-5', { input_tokens: 100_001, output_tokens: 1000 }, 0.0525005],
  [
    'claude-haiku-5-5',
    { input_tokens: 50_000, cache_read_input_tokens: 60_000, output_tokens: 1000 },
    0.0305
  ],
  ['claude-haiku-5-5', { output_tokens: 200_000 }, 0.1]
])('%s: %j costs %d', (model, usage, cost) => {
  expect(spentBy(model, usage).costUsd).toBeCloseTo(cost, 12)
})

it('what is kept in the cache for an hour costs more than what is kept for five minutes', () => {
  const cost = (fiveMinutes: number, hour: number): number =>
    spentBy('claude-opus-5-5', {
      cache_creation_input_tokens: 1000,
      cache_creation: { ephemeral_5m_input_tokens: fiveMinutes, ephemeral_1h_input_tokens: hour }
    }).costUsd
  expect([cost(1000, 0), cost(0, 1000), cost(500, 500)]).toStrictEqual([0.005, 0.008, 0.0065])
})

it('a model nobody knows has tokens and no price', () => {
  expect(spentBy('other-1', { input_tokens: 1000 })).toStrictEqual({
    ...thousand,
    costUsd: 0,
    isPriced: false
  })
})

it.each([
  ['claude-opus-4-5-20251101', 'claude-opus-4-5'],
  ['claude-sonnet-4-5@20250929', 'claude-sonnet-4-5'],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5'],
  ['anthropic/claude-opus-5-5', 'claude-opus-5-5'],
  ['claude-3-5-haiku-latest', 'claude-3-5-haiku'],
  ['claude-sonnet-4-5-20250929[1m]', 'claude-sonnet-4-5'],
  ['GLM-5', 'glm-5']
])('%s is %s', (model, plain) => {
  expect(plainModel(model)).toBe(plain)
})

/** Measured: `contextWindow` of a result and `autoCompactThreshold` of the context report. */
it.each([
  ['claude-opus-5-5', 1_000_000, 967_000],
  ['claude-opus-4-6', 200_000, 167_000],
  ['claude-sonnet-4-5-20250929', 200_000, 167_000],
  ['claude-sonnet-4-5[1m]', 1_000_000, 967_000],
  ['claude-3-5-haiku-20241022', 200_000, 178_808],
  ['made-up-model', 1_000_000, 967_000]
])('%s holds %d tokens and is compacted at %d', (model, window, at) => {
  expect([windowOf(model), compactsAt(model)]).toStrictEqual([window, at])
})

it('prices are asked for by any name of a model', () => {
  expect(priceOf('claude-opus-4-5-20251101')).toBe(priceOf('claude-opus-4-5'))
  expect(priceOf('claude-opus-9')).toBeNull()
})

const call = (type: string, model: string | null, input_tokens: number): object => ({
  type,
  model,
  input_tokens,
  output_tokens: 1
})

it.each<[string, number, object[], [string, number][]]>([
  [
    'the answer of the next model alone',
    100,
    [call('message', 'fern', 90), call('fallback_message', 'moss', 100)],
    [
      ['moss', 100],
      ['fern', 90]
    ]
  ],
  ['both', 190, [call('message', 'fern', 90), call('fallback_message', 'moss', 100)], [['moss', 190]]],
  [
    'the calls of the next model, which took several',
    150,
    [call('message', null, 90), call('message', 'moss', 50), call('fallback_message', 'moss', 100)],
    [
      ['moss', 150],
      ['asked', 90]
    ]
  ]
])(
  'of an answer that another model took over, %s in its sum, each call counts once',
  (_, sum, calls, right) => {
    const usage = { input_tokens: sum, output_tokens: calls.length, iterations: calls }
    const spent = allSpentBy('asked', usage)
    expect(spent.map(({ model, spent: { input } }) => [model, input])).toStrictEqual(right)
    expect(contextBefore(usage)).toBe(100)
  }
)
