/** A command that was acknowledged once is carried out once, whenever it is sent again. */
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answerWith } from './scriptedAgent.ts'
import type { SocketClient } from './socketClient.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
})
afterEach(() => server.stop())

const prompts = (): string[] => server.agent.runs.flatMap((run) => run.prompts.map(({ text }) => text))
const done = (id: string): object => ({ type: 'ack', id, ok: true })

/** A session whose first message has more messages behind it than any page or window holds. */
async function longSession(): Promise<{ sessionId: string; first: string; path: string }> {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  const first = randomUUID()
  server.agent.onPrompt = (run) => {
    for (let n = 0; n < 170; n += 1) {
      const content = [{ type: 'text' as const, text: `${n}` }]
      const message = { id: `msg_${randomUUID()}`, role: 'assistant' as const, content }
      const createdAt = new Date().toISOString()
      run.emit({ type: 'message_added', message: { ...message, createdAt, isStreaming: false } })
    }
    answerWith(run, ['done'])
  }
  for (const [turn, id] of [first, randomUUID()].entries()) {
    await client.say(`turn ${turn}`, id)
    await client.nextEvent('message_complete', undefined, turn)
  }
  client.drop()
  return { sessionId, path, first }
}

describe('a message whose turn is far behind', () => {
  const lose = {
    nothing: () => Promise.resolve(),
    'the database': async () => {
      for (const suffix of ['', '-wal', '-shm'])
        await rm(join(server.dataDir, `skein.db${suffix}`), { force: true })
    },
    'the record of commands': () => rm(join(server.dataDir, 'commands'), { recursive: true })
  }

  async function sendAgain(sessionId: string, first: string): Promise<string[]> {
    const project = await server.openProject()
    await server.request('POST', `/api/projects/${project.id}/sessions`, { sessionId })
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['ok'])
    expect(await client.say('turn 0', first)).toEqual(done(first))
    await client.say('new')
    return prompts()
  }

  test.each(Object.entries(lose))('does not run again after a restart that lost %s', async (_what, lost) => {
    const { sessionId, first } = await longSession()
    await server.server.close()
    await lost()
    await server.listen()
    expect(await sendAgain(sessionId, first)).toEqual(['turn 0', 'turn 1', 'new'])
  })

  test('does not run again after the session was unloaded, or the server was killed', async () => {
    const { sessionId, first } = await longSession()
    server.clock.skip(11 * 60_000)
    const client = await server.enter(sessionId)
    expect(await client.say('turn 0', first)).toEqual(done(first))
    client.drop()
    await server.crash()
    expect(await sendAgain(sessionId, first)).toEqual(['turn 0', 'turn 1', 'new'])
  })

  test('and sent again with the next, before the first is answered, keeps its place', async () => {
    const { sessionId, first } = await longSession()
    await server.restart()
    await rm(join(server.dataDir, 'commands'), { recursive: true })
    const client = await server.enter(sessionId)
    server.agent.onPrompt = () => undefined
    const ids = [first, randomUUID(), randomUUID(), randomUUID()]
    await Promise.all(ids.map((id, n) => client.say(`again ${n}`, id)))
    expect(client.frames.flatMap((frame) => (frame.type === 'ack' ? [frame.id] : []))).toEqual(ids)
    expect(prompts().slice(2)).toEqual(['again 1'])
    const snapshot = await (await server.enter(sessionId)).next(({ type }) => type === 'snapshot')
    expect(snapshot).toMatchObject({ queue: [{ text: 'again 2' }, { text: 'again 3' }] })
  })
})

