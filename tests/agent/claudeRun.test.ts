import { afterEach, describe, expect, it } from 'vitest'
import { openBench } from './claudeBench.ts'
import type { BenchSession } from './claudeBench.ts'
import { writeStubProgram } from './stubProgram.ts'
import { handClock } from '../support/handClock.ts'
import { until } from './until.ts'
import type { Play } from './stubClaude.ts'

const started = { type: 'command_lifecycle', command_uuid: '$PROMPT', state: 'started' }
const cancelled = { type: 'command_lifecycle', command_uuid: '$PROMPT', state: 'cancelled' }
const queued = { type: 'command_lifecycle', command_uuid: '$PROMPT', state: 'queued' }
const init = { type: 'system', subtype: 'init', model: 'm1' }
const done = { type: 'result', subtype: 'success', is_error: false, terminal_reason: 'completed' }
const stopped = {
  type: 'result',
  subtype: 'error_during_execution',
  is_error: true,
  terminal_reason: 'aborted_streaming'
}
/** Seen from outside: the program has come this far. */
const here = { type: 'system', subtype: 'session_title_changed', title: 'here' }
const answer = (id: string, text: string) => ({
  type: 'assistant',
  uuid: `uuid-${id}`,
  message: { id, model: 'm1', content: [{ type: 'text', text }] }
})

/** The real program does these by chance, in another version, or when it is broken. */
describe.skipIf(process.platform === 'win32')('ClaudeRun with a scripted program', () => {
  const closers: (() => Promise<void>)[] = []

  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
  })

  async function open(
    play: Play,
    clock = handClock(Date.parse('2026-01-01T00:00:00Z'))
  ): Promise<BenchSession> {
    const program = await writeStubProgram(play)
    const bench = await openBench({ claudePath: program.path, clock })
    closers.push(async () => {
      await bench.close()
      await program.remove()
    })
    return bench.open()
  }

  const kinds = (session: BenchSession): string[] => session.outputs.map(({ type }) => type)

  it('a program that tells nothing of what becomes of prompts ends the turn by its result', async () => {
    const session = await open({
      prompts: [
        [init, answer('msg_1', 'One.'), done],
        [init, answer('msg_2', 'Two.'), done]
      ]
    })
    expect((await session.turn('first')).outcome).toBe('done')
    expect((await session.turn('second')).outcome).toBe('done')
    expect(kinds(session)).toEqual(['message_added', 'turn_ended', 'message_added', 'turn_ended'])
  })

  it('the result of a turn the agent began itself does not end the turn of a prompt that came meanwhile', async () => {
    const session = await open({
      prompts: [
        [
          init,
          queued,
          answer('msg_1', 'Something ended.'),
          done,
          started,
          init,
          answer('msg_2', 'Yours.'),
          done
        ]
      ]
    })
    expect((await session.turn('go')).outcome).toBe('done')
    expect(kinds(session)).toEqual(['message_added', 'message_added', 'turn_ended'])
  })

  it('a prompt that was folded into such a turn ends with it', async () => {
    const folded = { ...done, user_message_uuids: ['$PROMPT'] }
    const session = await open({ prompts: [[init, queued, answer('msg_1', 'Both.'), folded]] })
    expect((await session.turn('go')).outcome).toBe('done')
  })

  it('a prompt that still waited when it was stopped is stopped once it begins', async () => {
    const session = await open({
      prompts: [[queued, here]],
      interrupts: [[started, init], [stopped]],
      stillQueued: true
    })
    const ended = session.next('turn_ended')
    const sent = session.next('title_changed')
    session.send('go')
    await sent
    session.run.interrupt()
    expect(await ended).toEqual({ type: 'turn_ended', outcome: 'interrupted' })
  })

  it('a prompt that is taken back ends its turn', async () => {
    const session = await open({ prompts: [[queued, cancelled]] })
    expect((await session.turn('go')).outcome).toBe('interrupted')
  })

  it('a turn that was done before the interrupt came is done', async () => {
    const session = await open({
      prompts: [[started, init, here]],
      interrupts: [[answer('msg_1', 'Ready.'), done]]
    })
    const ended = session.next('turn_ended')
    const sent = session.next('title_changed')
    session.send('go')
    await sent
    session.run.interrupt()
    session.run.interrupt()
    expect((await ended).outcome).toBe('done')
  })

  it('a program that does not answer is ended after five seconds, and the next prompt gets a new one', async () => {
    const clock = handClock(Date.parse('2026-01-01T00:00:00Z'))
    const session = await open({ prompts: [[started, init, here]], deafTo: ['interrupt'] }, clock)
    const ended = session.next('turn_ended')
    const sent = session.next('title_changed')
    session.send('go')
    await sent
    session.run.interrupt()
    clock.advance(4_999)
    expect(kinds(session)).toEqual(['title_changed'])
    clock.advance(1)
    expect(await ended).toEqual({ type: 'turn_ended', outcome: 'interrupted' })
    const again = session.next('turn_ended')
    const sentAgain = session.next('title_changed')
    session.send('again')
    await sentAgain
    session.run.interrupt()
    clock.advance(5_000)
    expect((await again).outcome).toBe('interrupted')
  })

  it('a mode the program refuses is tried again with the next process only, and nobody is told of a change', async () => {
    const session = await open({
      prompts: [
        [init, done],
        [init, { type: 'system', subtype: 'status', permissionMode: 'plan' }, done]
      ],
      refuses: ['set_permission_mode']
    })
    await session.turn('first')
    session.run.setPermissionMode('plan')
    expect((await session.turn('second')).outcome).toBe('done')
    expect(kinds(session)).toEqual(['turn_ended', 'turn_ended'])
  })

  it('tells of a mode and a title the agent changed itself', async () => {
    const session = await open({
      prompts: [
        [
          init,
          { type: 'system', subtype: 'status', status: null, permissionMode: 'plan' },
          { type: 'system', subtype: 'session_title_changed', title: 'A title' },
          { type: 'system', subtype: 'status', permissionMode: 'unheard_of' },
          done
        ]
      ]
    })
    await session.turn('go')
    expect(session.outputs.slice(0, 2)).toEqual([
      { type: 'permission_mode_changed', permissionMode: 'plan' },
      { type: 'title_changed', title: 'A title' }
    ])
  })

  it('a subagent that goes on in the background begins no turn, and keeps what it said before', async () => {
    const nested = (frame: Record<string, unknown>): Record<string, unknown> => ({
      ...frame,
      parent_tool_use_id: 'toolu_1'
    })
    const session = await open({
      prompts: [[init, nested(answer('msg_sub', 'Before.')), done, nested(answer('msg_sub', 'After.')), here]]
    })
    const heard = session.next('title_changed')
    await session.turn('go')
    await heard
    expect(kinds(session)).toEqual(['message_added', 'turn_ended', 'stream_output', 'title_changed'])
    expect(session.messages.at(-1)?.content).toEqual([
      { type: 'text', text: 'Before.' },
      { type: 'text', text: 'After.' }
    ])
  })

  it('what the agent does on its own is a turn, from its first word to its result', async () => {
    const session = await open({ prompts: [[init, done, init, answer('msg_1', 'By the way.'), done]] })
    const started = session.next('turn_started')
    session.send('go')
    await started
    await until(
      'both turns have ended',
      () => kinds(session).filter((kind) => kind === 'turn_ended').length === 2
    )
    expect(kinds(session)).toEqual(['turn_ended', 'turn_started', 'message_added', 'turn_ended'])
  })
})
