/** What one API message has used and what that cost, from the `usage` of its line. Pure; called by `usageTally.ts`. */
import { z } from 'zod'
import { TokenCounts } from '../../shared/usage.ts'
import { countAt, fieldsAt, isFields, textAt } from './fields.ts'
import type { Fields } from './fields.ts'
import { CACHE_WRITE_1H, CACHE_WRITE_5M, US_ONLY, WEB_SEARCH, priceOf } from './usagePrices.ts'
import type { ModelPrice } from './usagePrices.ts'

/** Tokens, and the US dollars of those whose price is known. */
export const Spent = TokenCounts.extend({ costUsd: z.number().nonnegative(), isPriced: z.boolean() })
export type Spent = z.infer<typeof Spent>

/** What one model has used. */
export const ModelSpent = z.object({ model: z.string(), spent: Spent })
export type ModelSpent = z.infer<typeof ModelSpent>

export const nothingSpent: Spent = {
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  costUsd: 0,
  isPriced: true
}

export function addSpent(a: Spent, b: Spent): Spent {
  return {
    ...addTokens(a, b),
    costUsd: a.costUsd + b.costUsd,
    isPriced: a.isPriced && b.isPriced
  }
}

export function addTokens(a: TokenCounts, b: TokenCounts): TokenCounts {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite
  }
}

/** `usage` as the Messages API gives it. */
export function spentBy(model: string, usage: Fields): Spent {
  const tokens: TokenCounts = {
    input: tokensAt(usage, 'input_tokens'),
    output: tokensAt(usage, 'output_tokens'),
    cacheRead: tokensAt(usage, 'cache_read_input_tokens'),
    cacheWrite: tokensAt(usage, 'cache_creation_input_tokens')
  }
  const price = priceOf(model)
  if (price === null) return { ...tokens, costUsd: 0, isPriced: false }
  return { ...tokens, costUsd: costOf(tokens, usage, price), isPriced: true }
}

/**
 * What an API message has used in all: by the model that answered, and by those it asked on the way (an
 * advisor, a summary). The latter stand in `iterations` only; the calls of the model itself are those whose
 * sum `usage` is.
 */
export function allSpentBy(model: string, usage: Fields): ModelSpent[] {
  const own = spentBy(model, usage)
  const iterations = iterationsOf(usage)
  const all = iterations.map((iteration) => spentBy(model, iteration)).reduce(addSpent, nothingSpent)
  const others = iterations.filter((iteration) => !isOfModelItself(iteration))
  if (others.length === 0 || holds(own, all)) return [{ model, spent: own }]
  return others.reduce<ModelSpent[]>(
    (spent, iteration) => {
      const asked = textAt(iteration, 'model') || model
      const used = spentBy(asked, iteration)
      const known = spent.find((entry) => entry.model === asked)
      if (known === undefined) return [...spent, { model: asked, spent: used }]
      return spent.map((entry) =>
        entry === known ? { model: asked, spent: addSpent(entry.spent, used) } : entry
      )
    },
    [{ model, spent: own }]
  )
}

/** Tokens that stood before the answer: of its last call, where it took several. */
export function contextBefore(usage: Fields): number {
  const last = iterationsOf(usage).findLast(isOfModelItself)
  const { input, cacheRead, cacheWrite } = spentBy('', last ?? usage)
  return input + cacheRead + cacheWrite
}

function iterationsOf(usage: Fields): Fields[] {
  const { iterations } = usage
  return Array.isArray(iterations) ? iterations.filter(isFields) : []
}

function isOfModelItself(iteration: Fields): boolean {
  const type = textAt(iteration, 'type')
  return type === null || type === 'message'
}

/** Whether the sum was told already. */
function holds(sum: TokenCounts, part: TokenCounts): boolean {
  return (
    sum.input >= part.input &&
    sum.output >= part.output &&
    sum.cacheRead >= part.cacheRead &&
    sum.cacheWrite >= part.cacheWrite
  )
}

function costOf(tokens: TokenCounts, usage: Fields, price: ModelPrice): number {
  const written = fieldsAt(usage, 'cache_creation')
  const hour = Math.min(written ? tokensAt(written, 'ephemeral_1h_input_tokens') : 0, tokens.cacheWrite)
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

function tokensAt(fields: Fields, key: string): number {
  return Math.trunc(countAt(fields, key))
}
