/** A random fault run with the guide, whose turns cost nothing. */
import { makeWorld, play } from './play.ts'
import { runScenes } from './runScenes.ts'
import type { Extent, FaultReport } from './runScenes.ts'
import type { SabotageName } from './sabotages.ts'
import { describeStep, sessionCount, stepOf } from './steps.ts'
import type { Fault } from './steps.ts'

export interface FaultRun extends Extent {
  /** Only these; absent: all kinds. */
  readonly kinds?: readonly Fault[]
  readonly sabotage?: SabotageName
}

export function runFaults({ kinds, sabotage, ...extent }: FaultRun): Promise<FaultReport> {
  return runScenes(
    {
      steps: stepOf(kinds),
      mostSteps: 50,
      describe: describeStep,
      begin: async () => {
        const world = await makeWorld({
          sessions: sessionCount,
          hasPowerLoss: true,
          ...(sabotage === undefined ? null : { sabotage })
        })
        return {
          get faults() {
            return world.faults
          },
          play: (step) => play(world, step),
          close: () => world.close()
        }
      }
    },
    extent
  )
}
