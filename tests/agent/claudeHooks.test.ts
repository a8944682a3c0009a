import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SessionMessage } from '../../shared/session.ts'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { ClaudeServer, told } from './claudeServer.ts'
import type { ClaudeWindow } from './claudeServer.ts'
import { until } from './until.ts'

describe.skipIf(whyNoClaude !== null)(
  `what hooks say${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let server: ClaudeServer

    beforeEach(async () => {
      server = await ClaudeServer.start()
      await server.trust()
    })
    afterEach(async () => {
      await server.stop()
    })

    /**
     * As it is live, having made sure that a restarted server says exactly the same: in one order, or in that of each
     * thread, as the page draws it.
     */
    async function toldTwice(
      window: ClaudeWindow,
      ordered: (messages: SessionMessage[]) => SessionMessage[] = (messages) => messages
    ): Promise<string[]> {
      const live = ordered(await window.messages(50))
      await server.restart()
      const again = ordered(await (await server.window(window.id)).messages(2))
      expect(again.map(({ id, hook }) => [id, hook])).toEqual(live.map(({ id, hook }) => [id, hook]))
      expect(told(again)).toEqual(told(live))
      return told(live)
    }

    it('reaches the person from every hook of a turn, in its place', async () => {
      await server.writeHooks({
        SessionStart: `echo '{"systemMessage":"at the start"}'`,
        UserPromptSubmit: `echo '{"systemMessage":"at the prompt"}'`,
        PreToolUse: `echo '{"systemMessage":"before the tool"}'`,
        PostToolUse: `echo '{"systemMessage":"after the tool"}'`,
        Stop: `echo '{"systemMessage":"at the end"}'`
      })
      server.model.script([reply(toolUse('Bash', { command: 'echo out' })), reply(text('Done.'))])
      const window = await server.open()
      await window.turn('go')
      expect(await toldTwice(window)).toEqual([
        'user: go',
        'hook: at the start',
        'hook: at the prompt',
        'assistant: uses Bash',
        'hook: before the tool',
        'user: (tool_result)',
        'hook: after the tool',
        'assistant: Done.',
        'hook: at the end'
      ])
    })

    it('reaches the person when a hook stops the agent, and why', async () => {
      await server.writeHooks({
        Stop: `echo '{"continue":false,"stopReason":"the tests were not run","systemMessage":"look at the tests"}'`
      })
      server.model.script([reply(text('Done.'))])
      const window = await server.open()
      await window.turn('go')
      expect(await toldTwice(window)).toEqual([
        'user: go',
        'assistant: Done.',
        'hook: the tests were not run',
        'hook: look at the tests'
      ])
    })

    it('reaches the person when hooks fail or object, once each', async () => {
      await server.writeHooks({
        PreToolUse: 'echo "pre failed" >&2; exit 1',
        PostToolUse: `echo '{"decision":"block","reason":"list it with -l"}'`,
        Stop: 'if [ -e seen ]; then echo "stop failed" >&2; exit 1; fi; touch seen; echo "not yet" >&2; exit 2'
      })
      server.model.script([
        reply(toolUse('Bash', { command: 'echo out' })),
        reply(text('Done.')),
        reply(text('Done again.'))
      ])
      const window = await server.open()
      await window.turn('go')
      const said = await toldTwice(window)
      expect(said.map((line) => line.replace(/\[.*\]: /, ''))).toEqual([
        'user: go',
        'assistant: uses Bash',
        'hook: Failed with non-blocking status code: pre failed',
        'user: (tool_result)',
        'hook: list it with -l',
        'assistant: Done.',
        'hook: not yet',
        'assistant: Done again.',
        'hook: Failed with non-blocking status code: stop failed'
      ])
    })

    it('leaves the prompt it turns away where it was sent', async () => {
      await server.writeHooks({
        UserPromptSubmit: `case "$(cat)" in
*"by decision"*) echo '{"decision":"block","reason":"not today"}';;
*"by exit"*) echo "never" >&2; exit 2;;
*"by stop"*) echo '{"continue":false,"stopReason":"enough"}';;
esac`
      })
      server.model.script([reply(text('Here.'))])
      const window = await server.open()
      for (const prompt of ['by decision', 'by exit', 'by stop', 'by nothing']) await window.turn(prompt)
      const said = await toldTwice(window)
      expect(said.filter((line) => !line.startsWith('hook:'))).toEqual([
        'user: by decision',
        'user: by exit',
        'user: by stop',
        'user: by nothing',
        'assistant: Here.'
      ])
      const hooks = said.flatMap((line, at) => (line.startsWith('hook:') ? [[at, line]] : []))
      expect(hooks).toEqual([
        [1, expect.stringContaining('not today')],
        [3, expect.stringContaining('never')],
        [5, expect.stringContaining('enough')]
      ])
    })

    it('reaches the person without a reason, without a word, and late', async () => {
      // The prompt says what the hooks behind it do.
      await server.writeHooks({
        UserPromptSubmit: `cat > now; grep -q '"prompt":"silent' now && exit 5; exit 0`,
        PreToolUse: `grep -q '"prompt":"stopped' now && echo '{"continue":false,"stopReason":"no more tools"}'; exit 0`,
        PostToolUse: `grep -q '"prompt":"late' now && echo '{"async":true}' && sleep 0.3 && echo '{"systemMessage":"at last"}' && touch said; exit 0`,
        Stop: `grep -q '"prompt":"ended' now && echo '{"continue":false}'; grep -q '"prompt":"wrong' now && echo '{"decision":7}'; exit 0`
      })
      server.model.script([
        reply(text('One.')),
        reply(toolUse('Bash', { command: 'echo out' })),
        reply(text('Three.')),
        reply(text('Four.')),
        reply(toolUse('Bash', { command: 'echo out' })),
        reply(text('Five.')),
        ...Array.from({ length: 40 }, () => reply(text('More.')))
      ])
      const window = await server.open()
      for (const prompt of ['silent', 'stopped', 'ended', 'wrong', 'late']) await window.turn(prompt)
      // A prompt brings what a hook said by itself, once it has said it and its program has noticed.
      await until('the hook has spoken', () => existsSync(join(server.project, 'said')))
      const isTold = async (): Promise<boolean> => told(await window.messages(50)).includes('hook: at last')
      for (let asked = 0; asked < 40 && !(await isTold()); asked += 1) await window.turn('next')
      const said = await toldTwice(window)
      const hooks = said.filter((line) => line.startsWith('hook:')).map((line) => line.split('\n')[0])
      expect(hooks).toEqual([
        'hook: Failed with non-blocking status code: No stderr output',
        'hook: no more tools',
        'hook: Stop hook prevented continuation',
        expect.stringContaining('validation failed'),
        'hook: at last'
      ])
    })

    it('reaches the person from inside a subagent', async () => {
      await server.writeHooks({
        SubagentStart: `echo '{"systemMessage":"it begins"}'`,
        PreToolUse: `echo '{"systemMessage":"before a tool"}'`,
        PostToolUse: `echo '{"systemMessage":"after a tool"}'`,
        SubagentStop: `echo '{"systemMessage":"it ends"}'`
      })
      const input = { description: 'look', prompt: 'look around', subagent_type: 'general-purpose' }
      server.model.script([
        reply(toolUse('Agent', { ...input, run_in_background: false })),
        reply(toolUse('Bash', { command: 'echo out' })),
        reply(text('Seen.')),
        reply(text('Done.'))
      ])
      const window = await server.open()
      await window.turn('go')
      const isOfSubagent = ({ parentToolUseId }: SessionMessage): boolean => parentToolUseId !== undefined
      const byThread = (messages: SessionMessage[]): SessionMessage[] =>
        messages.toSorted((one, other) => Number(isOfSubagent(one)) - Number(isOfSubagent(other)))
      expect(await toldTwice(window, byThread)).toEqual([
        'user: go',
        'assistant: uses Agent',
        'hook: before a tool',
        'user: (tool_result)',
        'hook: after a tool',
        'assistant: Done.',
        'user: look around',
        'hook: it begins',
        'assistant: uses Bash',
        'hook: before a tool',
        'user: (tool_result)',
        'hook: after a tool',
        'assistant: Seen.',
        'hook: it ends'
      ])
    })

    it('stands with its own tool where several run at a time', async () => {
      await server.writeHooks({
        PreToolUse: `grep -q '"command":"echo one' && sleep 0.2; echo '{"systemMessage":"before a tool"}'`,
        PostToolUse: `echo '{"systemMessage":"after a tool"}'`
      })
      const calls = ['one', 'two', 'three'].map((word) => toolUse('Bash', { command: `echo ${word}` }))
      server.model.script([reply(...calls), reply(text('Done.'))])
      const window = await server.open()
      await window.turn('go')
      const said = await toldTwice(window)
      expect(said).toHaveLength(12)
      const before = said.flatMap((_, at) => (said[at + 1] === 'user: (tool_result)' ? [said[at]] : []))
      expect(before).toEqual(Array.from({ length: 3 }, () => 'hook: before a tool'))
    })

    it('stands in front of a prompt that was not written yet, and behind a command it began with', async () => {
      await server.writeHooks({
        SessionStart: `echo '{"systemMessage":"at the start"}'`,
        UserPromptSubmit: `grep -q 'turn away' && { echo never >&2; exit 2; }; exit 0`
      })
      server.model.script([reply(text('One.')), reply(text('Two.'))])
      const first = await server.open()
      await first.turn('one')
      await server.restart()
      const window = await server.window(first.id)
      for (const prompt of ['/cost', 'turn away', 'two']) await window.turn(prompt)
      const said = (await toldTwice(window)).map((line) => line.replace(/: [^]*$/u, ''))
      expect(said.slice(0, 6)).toEqual(['user', 'hook', 'assistant', 'user', 'hook', 'info'])
    })

    it('is kept in front of the place a session goes back to, and the session goes on from there', async () => {
      await server.writeHooks({
        UserPromptSubmit: `echo '{"systemMessage":"at the prompt"}'`,
        Stop: `echo '{"systemMessage":"at the end"}'`
      })
      server.model.script([reply(text('One.')), reply(text('Two.')), reply(text('Three.'))])
      const window = await server.open()
      await window.turn('first')
      const messageId = await window.turn('left behind')
      await server.ask('POST', `${window.path}/rewind`, { messageId, place: 'before' })
      const before = ['user: first', 'hook: at the prompt', 'assistant: One.', 'hook: at the end']
      expect(told(await window.messages(50))).toEqual(before)
      await window.turn('third')
      expect(await toldTwice(window)).toEqual([
        ...before,
        'user: third',
        'hook: at the prompt',
        'assistant: Three.',
        'hook: at the end'
      ])
      expect(JSON.stringify(server.model.requests.at(-1)?.body)).toContain('One.')
      expect(JSON.stringify(server.model.requests.at(-1)?.body)).not.toContain('left behind')
    })
  }
)
