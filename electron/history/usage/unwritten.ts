/**
 * What an agent says it has spent and what stands in no line: the summary of a compaction, an answer that was cut off.
 * Its account goes on when a session is resumed or copied, so each is compared with the one before it. Pure; called by
 * `usageStore.ts`. The same sums as the report of one session makes (`transcript/count/usageReport.ts`).
 */
import type { ModelSpent, Spent } from '../../transcript/count/usageSpent.ts'
import type { ModelFacts } from '../../transcript/record/recordFormat.ts'
import { differenceOf, isContinued } from '../../transcript/count/usageReport.ts'
import type { Reckoned, Stretch } from './fileCounter.ts'

/** What lines add up to, by the plain name of the model. */
export type Written = ReadonlyMap<string, Spent & { readonly unpriced: number }>

/** The lines of a stretch. */
export interface StretchLines {
  /** Those that count here. */
  readonly own: Written
  /** Those that stand here and count elsewhere: in the session this is a copy of. */
  readonly elsewhere: Written
}

export interface Unwritten {
  readonly stretch: number
  readonly at: number | null
  readonly model: string
  /** `costUsd` may be less than nothing: where the agent reckons a call cheaper than its line. */
  readonly spent: Omit<Spent, 'isPriced'>
  /** How many calls without a price it makes good for; negative. */
  readonly unpriced: number
}

const kinds = ['input', 'output', 'cacheRead', 'cacheWrite'] as const

/**
 * By stretch and model; `others` are the accounts of sessions with some of the same lines.
 */
export function unwrittenIn(
  stretches: readonly Stretch[],
  linesOf: (stretch: number) => StretchLines,
  others: readonly Reckoned[],
  models: ModelFacts
): readonly Unwritten[] {
  const all: Unwritten[] = []
  let before: readonly ModelSpent[] | null = null
  for (const [at, { reckoned, at: time }] of stretches.entries()) {
    if (reckoned === null) continue
    const inherited: readonly ModelSpent[] | null = before ?? accountBefore(reckoned, others)
    const goesOn = inherited !== null && isContinued(inherited, reckoned.spent)
    // Then what was copied is in the account before.
    const isTakenOver = goesOn && before === null
    const since = byPlainName(goesOn ? differenceOf(reckoned.spent, inherited) : reckoned.spent, models)
    const { own, elsewhere } = linesOf(at)
    const both = sumOf(own, elsewhere)
    // Whether the account holds what was copied, too, it does not say: it does when it is large enough for it.
    const written = !isTakenOver && elsewhere.size > 0 && holdsAll(since, both) ? both : own
    for (const [model, stated] of since) {
      const missing = lessOf(stated, written.get(model))
      if (missing !== null) all.push({ stretch: at, at: time, model, ...missing })
    }
    before = reckoned.spent
  }
  return all
}

/** The newest account that this one goes on with; null when none is known. */
function accountBefore(
  { began, lasted, spent }: Reckoned,
  others: readonly Reckoned[]
): readonly ModelSpent[] | null {
  const same = others.filter(
    (other) =>
      began !== 0 && other.began === began && other.lasted <= lasted && isContinued(other.spent, spent)
  )
  return same.toSorted((a, b) => a.lasted - b.lasted).at(-1)?.spent ?? null
}

function byPlainName(spent: readonly ModelSpent[], models: ModelFacts): ReadonlyMap<string, Spent> {
  const byName = new Map<string, Spent>()
  for (const { model, spent: some } of spent) {
    const name = models.plainModel(model)
    const known = byName.get(name)
    byName.set(name, known ? added(known, some) : some)
  }
  return byName
}

function sumOf(a: Written, b: Written): Written {
  const sum = new Map(a)
  for (const [model, spent] of b) {
    const known = sum.get(model)
    sum.set(model, known ? { ...added(known, spent), unpriced: known.unpriced + spent.unpriced } : spent)
  }
  return sum
}

function added(a: Spent, b: Spent): Spent {
  return {
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
    costUsd: a.costUsd + b.costUsd,
    isPriced: a.isPriced && b.isPriced
  }
}

function holdsAll(stated: ReadonlyMap<string, Spent>, written: Written): boolean {
  return [...written].every(([model, spent]) => {
    const told = stated.get(model)
    return told !== undefined && kinds.every((kind) => told[kind] >= spent[kind])
  })
}

/** Null when nothing is missing. */
function lessOf(
  stated: Spent,
  written: (Spent & { readonly unpriced: number }) | undefined
): Pick<Unwritten, 'spent' | 'unpriced'> | null {
  const [input, output, cacheRead, cacheWrite] = kinds.map((kind) =>
    Math.max(0, stated[kind] - (written?.[kind] ?? 0))
  )
  const isAllStated = written === undefined || kinds.every((kind) => written[kind] <= stated[kind])
  const rest = stated.costUsd - (written?.costUsd ?? 0)
  const costUsd = !stated.isPriced || Math.abs(rest) < NO_MONEY ? 0 : isAllStated ? rest : Math.max(0, rest)
  const unpriced = stated.isPriced && isAllStated ? -(written?.unpriced ?? 0) : 0
  const spent = {
    input: input ?? 0,
    output: output ?? 0,
    cacheRead: cacheRead ?? 0,
    cacheWrite: cacheWrite ?? 0,
    costUsd
  }
  const isNothing = kinds.every((kind) => spent[kind] === 0) && costUsd === 0 && unpriced === 0
  return isNothing ? null : { spent, unpriced: !stated.isPriced && !isNothing ? 1 : unpriced }
}

/** US dollars: sums of the same floats in another order. */
const NO_MONEY = 1e-12
