/** A random fault run with the real Claude Code, which answers what a scripted model says. */
import { runScenes } from '../run/runScenes.ts'
import type { Extent, FaultReport } from '../run/runScenes.ts'
import type { SabotageName } from '../run/sabotages.ts'
import { ClaudeScene } from './play.ts'
import { describeStep, stepOf } from './steps.ts'
import type { Choice } from './steps.ts'

export interface ClaudeFaultRun extends Extent, Choice {
  readonly sabotage?: SabotageName
}

export function runClaudeFaults({ sabotage, ...run }: ClaudeFaultRun): Promise<FaultReport> {
  return runScenes(
    {
      steps: stepOf(run),
      mostSteps: 20,
      describe: describeStep,
      begin: () => ClaudeScene.make(sabotage)
    },
    run
  )
}
