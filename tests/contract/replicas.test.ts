/**
 * Random people, random agent, random network: whatever happens, both windows end up with what the
 * server has, and every message the server accepted ran once.
 */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SessionMessage } from '../../shared/session.ts'
import { beginAnswer, createScriptedAgent } from './scriptedAgent.ts'
import type { ScriptedRun } from './scriptedAgent.ts'
import { Replica } from './replica.ts'
import { pagesOf } from './sessionTexts.ts'
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
  readonly outbox = new Map<string, { text: string; interrupt: boolean }>()
  readonly accepted = new Set<string>()
  /** Turns that were seen to end. */
  ended = 0
  #client: SocketClient | null = null
  #taken = 0
  readonly #sessionId: string

  constructor(sessionId: string) {
    this.#sessionId = sessionId
  }

  async connect(): Promise<void> {
    this.#client = await server.enter(this.#sessionId, this.replica.cursor ?? undefined)
    this.#taken = 0
    for (const id of this.outbox.keys()) this.#transmit(id)
  }

  say(text: string, interrupt = false): void {
    const id = randomUUID()
    this.outbox.set(id, { text, interrupt })
    this.#transmit(id)
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

  #transmit(id: string): void {
    this.#client?.send({ type: 'send_message', id, ...this.outbox.get(id), config: {} })
  }

  #take(): void {
    for (const frame of this.#client?.frames.slice(this.#taken) ?? []) {
      this.#taken += 1
      if (frame.type === 'ack' && this.outbox.delete(frame.id) && frame.ok) this.accepted.add(frame.id)
      if (frame.type === 'event' && frame.event.type === 'message_complete') this.ended += 1
      this.replica.take(frame)
    }
  }
}

const windowDeeds = [
  'say',
  'say',
  'hurry',
  'drop',
  'connect',
  'interrupt',
  'allow',
  'deny',
  'unqueue',
  'edit',
  'move',
  'resume',
  'back',
  'through',
  'plan'
] as const

type Step =
  | { readonly who: 0 | 1; readonly does: (typeof windowDeeds)[number] }
  | {
      readonly who: 'agent'
      readonly does: 'begin' | 'text' | 'tool' | 'before' | 'ask' | 'withdraw' | 'retry' | 'done' | 'fail'
    }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      who: fc.constantFrom(0 as const, 1 as const),
      does: fc.constantFrom(...windowDeeds)
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
        'before',
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
    case 'before': {
      const prompt = run.prompts.at(-1)?.id ?? randomUUID()
      const content = [{ type: 'text' as const, text: `before ${counter}` }]
      const createdAt = '2026-01-02T03:04:05.000Z'
      const message = { id: randomUUID(), role: 'system' as const, content, createdAt, isStreaming: false }
      run.emit({ type: 'message_added', message: { ...message, notice: 'hook' }, before: prompt })
      return
    }
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
  counter: number,
  path: string
): Promise<void> {
  const open = window.replica.session
  switch (does) {
    case 'say':
      window.say(`message ${counter}`)
      return
    case 'hurry':
      window.say(`urgent ${counter}`, true)
      return
    case 'edit':
      window.send({ type: 'edit_queued', messageId: queued(open, counter), text: `edited ${counter}` })
      return
    case 'move':
      window.send({
        type: 'move_queued',
        messageId: queued(open, counter),
        before: counter % 3 === 0 ? null : queued(open, counter + 1)
      })
      return
    case 'resume':
      window.send({ type: 'resume_queue' })
      return
    case 'back':
    case 'through': {
      // While a turn runs, or for what nobody sent, it is refused: that must do no harm either.
      const messages = open?.messages ?? []
      const messageId = messages[counter % Math.max(messages.length, 1)]?.id ?? randomUUID()
      const place = does === 'back' ? 'before' : 'through'
      await server.request('POST', `${path}/rewind`, { messageId, place })
      return
    }
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

function queued(open: Window['replica']['session'], counter: number): string {
  const queue = open?.queue ?? []
  return queue[counter % Math.max(queue.length, 1)]?.id ?? randomUUID()
}

beforeEach(() => {
  const { onInterrupt } = createScriptedAgent()
  Object.assign(server.agent, { onInterrupt })
})

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
          await windowDoes(windows[who], does, counter, path)
        }
      }
      // Everything comes to rest: outboxes are delivered, turns end, the queue runs empty.
      for (const window of windows) await window.catchUp()
      for (;;) {
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
      expect(await pagesOf(server, path)).toEqual(witness.replica.session?.messages)

      const ran = server.agent.runs.slice(firstRun).flatMap(({ prompts }) => prompts.map(({ id }) => id))
      expect(ran).toEqual([...new Set(ran)])
      const accepted = new Set(windows.flatMap((window) => [...window.accepted]))
      const missing = [...accepted].filter((id) => !ran.includes(id) && !removed.has(id))
      expect(missing).toEqual([])
      for (const window of [...windows, witness]) window.drop()
    }),
    { numRuns: 60 }
  )
}, 60_000)

test('what windows show is what a server finds that starts after this one was killed', async () => {
  server.agent.onInterrupt = () => undefined // Turns end when the agent says so, and only then.
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const { sessionId, path } = await server.openSession()
      const window = new Window(sessionId)
      const firstRun = server.agent.runs.length
      for (const [counter, { who, does }] of steps.map((each, index) => [index, each] as const)) {
        await window.catchUp()
        const run = server.agent.runs.slice(firstRun).at(-1)
        if (who !== 'agent') await windowDoes(window, does, counter, path)
        else if (does === 'done' || does === 'fail') await endTurn(window, run, does)
        // What comes for a message that has ended, or when no turn runs, is shown and kept by nobody.
        // What is told late stands in a transcript of the agent's own, and this one is ours.
        else if (run && does !== 'text' && does !== 'before' && isRunning(window))
          agentDoes(run, does, counter)
      }
      await window.catchUp()
      const shown = window.replica.session
      if (!shown) throw new Error('no session')
      window.drop()
      await server.crash()
      const wasSaid = shown.session.metadata.messageCount > 0 || shown.queue.length > 0
      expect((await server.get(path)).status).toBe(wasSaid ? 200 : 404)
      if (!wasSaid) return
      const witness = new Window(sessionId)
      await witness.catchUp()
      const found = witness.replica.session
      witness.drop()
      const before = shown.messages.filter(hasContent).map(settledly)
      const after = found?.messages.filter(hasContent) ?? []
      expect(after.slice(0, before.length).map(settledly)).toEqual(before)
      const added = after.slice(before.length).map(({ notice }) => notice)
      expect(added).toEqual(shown.session.state === 'idle' ? [] : ['interrupted'])
      expect(found?.queue).toEqual(shown.queue.map(({ id, text }) => ({ id, text })))
    }),
    { numRuns: 30 }
  )
}, 120_000)

function isRunning({ replica }: Window): boolean {
  return replica.session?.session.state !== 'idle'
}

/** Returns when the turn has been accounted for. */
async function endTurn(window: Window, run: ScriptedRun | undefined, does: 'done' | 'fail'): Promise<void> {
  if (!run || !isRunning(window)) return
  const before = window.ended
  agentDoes(run, does, 0)
  while (window.ended === before) await window.catchUp()
}

function settledly({ id, role, content }: SessionMessage): unknown {
  return { id, role, content }
}

/** An answer of which nothing had come yet is not written down. */
function hasContent({ role, content }: SessionMessage): boolean {
  return role !== 'assistant' || content.length > 0
}
