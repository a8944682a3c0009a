/** A session that is on its way out is there for nobody: who comes meanwhile finds it opened anew, and loses nothing. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SessionSummary } from '../../shared/session.ts'
import { answerWith } from './scriptedAgent.ts'
import { textsOf } from './sessionTexts.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
/** Lets the agent end that was told to. */
let letGo: () => void
let told: Promise<void>
beforeEach(async () => {
  server = await TestServer.start()
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
  const gone = new Promise<void>((resolve) => (letGo = resolve))
  const { open } = server.agent
  told = new Promise((tell) => {
    server.agent.open = (task) => ({
      ...open(task),
      close: () => {
        tell()
        return gone
      }
    })
  })
})
afterEach(async () => {
  letGo()
  await server.stop()
})

/** A session nobody has looked at for so long that it is being unloaded, and whose agent takes its time. */
async function leaving(): Promise<{ sessionId: string; path: string }> {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('one')
  await client.nextEvent('message_complete')
  await client.close()
  server.clock.skip(11 * 60_000)
  await told
  return { sessionId, path }
}

test('a window that comes meanwhile is let in when it is over, and its messages are taken', async () => {
  const { sessionId, path } = await leaving()
  const client = await server.client().open()
  client.send({ type: 'authenticate', token: server.token, sessionId })
  const id = randomUUID()
  client.send({ type: 'send_message', id, text: 'two', config: {} })
  // What was asked before is answered before: the server has seen both.
  await server.get(path)
  letGo()
  expect(await client.next(({ type }) => type === 'ack')).toMatchObject({ id, ok: true })
  await client.nextEvent('message_complete')
  expect(await textsOf(server, path)).toEqual(
    ['one', 'two'].flatMap((text) => [`user: ${text}`, `assistant: about ${text}`])
  )
})

test('so is one that comes while a deletion that was taken back still ends what ran', async () => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('one')
  await client.nextEvent('message_complete')
  const removed = server.request('DELETE', path)
  await told
  expect(await server.request('POST', `${path}/restore`)).toMatchObject({ status: 200 })
  const again = await server.client().open()
  again.send({ type: 'authenticate', token: server.token, sessionId })
  again.send({ type: 'send_message', id: randomUUID(), text: 'two', config: {} })
  await server.get(path)
  letGo()
  await removed
  expect(await again.next(({ type }) => type === 'ack')).toMatchObject({ ok: true })
  await again.nextEvent('message_complete')
  expect(SessionSummary.parse((await server.get(path)).body).metadata).toMatchObject({ messageCount: 4 })
})
