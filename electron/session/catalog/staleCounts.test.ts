import { appendFileSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMetadata } from '../../../tests/support/claude/testClaudeReading.ts'
import { SessionId } from '../../../shared/ids.ts'
import { silentLog } from '../../log.ts'
import { promptLine, toText } from '../../../tests/support/transcript/testTranscript.ts'
import { seeFiles, withStamp } from '../past/countedFiles.ts'
import { StaleCounts } from './staleCounts.ts'

const idOf = (digit: number): SessionId => SessionId.parse(`00000000-0000-4000-8000-00000000000${digit}`)
const [one, two, three] = [idOf(1), idOf(2), idOf(3)]

let folder: string
const rows = new Map<SessionId, { checkpoint: string | null }>()
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skein-counts-'))
  for (const id of [one, two, three]) {
    writeFileSync(transcript(id), toText([promptLine(id, null, 'hello')]))
    await count(id)
  }
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  rows.clear()
})

const transcript = (id: SessionId): string => join(folder, `${id}.jsonl`)
const supplement = (id: SessionId): string => join(folder, `${id}.supplement`)

async function count(id: SessionId, { hasStamp = true } = {}): Promise<void> {
  const seen = hasStamp ? await seeFiles([transcript(id), supplement(id)]) : null
  const { checkpoint } = await readMetadata(transcript(id), null)
  rows.set(id, { checkpoint: withStamp(checkpoint, seen, null) })
}

/** Those that were counted anew. */
async function recounted(options: { recount?: (id: SessionId) => void } = {}): Promise<SessionId[]> {
  const all: SessionId[] = []
  const counts = new StaleCounts({
    log: silentLog,
    sessionIds: () => [...rows.keys()],
    atRest: (id) => rows.get(id) ?? null,
    see: (id) => seeFiles([transcript(id), supplement(id)]),
    recount: (id) => {
      all.push(id)
      options.recount?.(id)
      return Promise.resolve()
    }
  })
  counts.begin()
  await counts.settled
  return all
}

test('nothing is counted again where nothing changed', async () => {
  expect(await recounted()).toEqual([])
})

const changes: [string, (id: SessionId) => void][] = [
  ['grown', (id) => appendFileSync(transcript(id), toText([promptLine('more', id)]))],
  ['grown by half a line', (id) => appendFileSync(transcript(id), '{"type":"us')],
  ['cut', (id) => truncateSync(transcript(id), 20)],
  ['emptied', (id) => truncateSync(transcript(id), 0)],
  ['put in order beside it', (id) => writeFileSync(supplement(id), 'what it lacks')]
]
test.each(changes)('a transcript that was %s is, and no other', async (_how, change) => {
  change(two)
  expect(await recounted()).toEqual([two])
})

test('a copy that was put back is known by what it holds, not by its time', async () => {
  utimesSync(transcript(two), new Date(0), new Date(0))
  expect(await recounted()).toEqual([])
})

test.each<[string, string | null]>([
  ['was never counted', null],
  ['has a count that cannot be read', '{"version":3'],
  ['has a count of another version', '{"version":2,"main":{"offset":1}}']
])('a session that %s is counted', async (_how, checkpoint) => {
  rows.set(two, { checkpoint })
  expect(await recounted()).toEqual([two])
})

test('a count of an older Skein is known by the size of its file', async () => {
  for (const id of [one, two, three]) await count(id, { hasStamp: false })
  appendFileSync(transcript(two), toText([promptLine('more', two)]))
  writeFileSync(supplement(three), 'what it lacks')
  expect(await recounted()).toEqual([two, three])
})

test('a session whose files are not there keeps its count', async () => {
  rmSync(transcript(two))
  expect(await recounted()).toEqual([])
})

test('one that cannot be counted does not stop the others', async () => {
  for (const id of [one, two]) truncateSync(transcript(id), 20)
  const recount = (id: SessionId): void => {
    if (id === one) throw new Error('not now')
  }
  expect(await recounted({ recount })).toEqual([one, two])
})

test('after the close nothing is looked at any more', async () => {
  const looked: SessionId[] = []
  const counts: StaleCounts = new StaleCounts({
    log: silentLog,
    sessionIds: () => [one, two, three],
    atRest: (id) => {
      looked.push(id)
      if (id === two) void counts.close()
      return null
    },
    see: () => Promise.resolve(null),
    recount: () => Promise.resolve()
  })
  counts.begin()
  counts.begin()
  await counts.settled
  expect(looked).toEqual([one, two])
})
