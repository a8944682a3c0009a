/** What each tool of the guide may come to. It has no rules of its own: what is not asked about is done. Pure. */
import type { ToolUse } from '../toolUse.ts'

const own = { lasts: false, judgedBy: 'nobody' } as const
const harmless = { ...own, reach: 'nothing', couldRun: false } as const
const changing = { ...own, reach: 'anything' } as const

/** Looking is harmless: the guide looks nowhere but into the project. */
const USES: ReadonlyMap<string, ToolUse> = new Map<string, ToolUse>([
  ['LS', { ...harmless, kind: 'read' }],
  ['Read', { ...harmless, kind: 'read' }],
  ['Grep', { ...harmless, kind: 'search' }],
  ['Write', { ...changing, kind: 'edit', couldRun: false }],
  ['Edit', { ...changing, kind: 'edit', couldRun: false }],
  ['Bash', { ...changing, kind: 'command', couldRun: true }],
  ['AskUserQuestion', { ...harmless, kind: 'question' }],
  ['ExitPlanMode', { ...harmless, kind: 'plan' }]
])

export function guideToolUse(toolName: string): ToolUse {
  return USES.get(toolName) ?? { ...changing, kind: 'other', couldRun: true }
}
