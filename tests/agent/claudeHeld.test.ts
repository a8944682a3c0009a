/** A session that began in Skein and goes on in a terminal: watched there, followed, taken over, never written by two. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { TakenOver } from '../../shared/steering.ts'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { ClaudeServer, told } from './claudeServer.ts'
import { ClaudeTerminal, whyNoTerminal } from './claudeTerminal.ts'
import { until } from './until.ts'

describe.skipIf(whyNoClaude !== null || whyNoTerminal !== null)('a session in a terminal', () => {
  let server: ClaudeServer
  let terminal: ClaudeTerminal | null = null

  beforeEach(async () => {
    server = await ClaudeServer.start()
  })
  afterEach(async () => {
    await terminal?.stop()
    terminal = null
    await server.stop()
  })

  /** The program writes down an answer a moment after it has told it: who resumes before does not see it. */
  const isWritten = async (id: string, words: string): Promise<void> =>
    until(`“${words}” is written down`, async () => {
      const folder = path.join(server.claudeHome, 'projects', encodeProjectFolder(server.project))
      return (await readFile(path.join(folder, `${id}.jsonl`), 'utf8')).includes(words)
    })

  const open = async (...words: string[]): Promise<ClaudeTerminal> => {
    terminal = await ClaudeTerminal.start(words, {
      home: path.dirname(server.claudeHome),
      cwd: server.project,
      modelUrl: server.model.url
    })
    return terminal
  }

  it('is followed while it runs there, refuses what is sent here, and goes on here when it is taken over', async () => {
    server.model.script([reply(text('First.')), reply(text('Second.')), reply(text('Third.'))])
    const window = await server.open()
    await window.turn('one')
    // The process that works for it here is no other program.
    await server.window(window.id)
    expect((await window.summary()).heldBy ?? null).toBeNull()
    await isWritten(window.id, 'First.')
    const claude = await open('--resume', window.id)
    await until('it is held', async () => (await window.summary()).heldBy?.kind === 'terminal')
    await claude.shows('First.')

    claude.type('two')
    await claude.shows('two')
    claude.type('\r')
    await until('what was said in the terminal is here', () =>
      told(window.liveMessages()).includes('assistant: Second.')
    )
    expect(told(window.liveMessages())).toEqual([
      'user: one',
      'assistant: First.',
      'user: two',
      'assistant: Second.'
    ])

    expect(await window.say('not this', randomUUID())).toMatchObject({
      ok: false,
      error: { code: 'held_elsewhere' }
    })
    const taken = await server.ask('POST', `${window.path}/take-over`, { how: 'end' })
    expect(taken).toEqual({ sessionId: window.id })
    await claude.gone
    expect((await window.summary()).heldBy ?? null).toBeNull()

    await window.turn('three')
    const all = [
      'user: one',
      'assistant: First.',
      'user: two',
      'assistant: Second.',
      'user: three',
      'assistant: Third.'
    ]
    expect(told(window.liveMessages())).toEqual(all)
    expect(told(await window.messages(50))).toEqual(all)
    await server.restart()
    expect(told(await (await server.window(window.id)).messages(2))).toEqual(all)
    expect((await window.summary()).metadata.messageCount).toBe(6)
  })

  it('waits there for a permission, is answered there, and is gone on with in a copy meanwhile', async () => {
    server.model.script([
      reply(text('First.')),
      reply(toolUse('Bash', { command: 'mkdir made' })),
      reply(text('Made.')),
      reply(text('In the copy.'))
    ])
    const window = await server.open()
    await window.turn('one')
    await isWritten(window.id, 'First.')
    const claude = await open('--resume', window.id, '--permission-mode', 'manual')
    await claude.shows('First.')
    claude.type('make it')
    await claude.shows('make it')
    claude.type('\r')
    await until('it waits', async () => (await window.summary()).heldBy?.status === 'waiting')
    const { heldBy } = await window.summary()
    expect(heldBy).toMatchObject({ kind: 'terminal', waitingFor: expect.stringMatching(/permission/) })
    await claude.shows('Do you want to')
    claude.type('\r')
    await until('its answer is here', () => told(window.liveMessages()).includes('assistant: Made.'))
    expect(told(window.liveMessages())).toEqual(told(await window.messages(50)))

    const { sessionId } = TakenOver.parse(
      await server.ask('POST', `${window.path}/take-over`, { how: 'fork' })
    )
    expect(sessionId).not.toBe(window.id)
    const copy = await server.window(sessionId)
    await copy.turn('go on')
    expect(told(await copy.messages(50)).slice(-3)).toEqual([
      'assistant: Made.',
      'user: go on',
      'assistant: In the copy.'
    ])
    expect((await window.summary()).heldBy?.status).toBe('idle')
    claude.type('\u0004\u0004')
    await claude.gone
    await until('it is let go', async () => ((await window.summary()).heldBy ?? null) === null)
  })

  it('stands in the list of sessions to resume there', async () => {
    server.model.script([reply(text('Found again.'))])
    const window = await server.open()
    await window.turn('a sentence to look for')
    const claude = await open('--resume')
    await claude.shows('a sentence to look for')
    expect(claude.drawn).toContain('Resume')
  })
})
