/** What the guide shows of sessions, through the server: what a window saw is what stands there afterwards. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createGuideAgent } from '../../electron/agent/guide/guideAgent.ts'
import { systemClock } from '../../electron/clock.ts'
import { silentLog } from '../../electron/log.ts'
import type { SessionEvent } from '../../shared/events.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { Replica } from './replica.ts'
import { pagesOf } from './sessionTexts.ts'
import type { SocketClient } from './socketClient.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start([createGuideAgent({ clock: systemClock, log: silentLog })])
})
afterEach(() => server.stop())

/** What a window holds that got everything `client` got. */
function heldBy(client: SocketClient): SessionMessage[] {
  const replica = new Replica()
  for (const frame of client.frames) replica.take(frame)
  return replica.session?.messages ?? []
}

function liveOutputs(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => {
    const streams = event.type === 'message_added' && event.message.isStreaming
    const blocks = streams
      ? event.message.content
      : event.type === 'stream_output' && 'block' in event
        ? [event.block]
        : []
    return blocks.flatMap((block) =>
      block.type === 'tool_result' && typeof block.content === 'string' ? [block.content] : []
    )
  })
}

async function allow(client: SocketClient, updatedInput?: object): Promise<void> {
  const asked = await client.nextEvent('permission_requested')
  await client.command({
    type: 'answer_permission',
    requestId: asked.type === 'permission_requested' ? asked.request.id : '',
    answer: { behavior: 'allow', ...(updatedInput === undefined ? null : { updatedInput }) }
  })
}

test.skipIf(process.platform === 'win32')(
  'a command is seen at work in every window, one that comes late included, and stands once afterwards',
  async () => {
    const { path, sessionId } = await server.openSession({ permissionMode: 'bypassPermissions' })
    const client = await server.enter(sessionId)
    await client.say('run echo one; until [ -e go ]; do sleep 0.01; done; echo two')
    await client.nextEvent('message_added', ({ message }) => message.isStreaming && message.role === 'user')
    expect(liveOutputs(client.events)).toEqual(['one\n'])
    const late = await server.enter(sessionId)
    const snapshot = await late.next((frame) => frame.type === 'snapshot')
    expect(snapshot).toMatchObject({
      messages: [{}, {}, { role: 'user', isStreaming: true, content: [{ content: 'one\n' }] }]
    })
    await writeFile(join(server.projectPath, 'go'), '')
    await client.nextEvent('message_complete')
    await late.nextEvent('message_complete')
    const held = heldBy(client)
    expect(held.map(({ content }) => content)).toMatchObject([
      [{ type: 'text' }],
      [{ type: 'text' }, { type: 'tool_use' }],
      [{ type: 'tool_result', content: 'one\ntwo\n', is_error: false }],
      [{ type: 'text' }]
    ])
    expect(heldBy(late)).toEqual(held)
    await server.restart()
    expect(await pagesOf(server, path)).toEqual(held)
  }
)

test.each([
  ['think 5 words', undefined],
  ['tasks', undefined],
  ['agent Look around', undefined],
  ['ask Which way?', { answers: { 'Which way?': 'Later' } }],
  ['plan Tidy up', undefined],
  ['edit a.txt old => new', undefined]
])('%s stands the same after a restart', async (prompt, updatedInput) => {
  await writeFile(join(server.projectPath, 'a.txt'), 'an old text')
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say(prompt)
  if (/^(?:ask|plan|edit)/.test(prompt)) await allow(client, updatedInput)
  expect(await client.nextEvent('message_complete')).toMatchObject({ outcome: 'done' })
  const held = heldBy(client)
  expect(held.length).toBeGreaterThan(1)
  await server.restart()
  expect(await pagesOf(server, path)).toEqual(held)
})
