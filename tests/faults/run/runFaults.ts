/**
 * A random fault run: worlds in which generated steps are played until so many faults have been injected. What fails is
 * made smaller before it is told, and told with the seed it came from.
 */
import fc from 'fast-check'
import { makeWorld, play } from './play.ts'
import type { SabotageName } from './sabotages.ts'
import { describeStep, sessionCount, stepOf } from './steps.ts'
import type { Fault, Step } from './steps.ts'
import { Violation } from './violation.ts'

/** Worlds a failure may take to become smaller: each costs seconds. */
const mostShrinks = 20
/** Steps of one world. */
const mostSteps = 50

export interface FaultRun {
  /** How many are to be injected. */
  readonly faults: number
  readonly seed: number
  /** Only these; absent: all kinds. */
  readonly kinds?: readonly Fault[]
  readonly sabotage?: SabotageName
  /** Whether what fails is made smaller. */
  readonly shrinks?: boolean
}

export interface FaultReport {
  faults: number
}

/** Rejects with fast-check's report: the seed, and the fewest steps that were found to fail. */
export async function runFaults(run: FaultRun): Promise<FaultReport> {
  const { faults, seed, kinds, sabotage, shrinks = true } = run
  const report: FaultReport = { faults: 0 }
  let triesLeft: number | null = null
  const property = fc.asyncProperty(
    fc.array(stepOf(kinds), { minLength: 1, maxLength: mostSteps, size: 'max' }),
    async (steps) => {
      if (report.faults >= faults || triesLeft === 0) return
      if (triesLeft !== null) triesLeft -= 1
      try {
        await playIn(steps, { report, faults, sabotage })
      } catch (error) {
        triesLeft ??= shrinks ? mostShrinks : 0
        if (shrinks) report.faults = 0
        throw error
      }
    }
  )
  await fc.assert(property, {
    seed,
    numRuns: faults,
    endOnFailure: !shrinks,
    reporter: (details) => {
      if (!details.failed) return
      const steps = details.counterexample?.[0] ?? []
      throw new Violation(
        details.errorInstance instanceof Violation ? details.errorInstance.rule : 'goes_on',
        [
          details.errorInstance instanceof Error ? (details.errorInstance.stack ?? '') : '',
          `SKEIN_FAULTS_SEED=${details.seed}, steps:`,
          ...steps.map((step) => `  ${describeStep(step)}`)
        ].join('\n')
      )
    }
  })
  return report
}

async function playIn(
  steps: readonly Step[],
  { report, faults, sabotage }: { report: FaultReport; faults: number; sabotage: SabotageName | undefined }
): Promise<void> {
  const world = await makeWorld({
    sessions: sessionCount,
    hasPowerLoss: true,
    ...(sabotage === undefined ? null : { sabotage })
  })
  try {
    for (const step of steps) {
      if (report.faults + world.faults >= faults) return
      await play(world, step)
    }
  } finally {
    report.faults += world.faults
    await world.close()
  }
}

/** How many faults `npm test` injects, or as many as `SKEIN_FAULTS` says; the seed, or that of `SKEIN_FAULTS_SEED`. */
export function usualFaults(): Pick<FaultRun, 'faults' | 'seed'> {
  return { faults: numberIn('SKEIN_FAULTS') ?? 200, seed: numberIn('SKEIN_FAULTS_SEED') ?? 20_261_130 }
}

function numberIn(name: string): number | null {
  const value = Number(process.env[name] ?? '')
  return Number.isInteger(value) && value > 0 ? value : null
}
