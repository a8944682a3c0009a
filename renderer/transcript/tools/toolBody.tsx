/** Chooses how the inside of a tool call is drawn; one small file per way, in `bodies/`. */
import type { ReactNode } from 'react'
import { unreachable } from '../../../shared/errors.ts'
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
  const kind = use.kind ?? 'other'
  switch (kind) {
    case 'command':
      if (use.variant !== undefined) return () => <ArgumentsBody call={call} />
      return !hasResult && fitsTheLine(use) ? null : () => <RunBody call={call} />
    case 'edit':
      return () => <EditBody call={call} />
    case 'read':
      return hasResult ? () => <ReadBody call={call} /> : null
    case 'search':
      if (!hasResult) return null
      return use.variant === 'list' ? () => <ListBody call={call} /> : () => <SearchBody call={call} />
    case 'fetch':
      return () => <WebBody call={call} />
    case 'task':
      return () => <SubagentBody call={call} />
    case 'todo':
      return todoBody(call)
    case 'plan':
      return () => (use.variant === 'begin' ? <ArgumentsBody call={call} /> : <PlanBody call={call} />)
    case 'question':
      return () => <QuestionBody call={call} />
    case 'other':
      return () => <ArgumentsBody call={call} />
    default:
      return unreachable(kind)
  }
}

/** The list as it stands is drawn once, at the newest call; a call that wrote all of it shows what it wrote. */
function todoBody(call: Call): (() => ReactNode) | null {
  switch (call.use.variant) {
    case 'look':
      return () => <ArgumentsBody call={call} />
    case 'add':
    case 'change':
      return call.isNewestTasks || call.state.kind === 'failed' ? () => <TasksBody call={call} /> : null
    default:
      return () => <TasksBody call={call} />
  }
}

/** Nobody let it happen and nothing was said to it: the line says so. */
function endsInLine({ state }: Call): boolean {
  return state.kind === 'held' || (state.kind === 'denied' && state.note === null)
}
