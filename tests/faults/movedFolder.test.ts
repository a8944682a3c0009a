/** The data folder is moved away while Skein runs: what is acknowledged is in it when it comes back, the rest is refused. */
import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { answerWith } from '../contract/scriptedAgent.ts'
import { textsOf } from '../contract/sessionTexts.ts'
import { TestServer } from '../contract/testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
})
afterEach(() => server.stop())

const turn = (text: string): string[] => [`user: ${text}`, `assistant: about ${text}`]
const away = (): Promise<void> => rename(server.dataDir, `${server.dataDir}-moved`)
const back = (): Promise<void> => rename(`${server.dataDir}-moved`, server.dataDir)

test('a message is refused, no other folder is begun in its place, and all goes on when it is back', async () => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('one')
  await client.nextEvent('message_complete')
  await away()
  expect(await client.say('two')).toMatchObject({ ok: false, error: { code: 'not_kept' } })
  expect((await readdir(server.folder)).filter((name) => name.startsWith('data'))).toEqual(['data-1-moved'])
  await back()
  expect(await client.say('two')).toMatchObject({ ok: true })
  await client.nextEvent('message_complete', undefined, 1)
  await server.crash()
  expect(await textsOf(server, path)).toEqual(['one', 'two'].flatMap(turn))
})

/** The prompt was acknowledged before the folder went; its answer comes after. */
async function answeredMeanwhile(): Promise<string> {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  server.agent.onPrompt = () => undefined
  expect(await client.say('one')).toMatchObject({ ok: true })
  await away()
  const [run] = server.agent.runs
  if (run) answerWith(run, ['about one'])
  await client.nextEvent('message_complete')
  return path
}

test('an answer that comes meanwhile is written when the folder is back', async () => {
  const path = await answeredMeanwhile()
  await back()
  await vi.waitFor(async () => {
    server.clock.skip(60_000)
    expect(await readdir(join(server.dataDir, 'journals'))).toEqual([])
  })
  await server.crash()
  expect(await textsOf(server, path)).toEqual(turn('one'))
})

test('and by the next start that finds it, where Skein ended before', async () => {
  const path = await answeredMeanwhile()
  await server.server.close()
  expect((await readdir(server.folder)).filter((name) => name.startsWith('data'))).toEqual(['data-1-moved'])
  await back()
  await server.listen()
  expect((await textsOf(server, path)).filter((text) => text !== 'system: interrupted')).toEqual(turn('one'))
})
