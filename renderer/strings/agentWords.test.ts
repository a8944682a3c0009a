import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AgentInfo } from '../../shared/protocol.ts'
import { AgentOffer } from '../../shared/steering.ts'

beforeEach(() => {
  document.documentElement.lang = 'de'
  vi.resetModules() // the language is chosen as the modules load
})

afterEach(() => {
  document.documentElement.lang = 'en'
  vi.resetModules()
})

const missing = {
  ready: false,
  reason: 'Claude Code was not found on this machine.',
  remedy: 'Install it.',
  why: { code: 'agent_not_found', parameters: { why: 'missing' } }
}
const claude = AgentInfo.parse({
  id: 'claude',
  name: 'Claude Code',
  description: "Anthropic's coding agent.",
  readiness: missing,
  permissionModes: [],
  models: [
    { id: 'haiku', name: 'Haiku', description: 'The fastest', describedAs: 'fastest' },
    { id: 'own', name: 'Own', description: 'As its program says' }
  ]
})

it('an agent that cannot run is told in German: what it is, why, and what helps', async () => {
  const { agentInOurWords } = await import('./agentWords.ts')
  const told = agentInOurWords(claude)
  expect(told.description).toMatch(/^Der Coding-Agent von Anthropic\./u)
  expect(told.readiness).toMatchObject({
    reason: 'Claude Code wurde auf diesem Rechner nicht gefunden.',
    remedy: expect.stringMatching(/^Installiere es/u)
  })
})

it('a model is described in our words where they are ours, and else as its agent does', async () => {
  const { agentInOurWords, offerInOurWords } = await import('./agentWords.ts')
  const described = ['Das schnellste', 'As its program says']
  const { models } = claude
  expect(agentInOurWords(claude).models.map(({ description }) => description)).toEqual(described)
  const offer = AgentOffer.parse({ agent: 'claude', commands: [], models })
  expect(offerInOurWords(offer).models.map(({ description }) => description)).toEqual(described)
})

it('what the page does not know stays as it came', async () => {
  const { agentInOurWords } = await import('./agentWords.ts')
  const readiness = { ...missing, why: { code: 'toString' } }
  const other = AgentInfo.parse({ ...claude, id: 'acp:other', readiness, models: [] })
  expect(agentInOurWords(other)).toEqual(other)
})
