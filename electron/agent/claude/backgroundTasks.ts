/**
 * What runs or ran in the background of one process of the CLI, as it is described, and what is said when it has ended.
 * Does no I/O; owned by `LiveTranscript`.
 */
import { z } from 'zod'
import type { TaskEndFrame } from './frames.ts'
import { withoutEscapes } from './transcript/prompt.ts'

const BackgroundTask = z.object({ task_id: z.string(), description: z.string() })

export class BackgroundTasks {
  readonly #descriptions = new Map<string, string>()

  /** As a frame lists them: what has another shape is left out. */
  note(tasks: readonly unknown[]): void {
    for (const task of tasks) {
      const { task_id: id, description } = BackgroundTask.safeParse(task).data ?? {}
      if (id !== undefined && description !== undefined) this.#descriptions.set(id, description)
    }
  }

  /** As the transcript has it: of a subagent, that it has finished; what it found, its tool use shows. '' when nothing is said. */
  endWords({ task_id: id, summary = '', summary_is_report: isReport, status }: TaskEndFrame): string {
    const what = this.#descriptions.get(id) ?? ''
    const ending = status === undefined || status === 'completed' ? 'finished' : status
    return withoutEscapes(isReport === true ? `Agent "${what}" ${ending}` : summary).trim()
  }
}
