import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { handClock } from '../../../tests/support/handClock.ts'
import type { HandClock } from '../../../tests/support/handClock.ts'
import { readFrame } from './frames.ts'
import type { Frame } from './frames.ts'
import { HookRecords } from './hookRecords.ts'
import type { HookRecord } from './hookRecords.ts'

function frame(raw: object): Frame {
  const read = readFrame(raw)
  if (read === null) throw new Error('no frame')
  return read
}

const response = (hook_event: string, output: object | string, more: object = {}): Frame =>
  frame({
    type: 'system',
    subtype: 'hook_response',
    hook_event,
    stdout: typeof output === 'string' ? output : JSON.stringify(output),
    exit_code: 0,
    ...more
  })
const toolResult = frame({ type: 'user', parent_tool_use_id: null, message: { role: 'user', content: [] } })
const over = frame({ type: 'result', subtype: 'success', is_error: false })
const answerBegins = (parent: string | null): Frame =>
  frame({
    type: 'stream_event',
    parent_tool_use_id: parent,
    event: { type: 'message_start', message: { id: 'm', model: 'x', usage: {} } }
  })

let folder: string
let file: string
let clock: HandClock
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skein-hooks-'))
  file = join(folder, 'transcript.jsonl')
  clock = handClock()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const records = (tellsHooks = true): HookRecords =>
  new HookRecords({ clock, tellsHooks, locate: () => Promise.resolve(file) })
/** The words that are waited for before this frame, as they are looked for. */
const wordsBefore = (hooks: HookRecords, before: Frame): readonly string[] | null =>
  hooks.awaitedBefore(before)?.map(({ words }) => words) ?? null

describe('what hooks say is waited for', () => {
  it('before the tool’s result where it stands before it, else before the next answer or the end', () => {
    const hooks = records()
    const said = [
      response('PreToolUse', { systemMessage: 'Mind the gap' }),
      response('PostToolUse', { systemMessage: 'Well "done"' })
    ]
    expect(said.map((one) => hooks.awaitedBefore(one))).toEqual([null, null])
    expect(wordsBefore(hooks, toolResult)).toEqual(['Mind the gap'])
    expect(wordsBefore(hooks, answerBegins('a subagent'))).toBeNull()
    expect(wordsBefore(hooks, answerBegins(null))).toEqual(['Well \\"done\\"'])
    expect(wordsBefore(hooks, over)).toBeNull()
  })

  it.each<[what: string, said: Frame, words: readonly string[] | null]>([
    ['why a hook has stopped', response('Stop', { continue: false, stopReason: 'Enough' }), ['Enough']],
    ['no reason where it goes on', response('Stop', { continue: true, stopReason: 'Enough' }), null],
    ['what blocked', response('Stop', { decision: 'block', reason: 'Not yet' }), ['Not yet']],
    [
      'no reason of what was let through',
      response('PreToolUse', { decision: 'approve', reason: 'Fine' }),
      null
    ],
    [
      'the first line of an error',
      response('PostToolUse', '', { exit_code: 2, stderr: 'Keep off\nat line 3' }),
      ['Keep off']
    ],
    ['nothing that is for the model alone', response('PostToolUse', 'plain output'), null],
    [
      'of an error without a word that there was one',
      response('PostToolUse', '', { exit_code: 1 }),
      ['No stderr output']
    ],
    [
      'that the agent is stopped without a reason',
      response('Stop', { continue: false }),
      ['prevented continuation']
    ],
    [
      'what a hook says that went on by itself',
      response('PostToolUse', '{"async":true}\n{"systemMessage":"At last"}\n'),
      ['At last']
    ],
    [
      'nothing of a hook that was stopped',
      response('Stop', '', { exit_code: 1, outcome: 'cancelled' }),
      null
    ],
    [
      'nothing that only the result of the tool says',
      response('PreToolUse', '', { exit_code: 2, stderr: 'Keep off' }),
      null
    ],
    ['nothing that is written nowhere', response('Notification', { systemMessage: 'Ding' }), null],
    ['nothing of silence', response('PostToolUse', { systemMessage: '  ' }), null]
  ])('%s', (_what, said, words) => {
    const hooks = records()
    expect(hooks.awaitedBefore(said)).toBeNull()
    expect(wordsBefore(hooks, over)).toEqual(words)
  })

  it('of the turn’s end in its summary, and of a line of the terminal by its id', () => {
    const hooks = records()
    hooks.awaitedBefore(response('Stop', { continue: false, stopReason: 'Enough' }))
    expect(hooks.awaitedBefore(over)).toMatchObject([{ words: 'Enough', kind: '"stop_hook_summary"' }])
    const line = { type: 'system', subtype: 'informational', content: 'Stop says: hi' }
    expect(wordsBefore(hooks, frame({ ...line, uuid: 'the-line' }))).toEqual(['the-line'])
    expect(wordsBefore(hooks, frame(line))).toBeNull()
  })

  it('at the end of every turn of a program that does not tell of hooks', () => {
    const hooks = records(false)
    expect([wordsBefore(hooks, toolResult), wordsBefore(hooks, over)]).toEqual([null, []])
  })
})

