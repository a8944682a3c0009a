/**
 * A random fault run: worlds in which generated steps are played until so many faults have been injected. What fails is
 * made smaller before it is told, and told with the seed it came from.
 */
import fc from 'fast-check'
import { Violation } from './violation.ts'

/** Worlds a failure may take to become smaller: each costs seconds. */
const mostShrinks = 20

/** A world that steps are played in. */
export interface Scene<Step> {
  /** How many have been injected. */
  readonly faults: number
  /** Throws what does not hold afterwards. */
  readonly play: (step: Step) => Promise<void>
  readonly close: () => Promise<void>
}

export interface Scenes<Step> {
  readonly steps: fc.Arbitrary<Step>
  /** Of one world. */
  readonly mostSteps: number
  /** As one line of a list. */
  readonly describe: (step: Step) => string
  readonly begin: () => Promise<Scene<Step>>
}

export interface Extent {
  /** How many are to be injected. */
  readonly faults: number
  readonly seed: number
  /** Whether what fails is made smaller. */
  readonly shrinks?: boolean
}

export interface FaultReport {
  faults: number
}

/** Rejects with fast-check's report: the seed, and the fewest steps that were found to fail. */
export async function runScenes<Step>(scenes: Scenes<Step>, extent: Extent): Promise<FaultReport> {
  const { faults, seed, shrinks = true } = extent
  const report: FaultReport = { faults: 0 }
  let triesLeft: number | null = null
  const property = fc.asyncProperty(
    fc.array(scenes.steps, { minLength: 1, maxLength: scenes.mostSteps, size: 'max' }),
    async (steps) => {
      if (report.faults >= faults || triesLeft === 0) return
      if (triesLeft !== null) triesLeft -= 1
      try {
        await playIn(scenes, steps, { report, faults })
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
          ...steps.map((step) => `  ${scenes.describe(step)}`)
        ].join('\n')
      )
    }
  })
  return report
}

async function playIn<Step>(
  { begin }: Scenes<Step>,
  steps: readonly Step[],
  { report, faults }: { report: FaultReport; faults: number }
): Promise<void> {
  const scene = await begin()
  try {
    for (const step of steps) {
      if (report.faults + scene.faults >= faults) return
      await scene.play(step)
    }
  } finally {
    tellOfHundreds(report.faults, report.faults + scene.faults, faults)
    report.faults += scene.faults
    await scene.close()
  }
}

/** A run of thousands takes the better part of an hour: whoever started it sees how far it has come. */
function tellOfHundreds(before: number, now: number, all: number): void {
  if (all > 200 && Math.floor(now / 100) > Math.floor(before / 100))
    process.stderr.write(`${new Date().toISOString()} ${now} of ${all} faults\n`)
}

/** How many faults a run of `npm test` injects, or as many as `SKEIN_FAULTS` says; the seed, or that of `SKEIN_FAULTS_SEED`. */
export function usualExtent(faults: number): Extent {
  return { faults: numberIn('SKEIN_FAULTS') ?? faults, seed: numberIn('SKEIN_FAULTS_SEED') ?? 20_261_130 }
}

function numberIn(name: string): number | null {
  const value = Number(process.env[name] ?? '')
  return Number.isInteger(value) && value > 0 ? value : null
}
