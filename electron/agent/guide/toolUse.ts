/** What each tool of the guide may come to. It has no rules of its own: what is not asked about is done. Pure. */
import type { ToolUse } from '../toolUse.ts'
import { guideTools } from './guideTools.ts'

type Reach = Omit<ToolUse, 'kind'>

const own = { lasts: false, judgedBy: 'nobody' } as const
const harmless = { ...own, reach: 'nothing', couldRun: false } as const
const changing = { ...own, reach: 'anything' } as const

/** Looking is harmless: the guide looks nowhere but into the project. */
const USES: ReadonlyMap<string, Reach> = new Map<string, Reach>([
  ['LS', harmless],
  ['Read', harmless],
  ['Grep', harmless],
  ['Write', { ...changing, couldRun: false }],
  ['Edit', { ...changing, couldRun: false }],
  ['Bash', { ...changing, couldRun: true }],
  ['AskUserQuestion', harmless],
  ['ExitPlanMode', harmless]
])

export function guideToolUse(toolName: string): ToolUse {
  return {
    kind: guideTools.factsOf(toolName).kind ?? 'other',
    ...(USES.get(toolName) ?? { ...changing, couldRun: true })
  }
}
