/** A session whose transcript was deleted: read from the vault, restored by the route, and gone on with by the real program. */
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { RestoredSession, VaultState, Verified } from '../../shared/vault.ts'
import { reply, text } from '../fakeModel/script.ts'
import { whyNoClaude } from './claudeBinary.ts'
import { ClaudeServer, told } from './claudeServer.ts'
import { until } from './until.ts'

describe.skipIf(whyNoClaude !== null)('a session whose transcript is gone', () => {
  let server: ClaudeServer
  beforeEach(async () => {
    server = await ClaudeServer.start()
    server.looksForSessions = true
    await server.restart()
  })
  afterEach(() => server.stop())

  it('is still read, and goes on where it was once it is restored', async () => {
    server.model.script([reply(text('The word is heron.')), reply(text('It was heron.'))])
    const window = await server.open()
    await window.turn('Remember a word')
    const folder = path.join(server.claudeHome, 'projects', encodeProjectFolder(server.project))
    const transcript = path.join(folder, `${window.id}.jsonl`)
    await until('the answer is written down', async () =>
      (await readFile(transcript, 'utf8')).includes('The word is heron.')
    )
    await server.restart() // Nobody has it open, and its program has ended.
    await server.ask('PUT', '/api/vault', { enabled: true })
    await until(
      'it is kept',
      async () => VaultState.parse(await server.ask('GET', '/api/vault')).sessions === 1
    )
    const said = await readFile(transcript)
    await rm(folder, { recursive: true })

    const again = await server.window(window.id)
    expect(told(await again.messages(50))).toEqual(['user: Remember a word', 'assistant: The word is heron.'])
    expect(Verified.parse(await server.ask('POST', '/api/vault/verify', {})).damaged).toEqual([])
    const restored = await server.ask('POST', '/api/vault/restore', { sessionId: window.id })
    expect(RestoredSession.parse(restored).path).toBe(transcript)
    expect((await readFile(transcript)).equals(said)).toBe(true)

    await again.turn('Which word?')
    expect(JSON.stringify(server.model.requests.at(-1)?.body)).toContain('The word is heron.')
    expect(told(await again.messages(50))).toEqual([
      'user: Remember a word',
      'assistant: The word is heron.',
      'user: Which word?',
      'assistant: It was heron.'
    ])
  })
})
