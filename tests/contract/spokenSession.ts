/** For the tests of going back, forks and rest: a session in which prompts were answered, and how it is taken elsewhere. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { Page } from '../../shared/page.ts'
import { shortly } from './sessionTexts.ts'
import type { SocketClient } from './socketClient.ts'
import type { TestServer } from './testServer.ts'

export const refusal = (code: string): object => ({ error: { code, message: expect.stringMatching(/\w/) } })

interface Spoken {
  readonly path: string
  readonly sessionId: string
  readonly client: SocketClient
  /** Ids of the prompts, by their text. */
  readonly ids: Record<string, string>
  say(text: string): Promise<void>
}

/** A session in which these prompts were answered. */
export async function spoken(server: TestServer, ...texts: string[]): Promise<Spoken> {
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  const ids: Record<string, string> = {}
  const say = async (text: string): Promise<void> => {
    const turns = client.events.filter(({ type }) => type === 'message_complete').length
    ids[text] = randomUUID()
    await client.say(text, ids[text])
    await client.nextEvent('message_complete', undefined, turns)
  }
  for (const text of texts) await say(text)
  return { path, sessionId, client, ids, say }
}

export async function rewind(
  server: TestServer,
  path: string,
  messageId: string | undefined,
  place = 'before'
): Promise<string[]> {
  const { status, body } = await server.request('POST', `${path}/rewind`, { messageId, place })
  expect(status).toBe(200)
  return Page.parse(body).messages.map(shortly)
}
