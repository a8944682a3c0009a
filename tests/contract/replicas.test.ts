/**
 * Random people, random agent, random network: whatever happens, both windows end up with what the
 * server has, and every message the server accepted ran once.
 */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginAnswer } from './scriptedAgent.ts'
import type { ScriptedRun } from './scriptedAgent.ts'
import { Replica } from './replica.ts'
import type { SocketClient } from './socketClient.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
})
afterAll(() => server.stop())

/** One window: its replica, its connection, and the messages it has not seen acknowledged. */
class Window {
  readonly replica = new Replica()
  readonly outbox = new Map<string, string>()
  readonly accepted = new Set<string>()
  #client: SocketClient | null = null
  #taken = 0
  readonly #sessionId: string

  constructor(sessionId: string) {
    this.#sessionId = sessionId
  }

  async connect(): Promise<void> {
    this.#client = await server.enter(this.#sessionId, this.replica.cursor ?? undefined)
    this.#taken = 0
    for (const [id, text] of this.outbox) this.#transmit(id, text)
  }

  say(text: string): void {
    const id = randomUUID()
    this.outbox.set(id, text)
    this.#transmit(id, text)
  }

  send(command: object): void {
    this.#client?.send({ ...command, id: randomUUID() })
  }

  drop(): void {
    this.#client?.drop()
    this.#take()
    this.#client = null
  }

  /** Waits until the server has answered everything sent so far, and takes it in. */
  async catchUp(): Promise<void> {
    if (!this.#client) await this.connect()
    const client = this.#client
    if (!client) throw new Error('not connected')
    const pongs = client.frames.filter(({ type }) => type === 'pong').length
    client.send({ type: 'ping' })
    await client.next((frame) => frame.type === 'pong', pongs)
    this.#take()
  }

  #transmit(id: string, text: string): void {
    this.#client?.send({ type: 'send_message', id, text, config: {} })
  }

  #take(): void {
    for (const frame of this.#client?.frames.slice(this.#taken) ?? []) {
      this.#taken += 1
      if (frame.type === 'ack' && this.outbox.delete(frame.id) && frame.ok) this.accepted.add(frame.id)
      this.replica.take(frame)
    }
  }
}

type Step =
  | {
      readonly who: 0 | 1
      readonly does: 'say' | 'drop' | 'connect' | 'interrupt' | 'allow' | 'deny' | 'unqueue' | 'plan'
    }
  | {
      readonly who: 'agent'
      readonly does: 'begin' | 'text' | 'tool' | 'ask' | 'withdraw' | 'retry' | 'done' | 'fail'
    }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      who: fc.constantFrom(0 as const, 1 as const),
      does: fc.constantFrom('say', 'say', 'drop', 'connect', 'interrupt', 'allow', 'deny', 'unqueue', 'plan')
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      who: fc.constant('agent' as const),
      does: fc.constantFrom(
        'begin',
        'text',
        'text',
        'text',
        'tool',
        'ask',
        'withdraw',
        'retry',
        'done',
        'fail'
      )
    })
  }
)

function agentDoes(run: ScriptedRun, does: Extract<Step, { who: 'agent' }>['does'], counter: number): void {
  const id = `msg_${counter}`
  switch (does) {
    case 'begin':
      beginAnswer(run, id)
      return
    case 'text':
      // To the newest message there may be, or to one that never was: both must do no harm.
      for (const back of [0, 1, 2, 3]) {
        run.emit({
          type: 'stream_output',
          messageId: `msg_${counter - back}`,
          index: 0,
          append: `${counter} `
        })
      }
      return
    case 'tool':
      run.emit({
        type: 'message_added',
        message: {
          id: randomUUID(),
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 't', content: 'ok', is_error: false }],
          createdAt: '2026-01-02T03:04:05.000Z',
          isStreaming: false
        }
      })
      return
    case 'ask':
      run.emit({
        type: 'permission_requested',
        request: { id: `r${counter % 3}`, toolName: 'Bash', input: {}, title: 'Run', rules: [] }
      })
      return
    case 'withdraw':
      run.emit({ type: 'permission_withdrawn', requestId: `r${counter % 3}` })
      return
    case 'retry': {
      const retry = { attempt: 1, limit: 3, delayMs: 1, error: { code: 'busy', message: 'busy' } }
      run.emit({ type: 'retrying', retry: counter % 2 === 0 ? retry : null })
      return
    }
    case 'done':
      run.emit({ type: 'turn_ended', outcome: 'done' })
      return
    case 'fail':
      run.emit({ type: 'turn_ended', outcome: 'failed', error: { code: 'x', message: 'x' } })
      return
  }
}

async function windowDoes(
  window: Window,
  does: Exclude<Step, { who: 'agent' }>['does'],
  counter: number
): Promise<void> {
  const open = window.replica.session
  switch (does) {
    case 'say':
      window.say(`message ${counter}`)
      return
    case 'drop':
      window.drop()
      return
    case 'connect':
      window.drop()
      await window.connect()
      return
    case 'interrupt':
      window.send({ type: 'interrupt' })
      return
    case 'allow':
    case 'deny':
      window.send({ type: 'answer_permission', requestId: `r${counter % 3}`, answer: { behavior: does } })
      return
    case 'unqueue':
      window.send({ type: 'unqueue_message', messageId: open?.queue[0]?.id ?? randomUUID() })
      return
    case 'plan':
      window.send({ type: 'set_permission_mode', permissionMode: counter % 2 === 0 ? 'plan' : 'default' })
      return
  }
}

test('replicas equal the server, and every accepted message ran once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
      const { sessionId, path } = await server.openSession()
      const windows = [new Window(sessionId), new Window(sessionId)] as const
      for (const window of windows) await window.connect()
      const removed = new Set<string>()
      const firstRun = server.agent.runs.length
      for (const [counter, { who, does }] of steps.map((each, index) => [index, each] as const)) {
        const run = server.agent.runs.slice(firstRun).at(-1)
        if (who === 'agent') {
          if (run) agentDoes(run, does, counter)
        } else {
          if (does === 'unqueue') {
            await windows[who].catchUp()
            const first = windows[who].replica.session?.queue[0]
            if (first) removed.add(first.id)
          }
          await windowDoes(windows[who], does, counter)
        }
      }
      // Everything comes to rest: outboxes are delivered, turns end, the queue runs empty.
      for (const window of windows) await window.catchUp()
      for (let round = 0; round < 200; round += 1) {
        for (const window of windows) await window.catchUp()
        const [{ replica }] = windows
        const session = replica.session
        if (!session) throw new Error('no session')
        if (session.session.state !== 'idle')
          server.agent.runs.at(-1)?.emit({ type: 'turn_ended', outcome: 'done' })
        else if (session.queue.length > 0) windows[0].say('go on')
        else break
      }
      for (const window of windows) await window.catchUp()

      const witness = new Window(sessionId)
      await witness.connect()
      await witness.catchUp()
      expect(witness.replica.session?.session.state).toBe('idle')
      for (const { replica } of windows) expect(replica.session).toEqual(witness.replica.session)
      expect((await server.get(path)).body).toEqual(witness.replica.session?.session)

      const ran = server.agent.runs.slice(firstRun).flatMap(({ prompts }) => prompts.map(({ id }) => id))
      expect(ran).toEqual([...new Set(ran)])
      const accepted = new Set(windows.flatMap((window) => [...window.accepted]))
      const missing = [...accepted].filter((id) => !ran.includes(id) && !removed.has(id))
      expect(missing).toEqual([])
      for (const window of [...windows, witness]) window.drop()
    }),
    { numRuns: 40 }
  )
}, 60_000)
