/** What the session's agent may do and how much it thinks, said in the header, and a menu to change it. */
import { ChevronDown } from 'lucide-react'
import type { AgentInfo } from '../../shared/protocol.ts'
import { modeCalled } from '../stores/declared.ts'
import { offerKey, useOfferStore } from '../stores/offerStore.ts'
import { strings } from '../strings/strings.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { MenuChoices } from '../ui/MenuChoices.tsx'
import { PopMenu, PopMenuLine } from '../ui/PopMenu.tsx'
import { useSessionOptions } from './useSessionOptions.ts'

interface SessionOptionsMenuProps {
  readonly projectId: string
  readonly agent: AgentInfo | null
}

export function SessionOptionsMenu({ projectId, agent }: SessionOptionsMenuProps) {
  const offer = useOfferStore((state) => state.offers.get(offerKey(projectId, agent?.id ?? '')) ?? null)
  const options = useSessionOptions(agent, offer?.phase === 'ready' ? offer.offer : null)
  const { mode: modeId, modes, modeChoice, effort: effortId, efforts, onEffort } = options
  const isKnown = modes.some(({ id }) => id === modeId)
  const shownModes = isKnown ? modes : [...modes, modeCalled(modeId)]
  const mode = shownModes.find(({ id }) => id === modeId)
  const effort = efforts.find(({ id }) => id === effortId)?.name ?? effortId
  const said = [mode?.name ?? modeId, ...(effort === null ? [] : [effort])]
  const words = strings.composer
  return (
    <>
      <PopMenu
        align="end"
        className="w-80"
        trigger={
          <button
            type="button"
            aria-label={words.sessionOptions(said.join(', '))}
            className={joinClasses(
              'inline-flex h-7 min-w-0 shrink items-center gap-1 rounded-md px-1.5 text-meta hover:bg-hover data-[popup-open]:bg-hover',
              mode?.dangerous === true ? 'text-danger' : 'text-ink-muted hover:text-ink'
            )}
          >
            <span className="truncate">{said.join(' · ')}</span>
            <ChevronDown size={12} strokeWidth={1.75} className="shrink-0 opacity-70" aria-hidden />
          </button>
        }
      >
        <MenuChoices
          label={words.mode}
          value={modeId}
          choices={shownModes.map(({ id, name, description, dangerous }) => ({
            value: id,
            label: name,
            description,
            ...(dangerous === true ? { tone: 'danger' as const } : null)
          }))}
          onChoose={modeChoice.choose}
        />
        {(efforts.length > 0 || effortId !== null) && (
          <>
            <PopMenuLine />
            <MenuChoices
              label={words.effort}
              value={effortId ?? AGENTS_OWN}
              choices={[
                { value: AGENTS_OWN, label: words.effortDefault },
                ...efforts.map(({ id, name }) => ({ value: id, label: name })),
                ...(effortId === null || efforts.some(({ id }) => id === effortId)
                  ? []
                  : [{ value: effortId, label: effortId }])
              ]}
              onChoose={(next) => onEffort(next === AGENTS_OWN ? null : next)}
            />
          </>
        )}
      </PopMenu>
      {modeChoice.dialog}
    </>
  )
}

/** Stands for "let the agent choose" among the efforts. */
const AGENTS_OWN = ''
