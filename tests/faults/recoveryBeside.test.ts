/** What a start makes of a turn whose agent keeps the transcript itself: what that lacks is kept beside it. */
import { appendFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import {
  answerLine,
  promptLine,
  resultLine,
  said,
  toolUse,
  toText
} from '../support/transcript/testTranscript.ts'
import { answerWith, beginAnswer, lastRunOf } from '../contract/scriptedAgent.ts'
import type { ScriptedRun } from '../contract/scriptedAgent.ts'
import { textsOf } from '../contract/sessionTexts.ts'
import { TestServer } from '../contract/testServer.ts'
import { BadDisk } from './badDisk.ts'
import { message, result, journal } from './deadServer.ts'

let server: TestServer

beforeEach(async () => {
  server = await TestServer.start()
})

afterEach(() => server.stop())

const lastRun = (): ScriptedRun => lastRunOf(server.agent)

describe('of an agent that keeps its transcript itself', () => {
  const folder = (): string =>
    join(server.folder, 'claude', 'projects', encodeProjectFolder(server.projectPath))

  /** The agent wrote down the prompt, the answer that asked for a tool, and its result; then all died in the next answer. */
  async function die(): Promise<{ sessionId: string; path: string }> {
    server.agent.transcripts = server.claudeTranscripts
    const { sessionId, path } = await server.openSession()
    const client = await server.enter(sessionId)
    const id = '00000000-0000-4000-8000-000000000001'
    await client.say('go', id)
    await mkdir(folder(), { recursive: true })
    const lines = [
      promptLine(id, null, 'go'),
      answerLine('u1', id, 'a1', toolUse('t1')),
      resultLine('r1', 'u1', 't1')
    ]
    await writeFile(join(folder(), `${sessionId}.jsonl`), toText(lines))
    const run = lastRun()
    run.emit({ type: 'message_added', message: { ...message('a1', 'assistant'), isStreaming: true } })
    run.emit({ type: 'stream_output', messageId: 'a1', index: 0, block: toolUse('t1') })
    run.emit({ type: 'message_added', message: result('r1', 't1') })
    beginAnswer(run, 'a2')
    run.emit({ type: 'stream_output', messageId: 'a2', index: 0, append: 'half an ans' })
    await client.nextEvent('stream_output', (event) => 'append' in event)
    return { sessionId, path }
  }

  const told = [
    'user: go',
    'assistant: tool_use',
    'user: tool_result',
    'assistant: half an ans',
    'system: interrupted'
  ]

  test('the answer that was cut off comes after the result before it, then the notice; all are counted, once', async () => {
    const { sessionId, path } = await die()
    const journalLeft = await readFile(journal(server, sessionId))
    for (let death = 0; death < 3; death += 1) {
      await server.crash(async () => {
        await mkdir(join(server.dataDir, 'journals'), { recursive: true })
        await writeFile(journal(server, sessionId), journalLeft)
      })
      expect(await textsOf(server, path)).toEqual(told)
      expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 3 } })
    }
    const kept = await readFile(join(server.dataDir, 'supplements', `${sessionId}.jsonl`), 'utf8')
    expect(kept.split('\n').filter((line) => line !== '')).toHaveLength(1)
  })

  test('an answer the agent wrote down after all is counted once', async () => {
    const { sessionId, path } = await die()
    await server.crash()
    const late = answerLine('u2', 'r1', 'a2', { type: 'text', text: 'half an answer, and the rest' })
    await appendFile(join(folder(), `${sessionId}.jsonl`), toText([late]))
    const client = await server.enter(sessionId)
    await client.say('next')
    lastRun().emit({ type: 'turn_ended', outcome: 'interrupted' })
    await client.nextEvent('message_complete')
    expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 4 } })
    expect((await textsOf(server, path)).slice(0, 5)).toEqual([
      ...told.slice(0, 3),
      'assistant: half an answer, and the rest',
      'system: interrupted'
    ])
  })

  test('a turn that went well and that it could not write down is kept by us', async () => {
    server.agent.transcripts = server.claudeTranscripts
    const { sessionId, path } = await server.openSession()
    await mkdir(folder(), { recursive: true })
    await writeFile(
      join(folder(), `${sessionId}.jsonl`),
      toText([promptLine('p0', null), answerLine('u0', 'p0', 'a0', said('before'))])
    )
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['said on a full disk'])
    await client.say('go')
    await client.nextEvent('message_complete')
    await server.crash()
    expect(await textsOf(server, path)).toEqual([
      'user: p0',
      'assistant: before',
      'system: resumed',
      'user: go',
      'assistant: said on a full disk'
    ])
    expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 4 } })
  })

  test('what it did not write is tried again until the disk takes it', async () => {
    const { path } = await die()
    const disk = await BadDisk.below(server.dataDir)
    try {
      disk.fill()
      lastRun().emit({ type: 'turn_ended', outcome: 'interrupted' })
      const client = server
      await client.get(path)
      disk.heal()
      await vi.waitFor(async () => {
        server.clock.skip(60_000)
        expect(await readdir(join(server.dataDir, 'journals'))).toEqual([])
      })
    } finally {
      disk.remove()
    }
    await server.crash()
    expect(await textsOf(server, path)).toEqual(told.slice(0, 4))
    expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 3 } })
  })
})
