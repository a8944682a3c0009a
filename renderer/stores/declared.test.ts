import { expect, test } from 'vitest'
import { ourEffort, ourMode } from '../../shared/agentOptions.ts'
import type { AgentInfo } from '../../shared/protocol.ts'
import { capabilitiesOf, effortsOf, modeCalled, modesOf } from './declared.ts'

const bare: AgentInfo = {
  id: 'acp:other',
  name: 'Other',
  description: '',
  readiness: { ready: true, version: null, path: null },
  permissionModes: ['plan', 'ponder'],
  models: []
}
const full: AgentInfo = {
  ...bare,
  options: {
    permissionModes: [ourMode('default'), { id: 'yolo', name: 'Yolo', description: null, dangerous: true }],
    safeMode: 'default',
    models: [],
    efforts: [ourEffort('low'), ourEffort('high')]
  }
}

test('modes are those the agent declares; an older server tells ids alone; nobody guesses for an unknown agent', () => {
  expect(modesOf(full).map(({ id }) => id)).toEqual(['default', 'yolo'])
  expect(modesOf(bare).map(({ name }) => name)).toEqual(['Plan', 'ponder'])
  expect(modesOf(null)).toEqual([])
})

test('a mode of another version is called by its id, one of ours by its words', () => {
  expect(modeCalled('ponder')).toEqual({ id: 'ponder', name: 'ponder', description: null })
  expect(modeCalled('bypassPermissions').name).toBe('Bypass')
})

test.each<[string, Parameters<typeof effortsOf>[1], string[]]>([
  ['a model that says which it takes', { model: 'm', models: [model(['low'])], own: undefined }, ['low']],
  ['a model that takes none', { model: 'm', models: [model([])], own: ['low'] }, []],
  ['a model that does not say', { model: 'm', models: [model()], own: [] }, ['low', 'high']],
  ['a model nobody knows', { model: 'x', models: [], own: [] }, ['low', 'high']],
  ['the agent’s own choice', { model: null, models: [], own: ['high', 'utmost'] }, ['high']],
  ['an agent that was not asked', { model: null, models: [], own: undefined }, ['low', 'high']]
])('efforts of %s', (_name, place, efforts) => {
  expect(effortsOf(full, place).map(({ id }) => id)).toEqual(efforts)
  expect(effortsOf(bare, place)).toEqual([])
})

test('an agent nobody has described is not offered what only some have', () => {
  expect(capabilitiesOf(null)).toMatchObject({ fork: true, continueCommand: false, install: false })
})

function model(efforts?: string[]): AgentInfo['models'][number] {
  return { id: 'm', name: 'M', description: null, ...(efforts && { efforts }) }
}
