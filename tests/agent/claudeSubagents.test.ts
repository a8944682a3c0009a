/** What subagents and background commands of Claude Code do, live and in the transcripts. */
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SessionMessage } from '../../shared/session.ts'
import { hang, reply, text, toolUse } from '../fakeModel/script.ts'
import type { StepInput } from '../fakeModel/script.ts'
import { openBench } from './claudeBench.ts'
import type { ClaudeBench } from './claudeBench.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { expectSameAsTranscript, readAgain, withoutTime } from './sameAsTranscript.ts'
import { until } from './until.ts'

function agentUse(id: string): StepInput {
  const input = { description: 'look', prompt: 'look around', subagent_type: 'general-purpose' }
  return toolUse('Agent', { ...input, run_in_background: false }, id)
}

describe.skipIf(whyNoClaude !== null)(
  `Subagents of Claude Code at work${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let bench: ClaudeBench

    beforeEach(async () => {
      bench = await openBench()
    })
    afterEach(async () => {
      await bench.close()
    })

    it('shows a subagent at work under the tool use that started it', async () => {
      const file = path.join(bench.project, 'a.txt')
      await writeFile(file, 'alpha\n')
      bench.model.script([
        reply(agentUse('toolu_agent')),
        reply(text('I am the second one.'), toolUse('Read', { file_path: file })),
        reply(text('Found alpha.')),
        reply(text('All done.'))
      ])
      const session = bench.open()
      expect((await session.turn('go')).outcome).toBe('done')
      const nested = session.messages.filter(({ parentToolUseId }) => parentToolUseId === 'toolu_agent')
      expect(nested.map(({ role, content }) => [role, content.map(({ type }) => type)])).toEqual([
        ['user', ['text']],
        ['assistant', ['text', 'tool_use']],
        ['user', ['tool_result']],
        ['assistant', ['text']]
      ])
      expect(session.messages.filter(({ parentToolUseId }) => parentToolUseId === undefined).length).toBe(4)
      await expectSameAsTranscript(session)
    })

    it('shows the subagent of a subagent, and the transcripts say the same', async () => {
      bench.model.script([
        reply(text('I delegate.'), agentUse('toolu_outer')),
        reply(text('So do I.'), agentUse('toolu_inner')),
        reply(text('Innermost.')),
        reply(text('Between.')),
        reply(text('All done.'))
      ])
      const session = bench.open()
      expect((await session.turn('go')).outcome).toBe('done')
      const told = session.messages.map(({ role, parentToolUseId }) => [role, parentToolUseId])
      expect(told).toEqual([
        ['user', undefined],
        ['assistant', undefined],
        ['user', 'toolu_outer'],
        ['assistant', 'toolu_outer'],
        ['user', 'toolu_inner'],
        ['assistant', 'toolu_inner'],
        ['user', 'toolu_outer'],
        ['assistant', 'toolu_outer'],
        ['user', undefined],
        ['assistant', undefined]
      ])
      await expectSameAsTranscript(session)
    })

    it('a subagent that was stopped is in the transcripts as far as it came', async () => {
      const file = path.join(bench.project, 'a.txt')
      await writeFile(file, 'alpha\n')
      bench.model.script([
        reply(agentUse('toolu_agent')),
        reply(text('I read.'), toolUse('Read', { file_path: file })),
        hang('silence')
      ])
      const session = bench.open()
      const ended = session.next('turn_ended')
      session.send('go')
      await bench.model.reached('silence')
      session.run.interrupt()
      expect((await ended).outcome).toBe('interrupted')
      expect(session.messages.filter(({ parentToolUseId }) => parentToolUseId === 'toolu_agent').length).toBe(
        3
      )
      await expectSameAsTranscript(session)
    })

    it('a subagent that still runs is in the transcripts already', async () => {
      const file = path.join(bench.project, 'a.txt')
      await writeFile(file, 'alpha\n')
      bench.model.script([
        reply(agentUse('toolu_agent')),
        reply(text('I read.'), toolUse('Read', { file_path: file })),
        hang('silence')
      ])
      const session = bench.open()
      const ended = session.next('turn_ended')
      session.send('go')
      await bench.model.reached('silence')
      // Claude Code writes a little later than it speaks.
      await until('the transcript holds every message', async () => {
        if (!existsSync(session.transcript)) return false
        return (await readAgain(session)).length === session.messages.length
      })
      expect(session.messages.map(({ parentToolUseId }) => parentToolUseId)).toEqual([
        undefined,
        undefined,
        'toolu_agent',
        'toolu_agent',
        'toolu_agent'
      ])
      await expectSameAsTranscript(session)
      session.run.interrupt()
      await ended
    })

    it('a subagent in the background was asked what the transcripts say it was', async () => {
      const input = { description: 'look', prompt: 'look around', subagent_type: 'general-purpose' }
      bench.model.script([
        reply(toolUse('Agent', { ...input, run_in_background: true }, 'toolu_agent')),
        reply(text('It looks.')),
        reply(text('Nothing here.')),
        reply(text('It has looked.'))
      ])
      const session = bench.open()
      const nestedIn = (messages: readonly SessionMessage[]): SessionMessage[] =>
        messages.filter(({ parentToolUseId, isStreaming }) => parentToolUseId !== undefined && !isStreaming)
      await session.turn('go')
      await until('the subagent has answered', () => nestedIn(session.messages).length > 1)
      await until('it is written down', async () => nestedIn(await readAgain(session)).length > 1)
      const nested = nestedIn(session.messages)
      expect(nested.map(({ role }) => role)).toEqual(['user', 'assistant'])
      expect(nested.map(withoutTime)).toEqual(nestedIn(await readAgain(session)).map(withoutTime))
    })

    it('a finished background command begins a turn of its own', async () => {
      bench.model.script([
        reply(
          toolUse('Bash', {
            command: 'until [ -e go ]; do sleep 0.1; done; echo there',
            description: 'Wait for <go> & "more" &lt;',
            run_in_background: true
          })
        ),
        reply(text('It runs.')),
        reply(text('It has ended.'))
      ])
      const session = bench.open()
      session.answering({ behavior: 'allow' })
      expect((await session.turn('go')).outcome).toBe('done')
      const started = session.next('turn_started')
      const ended = session.next('turn_ended')
      await writeFile(path.join(bench.project, 'go'), '')
      await started
      expect(await ended).toEqual({ type: 'turn_ended', outcome: 'done' })
      expect(session.messages.at(-1)?.content).toEqual([{ type: 'text', text: 'It has ended.' }])
      // Its words are escaped in the transcript.
      await expectSameAsTranscript(session)
      expect(JSON.stringify(session.messages)).toContain(
        JSON.stringify('Wait for <go> & "more" &lt;').slice(1, -1)
      )
    })
  }
)
