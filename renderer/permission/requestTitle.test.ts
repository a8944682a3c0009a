import { afterEach, expect, it, vi } from 'vitest'
import type { PermissionRequest } from '../../shared/session.ts'

const request: PermissionRequest = {
  id: 'r1',
  toolName: 'Bash',
  input: { command: 'npm test' },
  title: 'Run npm test',
  act: { code: 'run', parameters: { subject: 'npm test' } },
  rules: []
}

async function titleIn(language: 'de' | 'en', changes: Partial<PermissionRequest>): Promise<string> {
  document.documentElement.lang = language
  vi.resetModules() // the language is chosen as the modules load
  const { inOurTitle } = await import('./requestTitle.ts')
  return inOurTitle({ ...request, ...changes }).title
}

afterEach(() => {
  document.documentElement.lang = 'en'
  vi.resetModules()
})

it.each([
  ['de', {}, 'Ausführen: npm test'],
  ['de', { act: { code: 'run' } }, 'Einen Befehl ausführen'],
  [
    'de',
    { act: { code: 'use', parameters: { subject: 'read', server: 'files' } } },
    'read von files benutzen'
  ],
  ['de', { act: undefined, title: 'Which one?' }, 'Which one?'],
  ['de', { act: { code: 'toString' } }, 'Run npm test'],
  ['en', {}, 'Run npm test']
] as const)('in a window in %s a request with %j reads "%s"', async (language, changes, title) => {
  expect(await titleIn(language, changes)).toBe(title)
})