const said = (content: string): string =>
  `${JSON.stringify({ type: 'attachment', attachment: { type: 'hook_system_message', hookName: 'Stop', content } })}\n`
const answer = `${JSON.stringify({ type: 'assistant', message: { content: 'One and Two' } })}\n`
const wanted = (words: string) => ({ words, kind: '', isBeforeTool: false })
const contents = (found: readonly HookRecord[]): unknown =>
  found.map(({ record }) => record['attachment'] ?? null)
const attached = (content: string): object => ({ type: 'hook_system_message', hookName: 'Stop', content })

describe('the transcript is read', () => {
  it('from where it stood, up to what is awaited and no further', async () => {
    await writeFile(file, said('Before'))
    const hooks = records()
    await hooks.begin()
    await appendFile(file, said('One') + answer + said('Two') + said('Three'))
    expect(contents(await hooks.upTo([wanted('"One"')]))).toEqual([attached('One')])
    expect(contents(await hooks.upTo([wanted('"Two"')]))).toEqual([attached('Two')])
    expect(contents(await hooks.upTo([]))).toEqual([attached('Three')])
  })

  it('as far as its lines are whole', async () => {
    const hooks = records()
    await hooks.begin()
    await writeFile(file, said('One') + said('Two').slice(0, 30))
    expect(contents(await hooks.upTo([]))).toEqual([attached('One')])
    await appendFile(file, said('Two').slice(30))
    expect(contents(await hooks.upTo([]))).toEqual([attached('Two')])
  })

  it('again until what is awaited stands there, and not for ever', async () => {
    const hooks = records()
    await hooks.begin()
    await writeFile(file, said('One'))
    let found: unknown = null
    void hooks.upTo([wanted('"Never"')]).then((records) => {
      found = contents(records)
    })
    const turned = async (ms: number): Promise<void> => {
      clock.advance(ms)
      for (let turn = 0; turn < 50; turn += 1) await nextTurn()
    }
    await turned(0)
    expect(found).toBeNull()
    for (let turn = 0; turn < 10_000 && found === null; turn += 1) await turned(100)
    expect(found).toEqual([attached('One')])
  })

  it('and looked at again, without another wait, for what is only written with what follows', async () => {
    const hooks = records()
    await hooks.begin()
    await writeFile(file, said('One'))
    let isOver = false
    hooks.awaitedBefore(response('PreToolUse', { continue: false, stopReason: 'Late' }))
    void hooks.upTo(hooks.awaitedBefore(over) ?? []).then(() => {
      isOver = true
    })
    for (let turn = 0; turn < 10_000 && !isOver; turn += 1) {
      clock.advance(100)
      for (let pause = 0; pause < 50; pause += 1) await nextTurn()
    }
    const [late] = hooks.awaitedBefore(over) ?? []
    expect(late).toMatchObject({ words: 'Late', looks: 1 })
    // The clock stands still: nothing is waited for.
    expect(await hooks.upTo(late === undefined ? [] : [late])).toEqual([])
    const stopped = { type: 'hook_stopped_continuation', hookName: 'PreToolUse:Bash', message: 'Late' }
    await appendFile(file, `${JSON.stringify({ type: 'attachment', attachment: stopped })}\n`)
    expect(contents(await hooks.upTo(hooks.awaitedBefore(over) ?? []))).toEqual([stopped])
  })

  it('those of subagents as well, and each says whose it is', async () => {
    const own = join(folder, 'agent.jsonl')
    const hooks = new HookRecords({
      clock,
      tellsHooks: true,
      locate: () => Promise.resolve(file),
      locateSubagents: () => Promise.resolve(new Map([['toolu_1', own]]))
    })
    await writeFile(file, answer)
    await writeFile(own, said('Inside') + answer + said('Later'))
    const inside = { type: 'assistant', parent_tool_use_id: 'toolu_1', message: { content: [] } }
    expect(hooks.awaitedBefore(frame(inside))).toBeNull()
    hooks.awaitedBefore(response('Stop', { systemMessage: 'Inside' }))
    const found = await hooks.upTo(hooks.awaitedBefore(frame(inside)) ?? [])
    expect(found.map(({ parentToolUseId }) => parentToolUseId)).toEqual(['toolu_1'])
    expect(contents(found)).toEqual([attached('Inside')])
  })

  it('from its beginning where the agent goes on in another', async () => {
    const hooks = records()
    await writeFile(file, said('Before'))
    await hooks.begin()
    hooks.awaitedBefore(response('PostToolUse', { systemMessage: 'Lost with the other' }))
    hooks.beginAnew()
    expect(wordsBefore(hooks, over)).toBeNull()
    expect(contents(await hooks.upTo([]))).toEqual([attached('Before')])
  })
})

