/** The button that helps. What goes wrong is told beside it or in a toast. */
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { routes } from '../../shared/address.ts'
import { unreachable } from '../../shared/errors.ts'
import type { FindingAction, OwnFolder } from '../../shared/doctor.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { AgentProgram } from './AgentProgram.tsx'
import { capabilitiesOf } from '../stores/declared.ts'
import { readAgentNames } from '../stores/pageDefaults.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { openOwnFolder } from '../stores/serverActions.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { copyText } from '../ui/copyText.ts'

interface FindingButtonProps {
  readonly action: FindingAction
  readonly onLookAgain: () => void
}

export function FindingButton({ action, onLookAgain }: FindingButtonProps) {
  const navigate = useNavigate()
  const words = strings.doctor
  switch (action.kind) {
    case 'choose_program':
      return <AgentPrograms agent={action.agent ?? null} onSaved={onLookAgain} />
    case 'open_folder':
      return <OpenFolderButton folder={action.folder} />
    case 'copy':
      return (
        <>
          <code className="rounded-sm bg-surface-sunken px-1.5 py-0.5 font-mono text-code wrap-anywhere">
            {action.text}
          </code>
          <Button
            size="small"
            onClick={() => void copyText(action.text, words.copied(action.text)) /* never rejects */}
          >
            {words.actions.copy}
          </Button>
        </>
      )
    case 'open_settings':
      return (
        // Navigating resolves when the page has changed; nobody waits.
        <Button size="small" onClick={() => void navigate(routes.settings)}>
          {words.actions.open_settings}
        </Button>
      )
    case 'try_again':
      return (
        <Button size="small" onClick={onLookAgain}>
          {words.actions.try_again}
        </Button>
      )
    default:
      return unreachable(action)
  }
}

/** Of one agent, or of all that are programs of their own. */
function AgentPrograms({ agent, onSaved }: { readonly agent: string | null; readonly onSaved: () => void }) {
  const agents = useProjectStore((state) => state.agents)
  const programs = agents.filter((info) => capabilitiesOf(info).install).map(({ id }) => id)
  return (agent === null ? programs : [agent]).map((id) => {
    const name = agents.find((info) => info.id === id)?.name ?? readAgentNames()[id] ?? id
    return <AgentProgram key={id} agentId={id} agentName={name} onSaved={onSaved} />
  })
}

function OpenFolderButton({ folder }: { readonly folder: OwnFolder }) {
  const [problem, setProblem] = useState<string | null>(null)

  async function open(): Promise<void> {
    try {
      await openOwnFolder(folder)
      setProblem(null)
    } catch (thrown) {
      setProblem(failureOf(thrown).message)
    }
  }

  return (
    <>
      <Button size="small" onClick={() => void open() /* never rejects */}>
        {strings.doctor.actions.open_folder[folder]}
      </Button>
      {problem !== null && <ErrorNote text={problem} />}
    </>
  )
}
