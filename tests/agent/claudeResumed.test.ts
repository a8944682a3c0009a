/** What Claude Code writes down when it goes on with a session whose last process died, in front of the next prompt. */
import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { ClaudeServer, told } from './claudeServer.ts'
import { until } from './until.ts'

const Ledger = z.object({ processes: z.array(z.object({ pid: z.number() })) })

async function isWritten(claudeHome: string, words: string): Promise<boolean> {
  for await (const file of glob('projects/*/*.jsonl', { cwd: claudeHome }))
    if ((await readFile(path.join(claudeHome, file), 'utf8')).includes(words)) return true
  return false
}

describe.skipIf(whyNoClaude !== null || process.platform === 'win32')('after its process has died', () => {
  let server: ClaudeServer

  beforeEach(async () => {
    server = await ClaudeServer.start()
  })
  afterEach(async () => {
    await server.stop()
  })

  it('the result of the tool it died in stands in front of the next prompt, live as after a reload', async () => {
    server.model.script([
      reply(toolUse('Bash', { command: 'mkdir made' })),
      reply(text('On it.')),
      reply(text('More.'))
    ])
    const window = await server.open()
    const turn = window.turn('go')
    await until('the tool is asked for', async () =>
      told(await window.messages(50)).includes('assistant: uses Bash')
    )
    // Asked for before it is written down; of what was not, nothing is known when the session goes on.
    await until('the use is written down', () => isWritten(server.claudeHome, 'mkdir made'))
    const ledger = await readFile(path.join(server.data, 'processes.json'), 'utf8')
    for (const { pid } of Ledger.parse(JSON.parse(ledger)).processes) process.kill(pid, 'SIGKILL')
    await turn
    await window.turn('again')
    await window.turn('and on')
    const live = await window.messages(2)
    expect(told(live).map((line) => line.replace(/^failed: .*/u, 'failed'))).toEqual([
      'user: go',
      'assistant: uses Bash',
      'failed',
      'user: (tool_result)',
      'user: again',
      'assistant: On it.',
      'user: and on',
      'assistant: More.'
    ])
    await server.restart()
    const again = await (await server.window(window.id)).messages(50)
    expect(again.map(({ id }) => id)).toEqual(live.map(({ id }) => id))
    expect(told(again)).toEqual(told(live))
  })
})
