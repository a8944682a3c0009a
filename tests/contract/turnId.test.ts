/** Which turn is over: the id of the message that began it, in the event, in the snapshot, and after a reconnect. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerWith, lastRunOf } from './scriptedAgent.ts'
import type { ScriptedRun } from './scriptedAgent.ts'
import type { SocketClient } from './socketClient.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
})
afterEach(() => server.stop())

const lastRun = (): ScriptedRun => lastRunOf(server.agent)

/** The turns a client was told are over, oldest first. */
function ended({ events }: SocketClient): (string | undefined)[] {
  return events.flatMap((event) => (event.type === 'message_complete' ? [event.turnId] : []))
}

test('each turn ends under the id of its prompt, one from the queue too', async () => {
  const { sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  const [first, second] = [randomUUID(), randomUUID()]
  await client.say('one', first)
  await client.say('two', second)
  answerWith(lastRun(), ['a'])
  await client.nextEvent('message_complete')
  await client.command({ type: 'interrupt' })
  await client.nextEvent('message_complete', undefined, 1)
  expect(ended(client)).toEqual([first, second])
  const other = await server.enter(sessionId)
  expect(await other.next((frame) => frame.type === 'snapshot')).toMatchObject({
    lastTurn: { turnId: second, outcome: 'interrupted' }
  })
})

test('a turn of an agent that woke by itself has none', async () => {
  const { sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  const first = randomUUID()
  await client.say('one', first)
  answerWith(lastRun(), ['a'])
  await client.nextEvent('message_complete')
  lastRun().emit({ type: 'turn_started' })
  answerWith(lastRun(), ['and one thing more'])
  await client.nextEvent('message_complete', undefined, 1)
  expect(ended(client)).toEqual([first, undefined])
})
