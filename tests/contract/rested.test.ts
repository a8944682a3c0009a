/** A session that was not loaded for long: what its next prompt says first. */
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { answerLine, promptLine, said, toText } from '../support/transcript/testTranscript.ts'
import { answerWith } from './scriptedAgent.ts'
import { pagesOf, textsOf } from './sessionTexts.ts'
import { TestServer } from './testServer.ts'
import { spoken } from './spokenSession.ts'

let server: TestServer

beforeEach(async () => {
  server = await TestServer.start()
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
})

afterEach(() => server.stop())

describe('a session that rested', () => {
  const hour = 60 * 60_000

  test('says so before its next prompt, and that stays', async () => {
    const { path, sessionId } = await spoken(server, 'one')
    await server.restart()
    server.clock.skip(hour + 60_000)
    const client = await server.enter(sessionId)
    for (const [turn, text] of ['two', 'three'].entries()) {
      await client.say(text)
      await client.nextEvent('message_complete', undefined, turn)
    }
    const expected = [
      'user: one',
      'assistant: about one',
      'system: resumed',
      'user: two',
      'assistant: about two',
      'user: three',
      'assistant: about three'
    ]
    expect(await textsOf(server, path)).toEqual(expected)
    await server.restart()
    expect(await textsOf(server, path)).toEqual(expected)
    const notice = (await pagesOf(server, path))[2]?.content[0]
    expect(notice).toEqual({
      type: 'text',
      text: expect.stringMatching(/^Resumed\. The session had rested since \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/)
    })
  })

  test('says nothing when it was loaded all the time', async () => {
    const { path, say } = await spoken(server, 'one')
    server.clock.skip(hour + 60_000)
    await say('two')
    expect((await textsOf(server, path)).filter((text) => text.startsWith('system'))).toEqual([])
  })

  test('says nothing when it rested for less than an hour', async () => {
    const { path, sessionId } = await spoken(server, 'one')
    await server.restart()
    server.clock.skip(hour - 60_000)
    const client = await server.enter(sessionId)
    await client.say('two')
    await client.nextEvent('message_complete')
    expect((await textsOf(server, path)).filter((text) => text.startsWith('system'))).toEqual([])
  })

  test('says so where the agent keeps the transcript, too', async () => {
    Object.assign(server.agent, { id: 'claude', transcripts: server.claudeTranscripts })
    const project = await server.openProject()
    const folder = join(server.folder, 'claude', 'projects', encodeProjectFolder(server.projectPath))
    const sessionId = randomUUID()
    const file = join(folder, `${sessionId}.jsonl`)
    await mkdir(folder, { recursive: true })
    await writeFile(
      file,
      toText([promptLine('p1', null, 'one'), answerLine('a1', 'p1', 'm1', said('first'))])
    )
    const path = `/api/projects/${project.id}/sessions`
    await server.request('POST', path, { sessionId, agent: 'claude' })
    server.agent.onPrompt = (run, { id, text }) => {
      const more = [promptLine(id, 'a1', text), answerLine('a2', id, 'm2', said('second'))]
      void writeFile(file, toText(more), { flag: 'a' }).then(() => answerWith(run, ['second'], 'm2'))
    }
    const client = await server.enter(sessionId)
    await client.say('two')
    await client.nextEvent('message_complete')
    await server.restart()
    expect(await textsOf(server, `${path}/${sessionId}`)).toEqual([
      'user: one',
      'assistant: first',
      'system: resumed',
      'user: two',
      'assistant: second'
    ])
    expect(await readFile(file, 'utf8')).not.toContain('resumed')
  })
})
