/**
 * What the server says of an agent in words of ours, in the language of the page: what it is, why it cannot run here,
 * what its modes, efforts and models are. Asked at the door through which it comes in; what is the agent's own word stays.
 */
import type { AgentMode, AgentOptions } from '../../shared/agentOptions.ts'
import type { AgentInfo, AgentReadiness } from '../../shared/protocol.ts'
import type { AgentModel, AgentOffer } from '../../shared/steering.ts'
import type { Readiness } from '../../shared/words/sentence.ts'
import { knownSentence } from './sentenceOf.ts'
import { strings } from './strings.ts'

export function agentInOurWords(agent: AgentInfo): AgentInfo {
  return {
    ...agent,
    description: descriptionOf(agent),
    readiness: readinessInOurWords(agent.readiness),
    models: agent.models.map(modelInOurWords),
    ...(agent.options && { options: optionsInOurWords(agent.options) })
  }
}

/** Of one that is only read it is why nothing is sent to it. */
function descriptionOf({ id, description, readiness, onlyRead = false }: AgentInfo): string {
  const own = onlyRead && !readiness.ready && readiness.why ? knownSentence(readiness.why) : null
  return own ?? of(strings.agents.descriptions, id) ?? description
}

function optionsInOurWords(options: AgentOptions): AgentOptions {
  return {
    ...options,
    permissionModes: options.permissionModes.map(modeInOurWords),
    models: options.models.map(modelInOurWords),
    efforts: options.efforts.map((effort) => ({ ...effort, ...wordsOf(strings.agents.efforts, effort) }))
  }
}

export function modeInOurWords(mode: AgentMode): AgentMode {
  return { ...mode, ...wordsOf(strings.agents.modes, mode) }
}

function wordsOf<T>(
  words: Readonly<Record<string, T>>,
  { describedAs }: { describedAs?: string | undefined }
): T | undefined {
  return describedAs === undefined ? undefined : of(words, describedAs)
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
