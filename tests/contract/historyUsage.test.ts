import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { UsageAnswer } from '../../shared/historyUsage.ts'
import type { UsageRow } from '../../shared/historyUsage.ts'
import { AgentId } from '../../shared/ids.ts'
import { TestServer } from './testServer.ts'

const fixtures = join(import.meta.dirname, '../fixtures/claude-jsonl')
const [main, fork] = ['865a9834-b0fb-41e9-b950-cf9ef751e83c', '4043cc5d-0772-4987-939a-e4baa25a46ff']

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
  await server.server.close()
  const folder = join(server.folder, 'claude', 'projects', encodeProjectFolder('/home/dev/projects/p'))
  await mkdir(folder, { recursive: true })
  await copyFile(join(fixtures, 'resumed-rewound.jsonl'), join(folder, `${main}.jsonl`))
  await copyFile(join(fixtures, `resumed-rewound.${fork}.jsonl`), join(folder, `${fork}.jsonl`))
  server.agent.id = AgentId.parse('claude')
  server.agent.transcripts = server.claudeTranscripts
  server.looksForSessions = true
  await server.listen()
})
afterAll(() => server.stop())

async function usage(query = ''): Promise<UsageAnswer> {
  const { status, body } = await server.get(`/api/usage${query}`)
  expect(status).toBe(200)
  return UsageAnswer.parse(body)
}

/** Asks until everything is counted. */
async function counted(query = ''): Promise<UsageAnswer> {
  return expect
    .poll(() => usage(query), { timeout: 15_000 })
    .toMatchObject({ complete: true })
    .then(() => usage(query))
}

const sumOf = (rows: readonly UsageRow[]): number => rows.reduce((sum, { cost }) => sum + (cost ?? 0), 0)

test('each API message is counted once over all sessions, however they are grouped', async () => {
  const { rows, total } = await counted()
  expect(rows).toMatchObject([
    { key: '2026-11-22', input: 40, output: 80, cacheRead: 4000, cacheWrite: 400, sessions: 2 }
  ])
  // What the fork has reckoned at its end, which went on with the account of the original.
  expect(total?.cost).toBeCloseTo(0.00456, 10)
  for (const group of ['day', 'project', 'agent', 'model', 'session']) {
    expect([group, sumOf((await usage(`?group=${group}`)).rows)]).toEqual([
      group,
      expect.closeTo(0.00456, 10)
    ])
  }
})

test('rows say what a person calls it', async () => {
  await counted()
  const sessions = await usage('?group=session')
  expect(sessions.rows.map(({ key }) => key).toSorted()).toEqual([fork, main])
  expect(sessions.rows.every(({ projectId }) => projectId !== undefined)).toBe(true)
  expect((await usage('?group=project')).rows).toMatchObject([{ label: 'resumed-rewound', sessions: 2 }])
  expect((await usage('?group=agent')).rows).toMatchObject([{ key: 'claude', label: 'Scripted' }])
  expect((await usage('?group=model')).rows).toMatchObject([{ key: 'claude-opus-5-5' }])
})

test('only the days that are asked for', async () => {
  await counted()
  expect((await usage('?from=2026-11-23')).rows).toEqual([])
  expect((await usage('?from=2026-11-22&to=2026-11-22')).rows).toHaveLength(1)
})

test.each(['?from=yesterday', '?group=colour', '?to=2026-02-30'])('%s is refused', async (query) => {
  expect((await server.get(`/api/usage${query}`)).status).toBe(400)
})
