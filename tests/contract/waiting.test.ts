/** What a window that comes later is told of the requests that wait already. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { NoticeFrame } from '../../shared/protocol.ts'
import { textOf } from './socketClient.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
})
afterAll(() => server.stop())

/** The notices of a window that has just come, up to one that comes after those of its arrival. */
async function arrive(): Promise<readonly NoticeFrame[]> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}ws/notices`)
  const frames: NoticeFrame[] = []
  const over = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const frame = NoticeFrame.parse(JSON.parse(textOf(data)))
      if (frame.type === 'pong') resolve()
      else frames.push(frame)
    })
  })
  await new Promise((resolve) => socket.once('open', resolve))
  socket.send(JSON.stringify({ type: 'authenticate', token: server.token }))
  await new Promise<void>((resolve) => socket.once('message', () => resolve()))
  socket.send('{"type":"ping"}')
  await over
  socket.terminate()
  return frames
}

test('a window that comes later knows what waits, and only that', async () => {
  const [asking, quiet] = [await server.openSession(), await server.openSession()]
  const client = await server.enter(asking.sessionId)
  await server.enter(quiet.sessionId)
  expect((await arrive()).map(({ type }) => type)).toEqual(['connected'])

  await client.say('go')
  const run = server.agent.runs.at(-1)
  run?.emit({
    type: 'permission_requested',
    request: { id: 'r1', toolName: 'Bash', input: {}, title: 'Run', rules: [] }
  })
  await client.nextEvent('permission_requested')
  expect(await arrive()).toMatchObject([
    { type: 'connected' },
    { type: 'session_changed', session: { id: asking.sessionId }, openPermissions: 1 }
  ])
})
