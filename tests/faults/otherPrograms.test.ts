/** Another program removes, exchanges or cuts what a session writes to, while it is open: what is acknowledged after it holds. */
import { cp, readdir, rename, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Status } from '../../shared/protocol.ts'
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

test('a database that is removed is put back: nothing is lost, of before or after', async () => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  server.agent.onPrompt = (run) => answerWith(run, ['an answer'])
  await client.say('go')
  await client.nextEvent('message_complete')
  await client.close()
  await server.request('PATCH', path, { title: 'Before' })
  await rm(join(server.dataDir, 'skein.db'))
  expect((await server.get(path)).body).toMatchObject({ title: 'Before', metadata: { messageCount: 2 } })
  expect(await server.request('PATCH', path, { title: 'After' })).toMatchObject({ status: 200 })
  await server.crash()
  expect((await server.get(path)).body).toMatchObject({ title: 'After', metadata: { messageCount: 2 } })
  expect(Status.parse((await server.get('/api/status')).body).problems).toEqual([])
  expect((await readdir(server.dataDir)).filter((name) => name.startsWith('skein.db.'))).toEqual([])
})