describe('where several tools run at a time', () => {
  const line = (uuid: string): string =>
    `${JSON.stringify({ type: 'user', uuid, message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: uuid, content: '' }] } })}\n`
  const resultOf = (uuid: string): Frame =>
    frame({ type: 'user', uuid, parent_tool_use_id: null, message: { role: 'user', content: [] } })

  it('what their hooks say is read up to the result of each', async () => {
    const hooks = records()
    await hooks.begin()
    for (let tool = 0; tool < 2; tool += 1)
      hooks.awaitedBefore(response('PreToolUse', { systemMessage: 'Same' }))
    await writeFile(file, said('Same') + line('r1') + said('Same') + line('r2'))
    const first = await hooks.upTo(hooks.awaitedBefore(resultOf('r1')) ?? [])
    const second = await hooks.upTo(hooks.awaitedBefore(resultOf('r2')) ?? [])
    expect([contents(first), contents(second)]).toEqual([[attached('Same')], [attached('Same')]])
    expect(hooks.awaitedBefore(over)).toBeNull()
  })

  it('each tells what stands behind it', async () => {
    const hooks = records()
    await hooks.begin()
    hooks.awaitedBefore(response('PostToolUse', { systemMessage: 'One' }))
    await writeFile(file, said('One') + line('r1'))
    const [found] = await hooks.upTo(hooks.awaitedBefore(over) ?? [])
    expect([...(found?.following() ?? [])]).toEqual(['r1'])
  })

  it('of a session that is gone on with, the results of tools that died come up to its first prompt and no further', async () => {
    await writeFile(file, said('Before'))
    const hooks = records()
    await hooks.begin()
    expect(hooks.awaitedBefore(answerBegins(null))).toBeNull()
    hooks.notePrompt('p')
    const prompt = `${JSON.stringify({ type: 'user', uuid: 'p', message: { role: 'user', content: 'on' } })}\n`
    await appendFile(file, line('dead') + prompt + line('alive'))
    const found = await hooks.upTo(hooks.awaitedBefore(answerBegins(null)) ?? [])
    expect(found.map(({ record }) => record['uuid'])).toEqual(['dead'])
    expect(hooks.awaitedBefore(over)).toBeNull()
  })
})
