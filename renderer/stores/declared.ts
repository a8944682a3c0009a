/**
 * What an agent declares, as the page asks for it: its modes, efforts and abilities, whichever version of the server
 * described it. Pure.
 */
import type { AgentCapabilities, AgentEffort, AgentMode } from '../../shared/agentOptions.ts'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { AgentModel } from '../../shared/steering.ts'
import { modeWords } from '../../shared/words/en/options.ts'
import { modeInOurWords } from '../strings/agentWords.ts'

/** Until the agent is known: what can be taken back, or is refused by the server, is offered. */
const unknownCapabilities: AgentCapabilities = {
  fork: true,
  rewind: true,
  continueCommand: false,
  login: false,
  install: false,
  images: true
}

/** The agent of a session, whether it can be talked to or not; null while it is not known, or this version has none. */
export function agentCalled(
  {
    agents,
    readAgents
  }: { readonly agents: readonly AgentInfo[]; readonly readAgents: readonly AgentInfo[] },
  id: string
): AgentInfo | null {
  return [...agents, ...readAgents].find((agent) => agent.id === id) ?? null
}

export function capabilitiesOf(agent: AgentInfo | null): AgentCapabilities {
  return agent?.capabilities ?? unknownCapabilities
}

/** In the order they are listed and stepped through; none while the agent is not known. */
export function modesOf(agent: AgentInfo | null): readonly AgentMode[] {
  if (agent === null) return NO_MODES
  return agent.options?.permissionModes ?? agent.permissionModes.map(modeCalled)
}

/** The mode with this id, though the agent may not have it: one of another version is called by its id. */
export function modeCalled(id: string): AgentMode {
  const own = Object.entries(modeWords).find(([known]) => known === id)?.[1]
  return modeInOurWords(
    own === undefined ? { id, name: id, description: null } : { id, ...own, describedAs: id }
  )
}

/** Those of the agent that this model takes; null: the model the agent chooses by itself. */
export function effortsOf(
  agent: AgentInfo | null,
  { model, models, own }: EffortPlace
): readonly AgentEffort[] {
  const efforts = agent?.options?.efforts ?? NO_EFFORTS
  const taken = model === null ? own : models.find(({ id }) => id === model)?.efforts
  return taken === undefined ? efforts : efforts.filter(({ id }) => taken.includes(id))
}

export interface EffortPlace {
  readonly model: string | null
  readonly models: readonly AgentModel[]
  /** What the agent offers for the model it would choose itself. */
  readonly own: readonly string[] | undefined
}

const NO_MODES: readonly AgentMode[] = []
const NO_EFFORTS: readonly AgentEffort[] = []
