/** Chooses how the inside of a tool call is drawn; one small file per way. */
import type { ReactNode } from 'react'
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { EditBody } from './EditBody.tsx'
import { PlanBody } from './PlanBody.tsx'
import { QuestionBody } from './QuestionBody.tsx'
import { RawBody } from './RawBody.tsx'
import { ResultBody } from './ResultBody.tsx'
import { fitsTheLine, RunBody } from './RunBody.tsx'
import { SubagentBody } from './SubagentBody.tsx'
import { TasksBody } from './TasksBody.tsx'

/** Null when there is nothing to unfold (yet). `steps` are the messages of a subagent, drawn by the caller. */
export function toolBody(
  use: ToolUseBlock,
  result: ToolResultBlock | null,
  steps: ReactNode
): (() => ReactNode) | null {
  switch (use.name) {
    case 'Bash':
    case 'PowerShell':
      return result === null && fitsTheLine(use) ? null : () => <RunBody use={use} result={result} />
    case 'Edit':
    case 'MultiEdit':
    case 'NotebookEdit':
    case 'Write':
      return () => <EditBody use={use} result={result} />
    case 'Read':
    case 'NotebookRead':
    case 'Grep':
    case 'Search':
    case 'Glob':
    case 'LS':
    case 'List':
      return result ? () => <ResultBody result={result} /> : null
    case 'Agent':
    case 'Task':
      return () => <SubagentBody use={use} result={result} steps={steps} />
    case 'TodoWrite':
      return () => <TasksBody use={use} />
    case 'ExitPlanMode':
      return () => <PlanBody use={use} />
    case 'AskUserQuestion':
      return () => <QuestionBody use={use} result={result} />
    default:
      return () => <RawBody use={use} result={result} />
  }
}
