import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reply, text, thinking, toolUse } from '../fakeModel/script.ts'
import type { ReplyInput, StepInput } from '../fakeModel/script.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { ClaudeServer, told } from './claudeServer.ts'
import type { ClaudeWindow } from './claudeServer.ts'

/** An answer that the model ends by refusing to go on. */
function refusing(category: string | null, ...steps: StepInput[]): ReplyInput {
  const stopDetails = { type: 'refusal', category, explanation: 'It looks like an attack.' }
  return { type: 'message', steps, stopReason: 'refusal', stopDetails }
}

describe.skipIf(whyNoClaude !== null)(
  `what Claude Code takes back${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  () => {
    let server: ClaudeServer

    beforeEach(async () => {
      server = await ClaudeServer.start()
    })
    afterEach(async () => {
      await server.stop()
    })

    /** As it is live, having made sure that a restarted server says exactly the same. */
    async function toldTwice(window: ClaudeWindow): Promise<string[]> {
      const live = await window.messages(50)
      const { metadata } = await window.summary()
      await server.restart()
      const reopened = await server.window(window.id)
      const again = await reopened.messages(2)
      expect(again.map(({ id, facts }) => [id, facts])).toEqual(live.map(({ id, facts }) => [id, facts]))
      expect(told(again)).toEqual(told(live))
      expect((await reopened.summary()).metadata).toEqual(metadata)
      return told(live).map((line) => line.replaceAll(/Opus.*/gs, '…'))
    }

    it('what another model says anew is gone live as it is after a restart, and it is told', async () => {
      server.model.script([
        refusing('cyber', text('A beginning.')),
        refusing('cyber', thinking('hm'), text('Once more.'), toolUse('Bash', { command: 'echo x' })),
        reply(text('From another model.')),
        reply(text('Here.'))
      ])
      const window = await server.open()
      await window.turn('go')
      await window.turn('and more')
      expect(await toldTwice(window)).toEqual([
        'user: go',
        'assistant: A beginning.',
        'info: …',
        'info: The model refused to go on, and what it had said was taken back. …',
        'assistant: From another model.',
        'user: and more',
        'assistant: Here.'
      ])
    })

    it('a call that cannot be read is taken back with the words before it', async () => {
      server.model.script([
        { type: 'message', steps: [text('I call.')], stopReason: 'tool_use' },
        reply(text('Once more.'))
      ])
      const window = await server.open()
      await window.turn('go')
      expect(await toldTwice(window)).toEqual([
        'user: go',
        'info: The model called a tool in a way that cannot be read. Its answer was taken back, and it is asked again.',
        'assistant: Once more.'
      ])
    })

    it('a refusal that no model answers in place of is told once, as the failure it is', async () => {
      server.model.script([refusing(null, text('One.')), refusing(null), refusing(null)])
      const window = await server.open()
      await window.turn('go')
      const said = await toldTwice(window)
      expect(said.slice(0, 3)).toEqual(['user: go', 'assistant: One.', 'info: …'])
      expect(said.slice(3)).toEqual([expect.stringMatching(/^failed: The model refused/)])
    })
  }
)
