import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { outputKind } from '../../shared/outputKind.ts'
import { reply, text } from '../fakeModel/script.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { ClaudeServer, told } from './claudeServer.ts'

describe.skipIf(whyNoClaude !== null)(`commands${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`, () => {
  let server: ClaudeServer

  beforeEach(async () => {
    server = await ClaudeServer.start()
  })
  afterEach(async () => {
    await server.stop()
  })

  it('and what they put out read the same live and after a restart', async () => {
    server.model.script([
      reply(text('Hi.')),
      reply(text('<summary>In short.</summary>')),
      reply(text('Later.'))
    ])
    const window = await server.open()
    const prompts = ['hello', '/context', '/cost', '/help', '/compact', 'later']
    for (const prompt of prompts) await window.turn(prompt)
    const live = await window.messages(50)
    expect(
      live.flatMap(({ role, content: [block] }) =>
        role === 'user' && block?.type === 'text' ? [block.text] : []
      )
    ).toEqual(prompts)
    const kinds = told(live).map((line) => line.split(':')[0])
    expect(kinds.slice(-4)).toEqual(['compacted', 'info', 'user', 'assistant'])
    const outputs = live.flatMap(({ notice, content: [block] }) =>
      notice === 'info' && block?.type === 'text' ? [outputKind(block.text)] : []
    )
    expect(outputs).toEqual(['markdown', 'plain', 'line', 'line'])
    await server.restart()
    const again = await (await server.window(window.id)).messages(1)
    expect(told(again)).toEqual(told(live))
    expect(again.map(({ id }) => id)).toEqual(live.map(({ id }) => id))
  })
})
