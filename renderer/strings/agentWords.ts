/**
 * What the server says of an agent in words of ours, in the language of the page: what it is, why it cannot run here,
 * what its models are. Asked at the door through which it comes in; what is the agent's own word stays.
 */
import type { AgentInfo, AgentReadiness } from '../../shared/protocol.ts'
import type { AgentModel, AgentOffer } from '../../shared/steering.ts'
import type { Readiness } from '../../shared/words/sentence.ts'
import { strings } from './strings.ts'

export function agentInOurWords(agent: AgentInfo): AgentInfo {
  return {
    ...agent,
    description: of(strings.agents.descriptions, agent.id) ?? agent.description,
    readiness: readinessInOurWords(agent.readiness),
    models: agent.models.map(modelInOurWords)
  }
}

export function offerInOurWords(offer: AgentOffer): AgentOffer {
  return { ...offer, models: offer.models.map(modelInOurWords) }
}

function readinessInOurWords(readiness: AgentReadiness): AgentReadiness {
  if (readiness.ready || readiness.why === undefined) return readiness
  const { code, parameters = {} } = readiness.why
  const words: Readiness | undefined = of(strings.agents.readiness, code)
  return { ...readiness, ...words?.(parameters) }
}

function modelInOurWords(model: AgentModel): AgentModel {
  const own = model.describedAs === undefined ? undefined : of(strings.agents.models, model.describedAs)
  return own === undefined ? model : { ...model, description: own }
}

function of<T>(words: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(words, code) ? words[code] : undefined
}
