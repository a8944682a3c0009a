import { expect, it } from 'vitest'
import { readMetadata, usageOf } from '../../../tests/support/claude/testClaudeReading.ts'
import { makeFolder, promptLine, toText } from '../../../tests/support/transcript/testTranscript.ts'
import type { Failure } from '../../../shared/errors.ts'
import { SessionId } from '../../../shared/ids.ts'
import { damagedLines } from './damagedLines.ts'
import { UsageCounts } from '../acts/sessionUsage.ts'

it('says how many lines could not be read, and nothing when all could', async () => {
  const folder = await makeFolder()
  const told = async (text: string): Promise<string | null> => {
    const { checkpoint } = await readMetadata(await folder.write(text), null)
    return damagedLines(checkpoint)?.message ?? null
  }
  const whole = toText([promptLine('p', null)])
  expect(await told(whole)).toBe(null)
  expect(await told(`{"parentUuid":"x","isSi\n${whole}`)).toMatch(
    /^1 line of this transcript could not be read/
  )
  expect(await told(`{"parentUuid":"x","isSi\n${whole}{"type":"user",\n`)).toMatch(/^2 lines of/)
  expect(damagedLines(null)).toBe(null)
  await folder.remove()
})

it('is told when a session that was never counted before is counted while it is open, once', async () => {
  const folder = await makeFolder()
  const file = await folder.write(`{"parentUuid":"x","isSi\n${toText([promptLine('p', null)])}`)
  const told: Failure[] = []
  const id = SessionId.parse('aaaaaaaa-0000-4000-8000-000000000002')
  const session = {
    stored: { id, checkpoint: null },
    past: { flushed: () => Promise.resolve(), account: () => readMetadata(file, null), usage: usageOf },
    host: { state: { problem: null }, report: (problem: Failure) => told.push(problem) }
  }
  const counts = new UsageCounts()
  await counts.of({ ...session, host: null })
  expect(told).toEqual([])
  await counts.of(session)
  await counts.of(session)
  expect(told.map(({ code }) => code)).toEqual(['transcript_damaged'])
  await folder.remove()
})
