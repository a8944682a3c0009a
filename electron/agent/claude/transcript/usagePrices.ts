/**
 * What models cost and hold, as Claude Code 2.1.330 reckons: measured, model by model, by running it
 * against a scripted model and reading the `costUSD` and `contextWindow` of its results, one kind of token
 * at a time. No number here is read from anywhere else. Asked through `claudeFormat.ts`.
 */
import type { TokenCounts } from '../../../../shared/usage.ts'
import { countAt, fieldsAt } from '../../../transcript/record/fields.ts'
import type { Fields } from '../../../transcript/record/fields.ts'

export interface ModelPrice {
  /** US dollars for a million tokens. */
  readonly input: number
  readonly output: number
  readonly cacheRead: number
  /** Tokens it can hold; `[1m]` behind a model's name makes it a million. */
  readonly window: number
  /** Tokens one answer may have, where that is less than what is kept free for a summary. */
  readonly longestAnswer?: number
  /** How many times dearer it is when it answers in fast mode; absent: no dearer. */
  readonly fast?: number
  /** Prompts longer than `above` tokens cost `times` as much, answer included. */
  readonly long?: { readonly above: number; readonly times: number }
}

/** Tokens written to the cache cost this many times what other input does: kept for five minutes, or an hour. */
const CACHE_WRITE_5M = 1.25
const CACHE_WRITE_1H = 2
/** Times the price for answers that must come from the United States. */
const US_ONLY = 1.1
/** US dollars for one search of the web; neither fast mode nor place changes it. */
const WEB_SEARCH = 0.01

const SMALL = 200_000
const LARGE = 1_000_000

function price(input: number, output: number, cacheRead: number, window: number): ModelPrice {
  return { input, output, cacheRead, window }
}

const prices: ReadonlyMap<string, ModelPrice> = new Map<string, ModelPrice>([
  ['claude-fable-5-2', { ...price(8, 40, 0.2, LARGE), fast: 2 }],
  ['claude-fable-5-1', price(10, 50, 0.25, LARGE)],
  ['claude-fable-5', price(10, 50, 1, LARGE)],
  ['claude-mythos-5', price(10, 50, 1, LARGE)],
  ['claude-opus-5-5', { ...price(4, 20, 0.2, LARGE), fast: 2 }],
  ['claude-opus-5', { ...price(5, 25, 0.5, LARGE), fast: 2 }],
  ['claude-opus-4-8', { ...price(5, 25, 0.5, LARGE), fast: 2 }],
  ['claude-opus-4-7', { ...price(5, 25, 0.5, LARGE), fast: 6 }],
  ['claude-opus-4-6', { ...price(5, 25, 0.5, SMALL), fast: 6 }],
  ['claude-opus-4-5', price(5, 25, 0.5, SMALL)],
  ['claude-opus-4-1', price(15, 75, 1.5, SMALL)],
  ['claude-opus-4', price(15, 75, 1.5, SMALL)],
  ['claude-sonnet-5-5', price(2, 10, 0.1, LARGE)],
  ['claude-sonnet-5', price(2, 10, 0.2, LARGE)],
  ['claude-sonnet-4-6', price(3, 15, 0.3, SMALL)],
  ['claude-sonnet-4-5', price(3, 15, 0.3, SMALL)],
  ['claude-sonnet-4', price(3, 15, 0.3, SMALL)],
  ['claude-3-7-sonnet', price(3, 15, 0.3, SMALL)],
  ['claude-3-5-sonnet', { ...price(3, 15, 0.3, SMALL), longestAnswer: 8192 }],
  ['claude-haiku-5-5', { ...price(0.1, 0.5, 0.01, LARGE), long: { above: 100_000, times: 5 } }],
  ['claude-haiku-4-5', price(1, 5, 0.1, SMALL)],
  ['claude-3-5-haiku', { ...price(0.8, 4, 0.08, SMALL), longestAnswer: 8192 }]
])

/**
 * The plain name of a model: without the cloud that serves it, its date and its variant
 * (`us.anthropic.claude-opus-4-5-20251101-v1:0`, `claude-sonnet-4-5[1m]`). Unknown names come back in lower case.
 */
export function plainModel(model: string): string {
  const name = model.toLowerCase()
  const start = name.indexOf('claude-')
  if (start === -1) return name
  return name
    .slice(start)
    .replace(/\[1m\]$/, '')
    .replace(/(?:[-@]\d{8}(?:-v\d+(?::\d+)?)?|-v\d+(?::\d+)?|-latest)$/, '')
}

/** Null for a model whose price we do not know. */
export function priceOf(model: string): ModelPrice | null {
  return prices.get(plainModel(model)) ?? null
}

/** US dollars for one call, by the `usage` of its record; null for a model whose price we do not know. */
export function costOf(model: string, tokens: TokenCounts, usage: Fields): number | null {
  const price = priceOf(model)
  if (price === null) return null
  const written = fieldsAt(usage, 'cache_creation')
  const hour = Math.min(
    written ? Math.trunc(countAt(written, 'ephemeral_1h_input_tokens')) : 0,
    tokens.cacheWrite
  )
  const perMillion =
    tokens.input * price.input +
    tokens.output * price.output +
    tokens.cacheRead * price.cacheRead +
    (tokens.cacheWrite - hour) * price.input * CACHE_WRITE_5M +
    hour * price.input * CACHE_WRITE_1H
  const prompt = tokens.input + tokens.cacheRead + tokens.cacheWrite
  const times =
    (price.long && prompt > price.long.above ? price.long.times : 1) *
    (usage['speed'] === 'fast' ? (price.fast ?? 1) : 1) *
    (usage['inference_geo'] === 'us' ? US_ONLY : 1)
  const tools = fieldsAt(usage, 'server_tool_use')
  const searches = tools ? countAt(tools, 'web_search_requests') : 0
  return (perMillion / 1e6) * times + searches * WEB_SEARCH
}

/**
 * Tokens a model can hold. Claude Code takes a million for models it does not know, save those of the
 * third generation, and so do we. Records of older versions do not tell a model's variant of a million
 * tokens from the model itself; `most`, what has once stood in its context, does.
 */
export function windowOf(model: string, most = 0): number {
  const window = statedWindowOf(model)
  return most <= window ? window : Math.ceil(most / LARGE) * LARGE
}

function statedWindowOf(model: string): number {
  if (/\[1m\]$/i.test(model)) return LARGE
  return priceOf(model)?.window ?? (plainModel(model).startsWith('claude-3-') ? SMALL : LARGE)
}

/** What Claude Code keeps free at the end of the window, besides room for one answer. */
const RESERVE = 13_000
const LARGEST_ANSWER_ROOM = 20_000

/** Where Claude Code summarises by itself, unless a person has turned that off. */
export function compactsAt(model: string, most = 0): number {
  const answer = priceOf(model)?.longestAnswer ?? LARGEST_ANSWER_ROOM
  return windowOf(model, most) - RESERVE - Math.min(answer, LARGEST_ANSWER_ROOM)
}
