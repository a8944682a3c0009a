/** What one API message has used and what that cost, from the `usage` of its line. Pure; called by `usageTally.ts`. */
import { z } from 'zod'
import { TokenCounts } from '../../../shared/usage.ts'
import { countAt, isFields, textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import type { ModelFacts } from '../record/recordFormat.ts'

/** Tokens, and the US dollars of those whose price is known. */
export const Spent = TokenCounts.extend({ costUsd: z.number().nonnegative(), isPriced: z.boolean() })
export type Spent = z.infer<typeof Spent>

/** What one model has used. */
export const ModelSpent = z.object({ model: z.string(), spent: Spent })
export type ModelSpent = z.infer<typeof ModelSpent>

/** To begin a sum with. */
export const nothingSpent: Spent = {
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  costUsd: 0,
  isPriced: true
}

/** The sum of both; priced only when both are. */
export function addSpent(a: Spent, b: Spent): Spent {
  return {
    ...addTokens(a, b),
    costUsd: a.costUsd + b.costUsd,
    isPriced: a.isPriced && b.isPriced
  }
}

/** The sum of both, kind by kind. */
export function addTokens(a: TokenCounts, b: TokenCounts): TokenCounts {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite
  }
}

/** `usage` as the Messages API gives it. */
export function spentBy(model: string, usage: Fields, models: ModelFacts): Spent {
  const tokens = tokensIn(usage)
  const costUsd = models.costOf(model, tokens, usage)
  return costUsd === null
    ? { ...tokens, costUsd: 0, isPriced: false }
    : { ...tokens, costUsd, isPriced: true }
}

function tokensIn(usage: Fields): TokenCounts {
  return {
    input: tokensAt(usage, 'input_tokens'),
    output: tokensAt(usage, 'output_tokens'),
    cacheRead: tokensAt(usage, 'cache_read_input_tokens'),
    cacheWrite: tokensAt(usage, 'cache_creation_input_tokens')
  }
}

/**
 * What an API message has used in all: by the model that answered, and by those it asked on the way (an
 * advisor, a summary), or that declined before it. The latter stand in `iterations` only; the calls of the model
 * itself are those whose sum `usage` is.
 */
export function allSpentBy(model: string, usage: Fields, models: ModelFacts): ModelSpent[] {
  const iterations = iterationsOf(usage)
  const answered = iterations.findLast(isOfNextModel)
  const answering = (answered && textAt(answered, 'model')) || model
  const own = spentBy(answering, usage, models)
  const all = iterations
    .map((iteration) => spentBy(answering, iteration, models))
    .reduce(addSpent, nothingSpent)
  const others = [
    ...(answered === undefined ? [] : declinedBefore(own, iterations.filter(isOfAnswer))),
    ...iterations.filter((iteration) => !isOfAnswer(iteration))
  ]
  if (others.length === 0 || holds(own, all)) return [{ model: answering, spent: own }]
  return others.reduce<ModelSpent[]>(
    (spent, iteration) => {
      const asked = textAt(iteration, 'model') || model
      const used = spentBy(asked, iteration, models)
      const known = spent.find((entry) => entry.model === asked)
      if (known === undefined) return [...spent, { model: asked, spent: used }]
      return spent.map((entry) =>
        entry === known ? { model: asked, spent: addSpent(entry.spent, used) } : entry
      )
    },
    [{ model: answering, spent: own }]
  )
}

/** Calls of models that declined, which the sum does not hold: it is that of the newest calls, as far back as it goes. */
function declinedBefore(own: Spent, calls: readonly Fields[]): readonly Fields[] {
  let sum: TokenCounts = nothingSpent
  for (let at = calls.length - 1; at >= 0; at -= 1) {
    sum = addTokens(sum, tokensIn(calls[at] ?? {}))
    if (!holds(own, sum)) return calls.slice(0, at + 1)
  }
  return []
}

/** Tokens that stood before the answer: of its last call, where it took several. */
export function contextBefore(usage: Fields): number {
  const last = iterationsOf(usage).findLast(isOfAnswer)
  const { input, cacheRead, cacheWrite } = tokensIn(last ?? usage)
  return input + cacheRead + cacheWrite
}

function iterationsOf(usage: Fields): Fields[] {
  const { iterations } = usage
  return Array.isArray(iterations) ? iterations.filter(isFields) : []
}

/** A call of the model that answered, or of one that was asked before it and declined. */
function isOfAnswer(iteration: Fields): boolean {
  const type = textAt(iteration, 'type')
  return type === null || type === 'message' || isOfNextModel(iteration)
}

/** The call with which another model took over the answer. */
function isOfNextModel(iteration: Fields): boolean {
  return textAt(iteration, 'type') === 'fallback_message'
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

function tokensAt(fields: Fields, key: string): number {
  return Math.trunc(countAt(fields, key))
}