describe('every other command', () => {
  /** What each does, and what the person does after it that a repetition would undo. */
  const cases: readonly [string, (client: SocketClient, queued: string[]) => Promise<unknown[]>][] = [
    [
      'set_permission_mode',
      async (client) => {
        const command = { type: 'set_permission_mode', permissionMode: 'bypassPermissions', id: randomUUID() }
        await client.command(command)
        await client.command({ type: 'set_permission_mode', permissionMode: 'plan' })
        return [command]
      }
    ],
    [
      'set_model',
      async (client) => {
        const command = { type: 'set_model', model: 'dear', id: randomUUID() }
        await client.command(command)
        await client.command({ type: 'set_model', model: 'cheap' })
        return [command]
      }
    ],
    [
      'edit_queued and move_queued',
      async (client, [one = '', two = '']) => {
        const edit = { type: 'edit_queued', messageId: one, text: 'first thought', id: randomUUID() }
        const move = { type: 'move_queued', messageId: one, before: null, id: randomUUID() }
        await client.command(edit)
        await client.command({ type: 'edit_queued', messageId: one, text: 'second thought' })
        await client.command(move)
        await client.command({ type: 'move_queued', messageId: two, before: null })
        return [edit, move]
      }
    ],
    [
      'unqueue_message, and the message that it removed',
      async (client, [one = '']) => {
        const unqueue = { type: 'unqueue_message', messageId: one, id: randomUUID() }
        await client.command(unqueue)
        return [unqueue, { type: 'send_message', id: one, text: 'one', config: {} }]
      }
    ]
  ]

  test.each(cases)('%s changes nothing the second time, whoever died in between', async (_name, act) => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    await client.say('running')
    const queued = [randomUUID(), randomUUID()]
    for (const id of queued) await client.say(`queued ${id}`, id)
    const commands = await act(client, queued)
    await server.crash()
    const stateOf = async (): Promise<unknown> => {
      const reader = await server.enter(sessionId)
      const frame = await reader.next(({ type }) => type === 'snapshot')
      reader.drop()
      return frame.type === 'snapshot' ? [frame.session, frame.queue, frame.messages] : null
    }
    const before = await stateOf()
    const again = await server.enter(sessionId)
    for (const command of commands) again.send(command)
    again.send({ type: 'ping' })
    await again.next(({ type }) => type === 'pong')
    expect(again.frames.filter(({ type }) => type === 'ack')).toEqual(
      expect.arrayContaining(commands.map(() => expect.objectContaining({ ok: true })))
    )
    expect(await stateOf()).toEqual(before)
  })

  test('interrupt stops no turn but the one it was meant for', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    await client.say('running')
    const stop = { type: 'interrupt', id: randomUUID() }
    await client.command(stop)
    await client.nextEvent('message_complete')
    await server.crash()
    const again = await server.enter(sessionId)
    await again.say('and on')
    expect(await again.command(stop)).toEqual(done(stop.id))
    expect(server.agent.runs.at(-1)?.interrupts).toBe(0)
  })

  test('resume_queue, after a restart, sends nothing more', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    await client.say('running')
    for (const text of ['one', 'two']) await client.say(text)
    await client.command({ type: 'interrupt' })
    await client.nextEvent('message_complete')
    const resume = { type: 'resume_queue', id: randomUUID() }
    await client.command(resume)
    await server.restart()
    const again = await server.enter(sessionId)
    expect(await again.command(resume)).toEqual(done(resume.id))
    expect(prompts()).toEqual(['running', 'one'])
  })

  test('a rewind with an id takes nothing back the second time', async () => {
    const { sessionId, path } = await server.openSession()
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['ok'])
    const ids = [randomUUID(), randomUUID()]
    for (const [turn, id] of ids.entries()) {
      await client.say(`turn ${turn}`, id)
      await client.nextEvent('message_complete', undefined, turn)
    }
    const body = { messageId: ids[1], place: 'before', id: randomUUID() }
    expect((await server.request('POST', `${path}/rewind`, body)).status).toBe(200)
    await client.say('said since')
    await client.nextEvent('message_complete', undefined, 2)
    await server.crash()
    const { status, body: history } = await server.request('POST', `${path}/rewind`, body)
    expect([status, JSON.stringify(history)]).toEqual([200, expect.stringContaining('said since')])
  })
})

test('what cannot be kept is refused and not done; a stop is done; and all is well when the disk is', async () => {
  const { sessionId } = await server.openSession()
  const folder = join(server.dataDir, 'commands')
  const first = await server.enter(sessionId)
  await first.say('running')
  first.drop()
  server.clock.skip(11 * 60_000)
  await server.restart()
  await rm(folder, { recursive: true })
  await writeFile(folder, 'a file where the folder should be')
  const client = await server.enter(sessionId)
  const id = randomUUID()
  expect(await client.say('on a bad disk', id)).toMatchObject({
    ok: false,
    error: { code: 'not_kept' }
  })
  const stop = randomUUID()
  expect(await client.command({ type: 'interrupt', id: stop })).toEqual(done(stop))
  await rm(folder)
  expect(await client.say('on a bad disk', id)).toEqual(done(id))
  expect(prompts()).toEqual(['running', 'on a bad disk'])
  await server.crash()
  const again = await server.enter(sessionId)
  expect([await again.say('x', id), await again.command({ type: 'interrupt', id: stop })]).toEqual([
    done(id),
    done(stop)
  ])
  expect(prompts()).toEqual(['running', 'on a bad disk'])
})
