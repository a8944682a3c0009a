/** A tool call in one line: what it does, to what, what came of it, and whether it was let. */
import { shortText } from '../../../shared/cutText.ts'
import { unreachable } from '../../../shared/errors.ts'
import { strings } from '../../strings/strings.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import type { CallState } from './callState.ts'
import type { ToolHeader, ToolIcon } from './describeTool.ts'
import { PathText } from './PathText.tsx'

interface ToolLineProps {
  readonly header: ToolHeader
  readonly state: CallState
  /** Of its subagent; null when there is none. */
  readonly steps: number | null
}

/** What these are about is a file. */
const PATHS: ReadonlySet<ToolIcon> = new Set<ToolIcon>(['read', 'edit', 'write', 'list'])

/** Of a subject; more than any line has room for. */
const LONGEST = 1_000

/** Spaces between the parts are for who hears the line, or copies it; the layout makes its own. */
export function ToolLine({ header, state, steps }: ToolLineProps) {
  const wasLet = state.kind !== 'denied' && state.kind !== 'held'
  const subject = shortText(header.subject, LONGEST)
  return (
    <span className="flex min-w-0 items-baseline gap-1.5 text-ui">
      <span className={joinClasses('shrink-0 font-medium', state.kind === 'failed' && 'text-danger')}>
        {header.verb}
      </span>{' '}
      <bdi
        className={joinClasses(
          'min-w-0 truncate font-mono text-[12px] text-ink-muted',
          !wasLet && 'line-through'
        )}
      >
        {PATHS.has(header.icon) ? <PathText path={subject} /> : subject}
      </bdi>{' '}
      {steps !== null && steps > 0 && <Outcome text={strings.tool.steps(steps)} />}
      {header.outcome !== null && <Outcome text={header.outcome} isBad={state.kind === 'failed'} />}{' '}
      {header.change !== null && wasLet && <ChangeCount {...header.change} />}{' '}
      <StateWord icon={header.icon} state={state} hasOutcome={header.outcome !== null} />
    </span>
  )
}

function Outcome({ text, isBad = false }: { readonly text: string; readonly isBad?: boolean }) {
  return (
    <span
      className={joinClasses('shrink-0 text-meta', isBad ? 'text-danger' : 'text-ink-muted')}
    >{`· ${text}`}</span>
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

interface StateWordProps {
  readonly icon: ToolIcon
  readonly state: CallState
  readonly hasOutcome: boolean
}

function StateWord({ icon, state, hasOutcome }: StateWordProps) {
  const { tool } = strings
  switch (state.kind) {
    case 'done':
      if (icon === 'plan') return <Word text={tool.planApproved} look="text-ok" />
      return icon === 'ask' ? <Word text={tool.answered} look="text-ink-muted" /> : null
    case 'running':
      return <span className="sr-only">{tool.running}</span>
    case 'waiting':
      return <Word text={tool.waiting} look="text-warn" />
    case 'failed':
      // An exit code says it already, to the eye and to the ear.
      return hasOutcome ? null : <Word text={tool.failed} look="text-danger" />
    case 'denied':
      return <Word text={deniedWord(icon)} look="text-ink-muted" />
    case 'held':
      return <Word text={tool.held[state.because]} look="text-ink-muted" />
    case 'stopped':
      return <Word text={tool.stopped} look="text-ink-muted" />
    default:
      return unreachable(state)
  }
}

function deniedWord(icon: ToolIcon): string {
  const { tool } = strings
  if (icon === 'plan') return tool.planKept
  return icon === 'ask' ? tool.skipped : tool.denied
}

function Word({ text, look }: { readonly text: string; readonly look: string }) {
  return <span className={joinClasses('shrink-0 text-meta', look)}>{text}</span>
}
