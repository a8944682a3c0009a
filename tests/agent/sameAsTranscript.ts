/** The most important comparison of all: what was streamed is what a reload shows. */
import { expect } from 'vitest'
import { readSessionPage } from '../support/claude/testClaudeReading.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { marked } from '../support/claudeCalls.ts'
import type { BenchSession } from './claudeBench.ts'

export async function expectSameAsTranscript(session: BenchSession): Promise<void> {
  const messages = await readAgain(session)
  expect(session.messages.map(withoutTime)).toEqual(messages.map(withoutTime))
}

/** The newest messages from the transcripts, those of subagents included. */
export async function readAgain(session: BenchSession): Promise<SessionMessage[]> {
  const onUnreadable = (file: string, error: unknown): void => {
    throw new Error(`${file} cannot be read`, { cause: error })
  }
  const { messages } = await readSessionPage(session.transcript, { limit: 200, onUnreadable })
  return messages.map(marked)
}

/** A message streams and is timed when it begins, but is written when it is complete. */
export function withoutTime(message: SessionMessage): Omit<SessionMessage, 'createdAt' | 'isStreaming'> {
  const { createdAt: _time, isStreaming: _open, ...rest } = message
  return rest
}
