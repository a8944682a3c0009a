/** The most important comparison of all: what was streamed is what a reload shows. */
import { expect } from 'vitest'
import { readPage } from '../../electron/transcript/readPage.ts'
import type { SessionMessage } from '../../shared/session.ts'
import type { BenchSession } from './claudeBench.ts'

export async function expectSameAsTranscript(session: BenchSession): Promise<void> {
  const { messages } = await readPage(session.transcript, { limit: 200 })
  expect(session.messages.map(withoutTime)).toEqual(messages.map(withoutTime))
}

/** A message streams and is timed when it begins, but is written when it is complete. */
export function withoutTime(message: SessionMessage): Omit<SessionMessage, 'createdAt' | 'isStreaming'> {
  const { createdAt: _time, isStreaming: _open, ...rest } = message
  return rest
}
