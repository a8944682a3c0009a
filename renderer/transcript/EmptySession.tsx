/** A session before its first message: who will work where, and a few words to begin with. */
import type { AgentInfo } from '../../shared/protocol.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { SkeinMark } from '../ui/SkeinMark.tsx'

interface EmptySessionProps {
  readonly agent: AgentInfo | null
  readonly agentName: string
  readonly projectName: string
  /** Puts a suggestion into the composer; sending stays the person's act. */
  readonly onSuggest: (text: string) => void
  /** An agent that can run here, offered when the chosen one cannot. */
  readonly standIn: AgentInfo | null
  readonly onUseStandIn: () => void
}

export function EmptySession(props: EmptySessionProps) {
  const { agent, agentName, projectName, onSuggest, standIn, onUseStandIn } = props
  const isCommandsOnly = agent?.capabilities?.commandsOnly === true
  const { commands, sentences } = strings.session.suggestions
  const suggestions = isCommandsOnly ? commands : sentences
  const unready = agent && !agent.readiness.ready ? agent.readiness : null
  return (
    <div className="m-auto flex w-full max-w-[460px] flex-col items-start py-8">
      <SkeinMark size={36} />
      <h2 className="mt-5 text-title font-semibold">{strings.session.emptyTitle}</h2>
      {unready ? (
        <div className="mt-2 text-ui">
          <p className="text-danger">{`${strings.session.emptyUnavailable(agentName)} ${unready.reason}`}</p>
          <p className="mt-1 text-ink-muted">{unready.remedy}</p>
          {standIn && (
            <Button size="small" className="mt-3" onClick={onUseStandIn}>
              {strings.session.useInstead(standIn.name)}
            </Button>
          )}
        </div>
      ) : (
        <p className="mt-1 text-ui text-ink-muted">
          {isCommandsOnly
            ? strings.session.emptyGuide(projectName)
            : strings.session.emptyBody(agentName, projectName)}
        </p>
      )}
      {unready === null && (
        <ul className="strand-list mt-5 w-full" aria-label={strings.session.tryOne}>
          {suggestions.map((text) => (
            <li key={text} className="strand">
              <span className="strand-node top-[8px] left-[3px]! size-[15px]!">
                <span className="size-[7px] rounded-full border-[1.5px] border-ink-faint" />
              </span>
              <button
                type="button"
                onClick={() => onSuggest(text)}
                className="-mx-2 w-[calc(100%+16px)] rounded-md px-2 py-[5px] text-left text-ui hover:bg-hover"
              >
                {isCommandsOnly ? <code className="font-mono text-code">{text}</code> : text}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-5 text-meta text-ink-muted">{strings.session.emptyNothingStored}</p>
    </div>
  )
}
