/** Another program removes, exchanges or cuts what a session writes to, while it is open: what is acknowledged after it holds. */
import { cp, rename, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ProjectList, SessionList, Status } from '../../shared/protocol.ts'
import { answerWith } from '../contract/scriptedAgent.ts'
import { textsOf } from '../contract/sessionTexts.ts'
import { TestServer } from '../contract/testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
})
afterEach(() => server.stop())

/** As a backup does it that is put back: the same bytes in another file. */
async function exchange(path: string): Promise<void> {
  await cp(path, `${path}-copy`, { recursive: true })
  await rm(path, { recursive: true })
  await rename(`${path}-copy`, path)
}

test.each<[string, (journals: string, file: string) => Promise<void>]>([
  ['removed', (_journals, file) => rm(file)],
  ['cut off', (_journals, file) => truncate(file, 100)],
  ['exchanged with its folder', (journals) => exchange(journals)],
  ['removed with its folder', (journals) => rm(journals, { recursive: true })]
])('a journal that is %s: the queue is kept, and the turn', async (_how, damage) => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('go')
  await client.say('first')
  const journals = join(server.dataDir, 'journals')
  await damage(journals, join(journals, `${sessionId}.journal`))
  expect(await client.say('second')).toMatchObject({ ok: true })
  await server.crash()
  const again = await server.enter(sessionId)
  expect(await again.next(({ type }) => type === 'snapshot')).toMatchObject({
    queue: [{ text: 'first' }, { text: 'second' }]
  })
  expect(await textsOf(server, path)).toEqual(['user: go', 'system: interrupted'])
})

test.each<[string, string[], (file: string) => Promise<void>]>([
  ['removed', ['database_rebuilt'], (file) => rm(file)],
  ['exchanged', [], (file) => exchange(file)]
])(
  'a database that is %s: what is chosen after it is there at the next start',
  async (_how, told, damage) => {
    const { sessionId, path } = await server.openSession()
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['an answer'])
    await client.say('go')
    await client.nextEvent('message_complete')
    await client.close()
    const file = join(server.dataDir, 'skein.db')
    await server.restart()
    await damage(file)
    const title = await vi.waitFor(async () => {
      const { projects } = ProjectList.parse((await server.get('/api/projects')).body)
      const list = `/api/projects/${projects[0]?.id ?? ''}/sessions`
      const { sessions } = SessionList.parse((await server.get(list)).body)
      expect(sessions).toHaveLength(1)
      return `${list}/${sessionId}`
    })
    expect(title.endsWith(sessionId) && path.endsWith(sessionId)).toBe(true)
    expect(Status.parse((await server.get('/api/status')).body).problems.map(({ code }) => code)).toEqual(
      told
    )
    expect(await server.request('PATCH', title, { title: 'Mine' })).toMatchObject({ status: 200 })
    await server.crash()
    expect((await server.get(title)).body).toMatchObject({ title: 'Mine', metadata: { messageCount: 2 } })
  }
)
