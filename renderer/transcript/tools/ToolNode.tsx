/** The sign of a tool call on the thread: what kind it is, and how far. */
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
  Plug,
  Search,
  Sparkles,
  SquareTerminal,
  Wrench
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { unreachable } from '../../../shared/errors.ts'
import { Coil } from '../../ui/Coil.tsx'
import type { CallState } from './callState.ts'
import type { ToolIcon } from './describeTool.ts'

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
  skill: Sparkles,
  server: Plug,
  other: Wrench
}

export function ToolNode({ icon, state }: { readonly icon: ToolIcon; readonly state: CallState }) {
  const Icon = ICONS[icon]
  switch (state.kind) {
    case 'running':
      return <Coil size={16} />
    case 'waiting':
      return <Icon size={15} strokeWidth={1.75} className="text-warn" aria-hidden />
    case 'failed':
      return <Icon size={15} strokeWidth={1.75} className="text-danger" aria-hidden />
    case 'done':
    case 'stopped':
    case 'denied':
    case 'held':
      return <Icon size={15} strokeWidth={1.75} className="text-ink-faint" aria-hidden />
    default:
      return unreachable(state)
  }
}
