import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cut, error, gate, hang, reply, text, thinking, toolUse } from '../fakeModel/script.ts'
import { openBench } from './claudeBench.ts'
import type { ClaudeBench } from './claudeBench.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { expectSameAsTranscript } from './sameAsTranscript.ts'
import { until } from './until.ts'

describe.skipIf(whyNoClaude !== null)(
  `Claude Code at work${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench

    beforeEach(async () => {
      bench = await openBench()
    })
    afterEach(async () => {
      await bench.close()
    })

    it('streams thinking and text, and the transcript says the same', async () => {
      bench.model.script([reply(thinking('Let me think about it.'), text('Hello from the model.'))])
      const session = bench.open()
      expect(await session.turn('hi')).toEqual({ type: 'turn_ended', outcome: 'done' })
      const [prompt, answer] = session.messages
      expect([prompt?.content, answer?.content]).toEqual([
        [{ type: 'text', text: 'hi' }],
        [
          { type: 'thinking', thinking: 'Let me think about it.' },
          { type: 'text', text: 'Hello from the model.' }
        ]
      ])
      const appended = session.outputs.filter(
        (output) => output.type === 'stream_output' && 'append' in output
      )
      expect(appended.length).toBeGreaterThan(2)
      await expectSameAsTranscript(session)
    })

    it('reads a file without asking', async () => {
      const file = path.join(bench.project, 'a.txt')
      await writeFile(file, 'alpha\n')
      bench.model.script([
        reply(text('I look.'), toolUse('Read', { file_path: file }, 'toolu_read')),
        reply(text('It says alpha.'))
      ])
      const session = bench.open()
      expect((await session.turn('read it')).outcome).toBe('done')
      expect(session.outputs.some(({ type }) => type === 'permission_requested')).toBe(false)
      expect(session.messages[2]?.content).toEqual([
        { type: 'tool_result', tool_use_id: 'toolu_read', content: '1\talpha\n2\t', is_error: false }
      ])
      await expectSameAsTranscript(session)
    })

    it('tools that are called at once are asked for in order, and each has its own result', async () => {
      const file = path.join(bench.project, 'a.txt')
      await writeFile(file, 'alpha\n')
      bench.model.script([
        reply(
          toolUse('Read', { file_path: file }, 'toolu_read'),
          toolUse('Bash', { command: 'mkdir made && echo is made' }, 'toolu_bash'),
          toolUse('Edit', { file_path: file, old_string: 'alpha', new_string: 'beta' }, 'toolu_edit')
        ),
        reply(text('Done.'))
      ])
      const session = bench.open()
      const asked = session.answering({ behavior: 'allow' })
      expect((await session.turn('go')).outcome).toBe('done')
      expect(asked.map(({ toolUseId }) => toolUseId)).toEqual(['toolu_bash', 'toolu_edit'])
      const results = session.messages.flatMap(({ content }) =>
        content.flatMap((block) =>
          block.type === 'tool_result' ? [[block.tool_use_id, JSON.stringify(block.content)]] : []
        )
      )
      expect(Object.fromEntries(results)).toEqual({
        toolu_read: expect.stringContaining('alpha'),
        toolu_bash: expect.stringContaining('is made'),
        toolu_edit: expect.stringContaining('a.txt')
      })
      expect(await readFile(file, 'utf8')).toBe('beta\n')
      await expectSameAsTranscript(session)
    })

    it('edits a file and runs a command after each was allowed', async () => {
      const file = path.join(bench.project, 'a.txt')
      await writeFile(file, 'alpha\n')
      const edit = { file_path: file, old_string: 'alpha', new_string: 'beta' }
      bench.model.script([
        reply(
          toolUse('Read', { file_path: file }),
          toolUse('Edit', edit, 'toolu_edit'),
          toolUse('Bash', { command: 'mkdir made' }, 'toolu_bash')
        ),
        reply(text('Done.'))
      ])
      const session = bench.open()
      const asked = session.answering({ behavior: 'allow' })
      expect((await session.turn('change it')).outcome).toBe('done')
      expect(asked.map(({ title, rules, toolUseId }) => ({ title, rules, toolUseId }))).toEqual([
        { title: 'Edit a.txt', rules: [{ toolName: 'Edit', pattern: file }], toolUseId: 'toolu_edit' },
        {
          title: 'Run mkdir made',
          rules: [{ toolName: 'Bash', pattern: 'mkdir made' }],
          toolUseId: 'toolu_bash'
        }
      ])
      expect(await readFile(file, 'utf8')).toBe('beta\n')
      await expectSameAsTranscript(session)
    })

    it('runs what a person made of a command, not what was asked', async () => {
      bench.model.script([
        reply(toolUse('Bash', { command: 'mkdir asked' }, 'toolu_bash')),
        reply(text('Done.'))
      ])
      const session = bench.open()
      session.answering({ behavior: 'allow', updatedInput: { command: 'echo edited > edited.txt' } })
      await session.turn('go')
      expect(await readFile(path.join(bench.project, 'edited.txt'), 'utf8')).toBe('edited\n')
      await expectSameAsTranscript(session)
    })

    it('goes on after a denial, and the model is told why', async () => {
      bench.model.script([
        reply(toolUse('Bash', { command: 'mkdir made' }, 'toolu_bash')),
        reply(text('As you wish.'))
      ])
      const session = bench.open()
      session.answering({ behavior: 'deny', message: 'Not in this folder.' })
      expect((await session.turn('go')).outcome).toBe('done')
      expect(session.messages[2]?.content).toEqual([
        { type: 'tool_result', tool_use_id: 'toolu_bash', content: 'Not in this folder.', is_error: true }
      ])
      await expect(readFile(path.join(bench.project, 'made'))).rejects.toThrow('ENOENT')
      await expectSameAsTranscript(session)
    })

    it('stops when a denial says so', async () => {
      bench.model.script([reply(toolUse('Bash', { command: 'mkdir made' }))])
      const session = bench.open()
      session.answering({ behavior: 'deny', interrupt: true })
      expect(await session.turn('go')).toEqual({ type: 'turn_ended', outcome: 'interrupted' })
      expect(session.messages.at(-1)?.notice).toBe('interrupted')
      await expectSameAsTranscript(session)
    })

    it('stops in the middle of an answer and keeps what was said', async () => {
      bench.model.script([
        reply(text('A whole block.'), text('The beginning and no end', { hold: 'half' })),
        reply(text('Again.'))
      ])
      const session = bench.open()
      const ended = session.next('turn_ended')
      session.send('go')
      await bench.model.reached('half')
      await session.nextWhere(
        (output) => output.type === 'stream_output' && 'append' in output && output.index === 1
      )
      session.run.interrupt()
      expect(await ended).toEqual({ type: 'turn_ended', outcome: 'interrupted' })
      expect(session.messages.map(({ role, notice }) => notice ?? role)).toEqual([
        'user',
        'assistant',
        'interrupted'
      ])
      await expectSameAsTranscript(session)
      expect((await session.turn('once more')).outcome).toBe('done')
      await expectSameAsTranscript(session)
    })

    it('stops before the model has said anything', async () => {
      bench.model.script([hang('silence')])
      const session = bench.open()
      const ended = session.next('turn_ended')
      session.send('go')
      await bench.model.reached('silence')
      session.run.interrupt()
      expect((await ended).outcome).toBe('interrupted')
      await expectSameAsTranscript(session)
    })

    it('stops a command that runs', async () => {
      const command = `node -e "require('fs').writeFileSync('running','');setTimeout(()=>{},30000)"`
      bench.model.script([reply(text('I run it.'), toolUse('Bash', { command }))])
      const session = bench.open()
      session.answering({ behavior: 'allow' })
      const ended = session.next('turn_ended')
      session.send('go')
      await until('its command runs', () => existsSync(path.join(bench.project, 'running')))
      session.run.interrupt()
      expect((await ended).outcome).toBe('interrupted')
      await expectSameAsTranscript(session)
    })

    it('withdraws a question when the turn is stopped', async () => {
      bench.model.script([reply(toolUse('Bash', { command: 'mkdir made' }))])
      const session = bench.open()
      const ended = session.next('turn_ended')
      const asked = session.next('permission_requested')
      session.send('go')
      const { request } = await asked
      session.run.interrupt()
      expect((await ended).outcome).toBe('interrupted')
      expect(session.outputs).toContainEqual({ type: 'permission_withdrawn', requestId: request.id })
      const before = session.outputs.length
      session.run.answer(request.id, { behavior: 'allow' })
      expect(session.outputs.length).toBe(before)
      await expectSameAsTranscript(session)
    })

    it('a second prompt goes to the same process', async () => {
      bench.model.script([reply(text('One.')), reply(text('Two.'))])
      const session = bench.open()
      await session.turn('first')
      const [first] = bench.ledger.running()
      await session.turn('second')
      expect(bench.ledger.running()).toEqual([first])
      expect(session.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant'])
      await expectSameAsTranscript(session)
    })

    it('a new process goes on with the old conversation', async () => {
      bench.model.script([reply(text('One.')), reply(text('Two.'))])
      const before = bench.open()
      await before.turn('first')
      await before.run.close()
      expect(bench.ledger.running()).toEqual([])
      const after = bench.open({ sessionId: before.id })
      expect((await after.turn('second')).outcome).toBe('done')
      const sent = JSON.stringify(bench.model.requests[1]?.body)
      expect([sent.includes('first'), sent.includes('One.'), sent.includes('second')]).toEqual([
        true,
        true,
        true
      ])
    })

    it('says that the model is asked again, and then that it answered', async () => {
      bench.model.script([error(529), reply(text('Now.'))])
      const session = bench.open()
      expect((await session.turn('go')).outcome).toBe('done')
      const retries = session.outputs.flatMap((output) => (output.type === 'retrying' ? [output.retry] : []))
      expect(retries.map((retry) => retry && [retry.attempt, retry.limit, retry.error.code])).toEqual([
        [1, 1, 'server_error'],
        null
      ])
      await expectSameAsTranscript(session)
    })

    it.each([
      [401, 'authentication_failed', 'log in (/login)'],
      [429, 'rate_limit', 'Wait a while'],
      [500, 'server_error', 'wait a moment'],
      [404, 'model_not_found', 'another model']
    ])('a %i ends the turn as %s and says what to do', async (status, code, advice) => {
      bench.model.script(Array.from({ length: 8 }, () => error(status)))
      const session = bench.open()
      const ended = await session.turn('go')
      expect([ended.outcome, ended.error?.code]).toEqual(['failed', code])
      expect(ended.error?.message).toContain(advice)
      expect(session.messages.at(-1)).toMatchObject({ role: 'system', notice: 'failed' })
      await expectSameAsTranscript(session)
    })

    it('says that the conversation is too long', async () => {
      bench.model.script([error(400, 'prompt is too long: 300000 tokens > 200000 maximum')])
      const ended = await bench.open().turn('go')
      expect([ended.outcome, ended.error?.code]).toEqual(['failed', 'prompt_too_long'])
    })

    it('goes on after a failed turn in the same process', async () => {
      bench.model.script([error(401), error(401), reply(text('Back again.'))])
      const session = bench.open()
      expect((await session.turn('go')).outcome).toBe('failed')
      expect((await session.turn('again')).outcome).toBe('done')
      await expectSameAsTranscript(session)
    })

    it('what a broken connection cut off is said again, not twice', async () => {
      const file = path.join(bench.project, 'a.txt')
      await writeFile(file, 'alpha\n')
      bench.model.script([
        reply(text('Kept.'), thinking('Lost in the middle', { chunk: 4, hold: 'half' }), cut()),
        reply(text('From there on.'))
      ])
      const session = bench.open()
      const ended = session.next('turn_ended')
      session.send('go')
      await session.nextWhere(
        (output) => output.type === 'stream_output' && 'append' in output && output.index === 1
      )
      bench.model.open('half')
      expect((await ended).outcome).toBe('done')
      await expectSameAsTranscript(session)
    })

    it('asks a person what the model wants to know, and tells it the answer', async () => {
      const question = {
        question: 'Which one?',
        header: 'Choice',
        multiSelect: false,
        options: [
          { label: 'This', description: 'the first' },
          { label: 'That', description: 'the second' }
        ]
      }
      bench.model.script([
        reply(toolUse('AskUserQuestion', { questions: [question] }, 'toolu_ask')),
        reply(text('That it is.'))
      ])
      const session = bench.open()
      const asked = session.answering({
        behavior: 'allow',
        updatedInput: { questions: [question], answers: { 'Which one?': 'That' } }
      })
      expect((await session.turn('go')).outcome).toBe('done')
      expect(asked.map(({ title, rules }) => ({ title, rules }))).toEqual([
        { title: 'Which one?', rules: [] }
      ])
      expect(JSON.stringify(session.messages[2]?.content)).toContain('That')
      await expectSameAsTranscript(session)
    })

    it('sends images, and the transcript holds them as they were shown', async () => {
      const pixel =
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
      bench.model.script([reply(text('A pixel.'))])
      const session = bench.open()
      expect(
        (await session.turn('what is this?', [{ type: 'image', mediaType: 'image/png', data: pixel }]))
          .outcome
      ).toBe('done')
      await expectSameAsTranscript(session)
    })

    it('a gate between two blocks shows the first before the second exists', async () => {
      bench.model.script([reply(text('First.'), gate('between'), text('Second.'))])
      const session = bench.open()
      const ended = session.next('turn_ended')
      session.send('go')
      await session.nextWhere(
        (output) => output.type === 'stream_output' && 'append' in output && output.append === 'First.'
      )
      expect(session.messages.at(-1)).toMatchObject({
        isStreaming: true,
        content: [{ type: 'text', text: 'First.' }]
      })
      bench.model.open('between')
      await ended
      await expectSameAsTranscript(session)
    })
  }
)
