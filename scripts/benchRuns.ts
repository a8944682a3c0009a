/** What several runs of one benchmark come to: median and range of each goal. Pure; used by `tests/bench/run.ts` and `benchTable.ts`. */
import { z } from 'zod'
import { median, rounded } from '../tests/bench/measure.ts'

const Report = z.object({
  goals: z.record(
    z.string(),
    z.object({ goal: z.string(), measured: z.number().nullable(), ok: z.boolean() })
  )
})

export const GoalOfRuns = z.object({
  goal: z.string(),
  /** Null where the system cannot tell. */
  median: z.number().nullable(),
  range: z.tuple([z.number(), z.number()]).nullable(),
  /** In how many of the runs it was met. */
  met: z.number()
})
export type GoalOfRuns = z.infer<typeof GoalOfRuns>

export const RunsReport = z.object({
  name: z.string(),
  /** Every goal was met in every run. */
  ok: z.boolean(),
  runs: z.number(),
  goals: z.record(z.string(), GoalOfRuns)
})
export type RunsReport = z.infer<typeof RunsReport>

/** Throws for reports without goals: what only prints figures is run once. */
export function summarise(name: string, reports: readonly unknown[]): RunsReport {
  const parsed = reports.map((report) => Report.parse(report))
  const goals: Record<string, GoalOfRuns> = {}
  for (const key of Object.keys(parsed[0]?.goals ?? {})) {
    const those = parsed.flatMap(({ goals: of }) => of[key] ?? [])
    const figures = those.flatMap(({ measured }) => (measured === null ? [] : [measured]))
    goals[key] = {
      goal: those[0]?.goal ?? '',
      median: figures.length === 0 ? null : rounded(median(figures)),
      range: figures.length === 0 ? null : [Math.min(...figures), Math.max(...figures)],
      met: those.filter(({ ok }) => ok).length
    }
  }
  const ok = Object.values(goals).every(({ met }) => met === reports.length)
  return { name, ok, runs: reports.length, goals }
}

/** The table of docs/benchmarks.md, from lines that `--runs` printed. */
export function tableOf(lines: readonly string[]): string {
  const rows = lines.flatMap((line) => {
    const { name, runs, goals } = RunsReport.parse(JSON.parse(line))
    return Object.entries(goals).map(([asked, { goal, median: middle, range, met }], at) => {
      const figure = middle === null || range === null ? 'not told' : `${middle} (${range[0]}–${range[1]})`
      const missed = met === runs ? '' : `, missed in ${runs - met} of ${runs}`
      return `| ${at === 0 ? `\`${name}\`` : ''} | ${asked} | ${figure}${missed} | ${inWords(goal)} |`
    })
  })
  return ['| benchmark | what it asks | median (range) | goal |', '| --- | --- | --- | --- |', ...rows].join(
    '\n'
  )
}

function inWords(goal: string): string {
  return goal.replace(/^<= /, 'at most ').replace(/^>= /, 'at least ')
}
