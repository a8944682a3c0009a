/**
 * The usage of a session from what was counted in its files. Pure; `session/acts/sessionUsage.ts` asks.
 *
 * For each stretch that Claude Code ended itself, its own figures count: they know of calls that no line
 * tells of. Only where the lines hold more than it stated (a process was killed before it could reckon)
 * the difference is added. Behind the last such line, and where there is none, the lines are all there is.
 */
import type { ModelUsage, SessionUsage, TokenCounts } from '../../../shared/usage.ts'
import type { MetadataCheckpoint } from './metadata.ts'
import type { ModelFacts } from '../record/recordFormat.ts'
import { addSpent, addTokens, nothingSpent } from './usageSpent.ts'
import type { ModelSpent, Spent } from './usageSpent.ts'
import { settledUsage } from './usageTally.ts'
import type { UsageTally } from './usageTally.ts'

/** Of a session that was never counted. */
export const noUsage: SessionUsage = {
  models: [],
  subagents: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
  costUsd: null,
  costIsComplete: true,
  context: null,
  compactions: []
}

/**
 * What `GET …/usage` answers. Tokens and US dollars of all branches; `models` has the prices and windows of one
 * agent.
 */
export function usageOf(
  { main, subagents, earlier = {} }: MetadataCheckpoint,
  models: ModelFacts
): SessionUsage {
  const own = settledUsage(main.tally.usage)
  const parts = [...Object.values(earlier), { main, subagents }].map(settledPart)
  // Claude Code reckons each file of a session by itself.
  const spent = parts.map(({ own: file, others }) => sessionSpent(file, others, models)).reduce(sumOf, [])
  const used = spent.map(toModelUsage)
  const priced = used.flatMap(({ costUsd }) => (costUsd === null ? [] : [costUsd]))
  return {
    models: used,
    subagents: parts
      .flatMap(({ own: file, others }) => [file, ...others])
      .reduce<TokenCounts>((sum, { aside }) => addTokens(sum, aside), noUsage.subagents),
    costUsd: priced.length === 0 ? null : priced.reduce((sum, cost) => sum + cost, 0),
    costIsComplete: spent.every(({ spent: { isPriced } }) => isPriced),
    context: own.context && contextOf(own.context, models),
    compactions: parts.flatMap(({ own: file }) => file.compactions)
  }
}

function contextOf(
  { model, used, most }: NonNullable<UsageTally['context']>,
  models: ModelFacts
): SessionUsage['context'] {
  const window = models.windowOf(model, most)
  return window === null ? null : { used, window, compactsAt: models.compactsAt(model, most) }
}

function settledPart({ main, subagents }: Pick<MetadataCheckpoint, 'main' | 'subagents'>): {
  own: UsageTally
  others: UsageTally[]
} {
  return {
    own: settledUsage(main.tally.usage),
    others: Object.values(subagents).map(({ tally }) => settledUsage(tally.usage))
  }
}

function toModelUsage({ model, spent }: ModelSpent): ModelUsage {
  const { costUsd, isPriced, ...tokens } = spent
  return { model, ...tokens, costUsd: isPriced || costUsd > 0 ? costUsd : null }
}

/** All stretches together, by model, in the order in which the models were first used. */
function sessionSpent(own: UsageTally, others: readonly UsageTally[], models: ModelFacts): ModelSpent[] {
  let spent: ModelSpent[] = []
  let before: readonly ModelSpent[] = []
  own.stretches.forEach(({ lines, stated }, at) => {
    const written = [lines, ...others.map(({ stretches }) => stretches[at]?.lines ?? [])].reduce(sumOf, [])
    if (stated === null) {
      spent = sumOf(spent, written)
    } else {
      const since = isContinued(before, stated) ? differenceOf(stated, before) : [...stated]
      spent = sumOf(spent, reconciled(since, written, models))
      before = stated
    }
  })
  return spent
}

function sumOf(a: readonly ModelSpent[], b: readonly ModelSpent[]): ModelSpent[] {
  const sum = a.map((entry) => ({ ...entry }))
  for (const { model, spent } of b) {
    const known = sum.find((entry) => entry.model === model)
    if (known) known.spent = addSpent(known.spent, spent)
    else sum.push({ model, spent })
  }
  return sum
}

/** Claude Code goes on from its last figures when it resumes; smaller ones begin anew. */
export function isContinued(before: readonly ModelSpent[], stated: readonly ModelSpent[]): boolean {
  return before.every(({ model, spent }) => {
    const now = stated.find((entry) => entry.model === model)?.spent
    return now !== undefined && tokenKinds.every((kind) => now[kind] >= spent[kind])
  })
}

/** What was spent between two accounts, by model. */
export function differenceOf(stated: readonly ModelSpent[], before: readonly ModelSpent[]): ModelSpent[] {
  return stated.map(({ model, spent }) => {
    const then = before.find((entry) => entry.model === model)?.spent ?? nothingSpent
    return {
      model,
      spent: {
        ...lessTokens(spent, then),
        costUsd: less(spent.costUsd, then.costUsd),
        isPriced: spent.isPriced
      }
    }
  })
}

/** What was stated, and what the lines hold beyond it. */
function reconciled(
  stated: readonly ModelSpent[],
  written: readonly ModelSpent[],
  models: ModelFacts
): ModelSpent[] {
  const missing = written.flatMap(({ model, spent }) => {
    const known = namedLike(stated, model, models)
    const beyond = known ? beyondOf(spent, known.spent) : spent
    return beyond === null ? [] : [{ model: known?.model ?? model, spent: beyond }]
  })
  return sumOf(stated, missing)
}

/** Figures and lines may name a model with and without its date. */
function namedLike(
  stated: readonly ModelSpent[],
  model: string,
  { plainModel }: ModelFacts
): ModelSpent | undefined {
  return (
    stated.find((entry) => entry.model === model) ??
    stated.find((entry) => plainModel(entry.model) === plainModel(model))
  )
}

/** Null when the lines hold nothing that was not stated. */
function beyondOf(written: Spent, stated: Spent): Spent | null {
  if (tokenKinds.every((kind) => written[kind] <= stated[kind])) return null
  return {
    ...lessTokens(written, stated),
    costUsd: less(written.costUsd, stated.costUsd),
    isPriced: written.isPriced
  }
}

const tokenKinds = ['input', 'output', 'cacheRead', 'cacheWrite'] as const

function lessTokens(a: TokenCounts, b: TokenCounts): TokenCounts {
  return {
    input: less(a.input, b.input),
    output: less(a.output, b.output),
    cacheRead: less(a.cacheRead, b.cacheRead),
    cacheWrite: less(a.cacheWrite, b.cacheWrite)
  }
}

function less(a: number, b: number): number {
  return Math.max(0, a - b)
}
