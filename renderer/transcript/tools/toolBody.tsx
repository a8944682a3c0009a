/** Chooses how the inside of a tool call is drawn; one small file per way, in `bodies/`. */
import type { ReactNode } from 'react'
import { ArgumentsBody } from './bodies/ArgumentsBody.tsx'
import { EditBody } from './bodies/EditBody.tsx'
import { ListBody } from './bodies/ListBody.tsx'
import { PlanBody } from './bodies/PlanBody.tsx'
import { QuestionBody } from './bodies/QuestionBody.tsx'
import { ReadBody } from './bodies/ReadBody.tsx'
import { fitsTheLine, RunBody } from './bodies/RunBody.tsx'
import { SearchBody } from './bodies/SearchBody.tsx'
import { SubagentBody } from './bodies/SubagentBody.tsx'
import { TasksBody } from './bodies/TasksBody.tsx'
import { WebBody } from './bodies/WebBody.tsx'
import type { Call } from './call.ts'

/** Null when there is nothing to unfold (yet). */
export function toolBody(call: Call): (() => ReactNode) | null {
  const { use, result } = call
  const hasResult = result !== null && !endsInLine(call)
  switch (use.name) {
    case 'Bash':
    case 'PowerShell':
    case 'bash_code_execution':
      return !hasResult && fitsTheLine(use) ? null : () => <RunBody call={call} />
    case 'Edit':
    case 'MultiEdit':
    case 'NotebookEdit':
    case 'Write':
      return () => <EditBody call={call} />
    case 'Read':
    case 'NotebookRead':
      return hasResult ? () => <ReadBody call={call} /> : null
    case 'Grep':
    case 'Search':
    case 'Glob':
      return hasResult ? () => <SearchBody call={call} /> : null
    case 'LS':
    case 'List':
      return hasResult ? () => <ListBody call={call} /> : null
    case 'WebFetch':
    case 'WebSearch':
    case 'web_fetch':
    case 'web_search':
      return () => <WebBody call={call} />
    case 'Agent':
    case 'Task':
    case 'Workflow':
    case 'advisor':
      return () => <SubagentBody call={call} />
    case 'TodoWrite':
      return () => <TasksBody call={call} />
    case 'TaskCreate':
    case 'TaskUpdate':
      return call.isNewestTasks || call.state.kind === 'failed' ? () => <TasksBody call={call} /> : null
    case 'ExitPlanMode':
      return () => <PlanBody call={call} />
    case 'AskUserQuestion':
      return () => <QuestionBody call={call} />
    default:
      return () => <ArgumentsBody call={call} />
  }
}

/** Nobody let it happen and nothing was said to it: the line says so. */
function endsInLine({ state }: Call): boolean {
  return state.kind === 'held' || (state.kind === 'denied' && state.note === null)
}
