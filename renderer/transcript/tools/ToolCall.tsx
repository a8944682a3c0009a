/** One tool call on the thread: a line that says what was done, and its inside on demand. */
import {
  Bot,
  FilePen,
  FilePlus2,
  FileText,
  FolderTree,
  Globe,
  ListChecks,
  Map as PlanIcon,
  MessageCircleQuestion,
  Search,
  SquareTerminal,
  Wrench
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ToolUseBlock } from '../../../shared/session.ts'
import { unreachable } from '../../../shared/errors.ts'
import { strings } from '../../strings/strings.ts'
import { Coil } from '../../ui/Coil.tsx'
import { joinClasses } from '../../ui/joinClasses.ts'
import { Fold } from '../Fold.tsx'
import { useTranscriptSetting } from '../TranscriptContext.ts'
import { toolState } from '../turnView.ts'
import type { ToolState, TurnView } from '../turnView.ts'
import { describeTool } from './describeTool.ts'
import type { ToolHeader, ToolIcon } from './describeTool.ts'
import { toolBody } from './toolBody.tsx'

const ICONS: Readonly<Record<ToolIcon, LucideIcon>> = {
  read: FileText,
  edit: FilePen,
  write: FilePlus2,
  run: SquareTerminal,
  search: Search,
  list: FolderTree,
  web: Globe,
  agent: Bot,
  tasks: ListChecks,
  plan: PlanIcon,
  ask: MessageCircleQuestion,
  other: Wrench
}

/** Drawn open at first: what changed or was run is what a reader wants to see. */
const OPEN: ReadonlySet<ToolIcon> = new Set<ToolIcon>(['edit', 'write', 'run', 'tasks', 'plan'])

interface ToolCallProps {
  readonly use: ToolUseBlock
  readonly view: TurnView
  /** The steps of the subagent this call started, if any. */
  readonly steps: ReactNode
}

export function ToolCall({ use, view, steps }: ToolCallProps) {
  const { projectPath } = useTranscriptSetting()
  const result = view.results.get(use.id) ?? null
  const state = toolState(use.id, result, view)
  const header = describeTool(use, result, projectPath)
  const body = toolBody(use, result, steps)
  return (
    <>
      <span className="strand-node">
        <ToolNode icon={header.icon} state={state} />
      </span>
      <Fold
        head={<ToolLine header={header} state={state} />}
        openAtFirst={state === 'failed' || OPEN.has(header.icon)}
      >
        {body &&
          (() => (
            <div className="mt-1.5 overflow-hidden rounded-md border border-line bg-code-bg">{body()}</div>
          ))}
      </Fold>
    </>
  )
}

function ToolNode({ icon, state }: { readonly icon: ToolIcon; readonly state: ToolState }) {
  const Icon = ICONS[icon]
  switch (state) {
    case 'running':
      return <Coil size={16} />
    case 'waiting':
      return <Icon size={15} strokeWidth={1.75} className="text-warn" aria-hidden />
    case 'failed':
      return <Icon size={15} strokeWidth={1.75} className="text-danger" aria-hidden />
    case 'done':
    case 'stopped':
      return <Icon size={15} strokeWidth={1.75} className="text-ink-faint" aria-hidden />
    default:
      return unreachable(state)
  }
}

/** Spaces between the parts are for who hears the line, or copies it; the layout makes its own. */
function ToolLine({ header, state }: { readonly header: ToolHeader; readonly state: ToolState }) {
  return (
    <span className="flex min-w-0 items-baseline gap-1.5 text-ui">
      <span className={joinClasses('shrink-0 font-medium', state === 'failed' && 'text-danger')}>
        {header.verb}
      </span>{' '}
      <span className="min-w-0 truncate font-mono text-[12px] text-ink-muted">{header.subject}</span>{' '}
      {header.outcome !== null && (
        <span className="shrink-0 text-meta text-ink-muted">{`· ${header.outcome}`}</span>
      )}{' '}
      {header.change !== null && <ChangeCount {...header.change} />} <StateWord state={state} />
    </span>
  )
}

function ChangeCount({ added, removed }: { readonly added: number; readonly removed: number }) {
  if (added === 0 && removed === 0) return null
  return (
    <span className="shrink-0 text-meta tabular-nums">
      {added > 0 && <span className="text-ok">{`+${added}`}</span>}
      {added > 0 && removed > 0 && ' '}
      {removed > 0 && <span className="text-danger">{`−${removed}`}</span>}
    </span>
  )
}

function StateWord({ state }: { readonly state: ToolState }) {
  switch (state) {
    case 'done':
      return null
    case 'running':
      return <span className="sr-only">{strings.tool.running}</span>
    case 'waiting':
      return <span className="shrink-0 text-meta text-warn">{strings.tool.waiting}</span>
    case 'failed':
      return <span className="shrink-0 text-meta text-danger">{strings.tool.failed}</span>
    case 'stopped':
      return <span className="shrink-0 text-meta text-ink-muted">{strings.tool.stopped}</span>
    default:
      return unreachable(state)
  }
}
