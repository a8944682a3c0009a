/** For the tests of recovery: a server that dies in the middle of a turn, and the files it leaves. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { said, toolUse } from '../support/transcript/testTranscript.ts'
import { Status } from '../../shared/protocol.ts'
import type { ContentBlock, SessionMessage } from '../../shared/session.ts'
import { beginAnswer, lastRunOf } from '../contract/scriptedAgent.ts'
import type { TestServer } from '../contract/testServer.ts'

export function message(
  id: string,
  role: SessionMessage['role'],
  ...content: ContentBlock[]
): SessionMessage {
  return { id, role, content, createdAt: new Date().toISOString(), isStreaming: false }
}

export const result = (id: string, toolUseId: string): SessionMessage =>
  message(id, 'user', { type: 'tool_result', tool_use_id: toolUseId, content: 'of it', is_error: false })

/** A prompt, two answers with tools and their results, and an answer that had begun when the server died. */
export async function dieInTurn(server: TestServer): Promise<{ sessionId: string; path: string }> {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('go')
  const run = lastRunOf(server.agent)
  for (const at of [1, 2]) {
    run.emit({
      type: 'message_added',
      message: message(`a${at}`, 'assistant', said(`look ${at}`), toolUse(`t${at}`), said('and wait'))
    })
    run.emit({ type: 'message_added', message: result(`r${at}`, `t${at}`) })
  }
  beginAnswer(run, 'a3')
  run.emit({ type: 'stream_output', messageId: 'a3', index: 0, append: 'half an ans' })
  await client.nextEvent('stream_output', (event) => 'append' in event)
  await vi.waitFor(async () => {
    expect(await readFile(transcript(server, sessionId), 'utf8')).toContain('"r2"')
  })
  return { sessionId, path }
}

export const turn = [
  'user: go',
  'assistant: look 1 tool_use and wait',
  'user: tool_result',
  'assistant: look 2 tool_use and wait',
  'user: tool_result',
  'assistant: half an ans',
  'system: interrupted'
]

export const transcript = (server: TestServer, sessionId: string): string =>
  join(server.dataDir, 'transcripts', `${sessionId}.jsonl`)

export const journal = (server: TestServer, sessionId: string): string =>
  join(server.dataDir, 'journals', `${sessionId}.journal`)

export const problems = async (server: TestServer): Promise<string[]> =>
  Status.parse((await server.get('/api/status')).body).problems.map(({ code }) => code)

/** What lay there when the server died. */
interface Left {
  readonly transcript: Buffer
  readonly journal: Buffer
}

export async function left(server: TestServer, sessionId: string): Promise<Left> {
  return {
    transcript: await readFile(transcript(server, sessionId)),
    journal: await readFile(journal(server, sessionId))
  }
}

/** A start that finds these files. */
export async function startWith(server: TestServer, sessionId: string, files: Left): Promise<void> {
  await server.crash(async () => {
    await writeFile(transcript(server, sessionId), files.transcript)
    await writeFile(journal(server, sessionId), files.journal)
  })
}

/** The same bytes without some lines. */
export function withoutLines(bytes: Buffer, isGone: (line: string) => boolean): Buffer {
  const lines = bytes.toString('utf8').trimEnd().split('\n')
  return Buffer.from(
    lines
      .filter((line) => !isGone(line))
      .map((line) => `${line}\n`)
      .join('')
  )
}
