import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { SessionId } from '../../../shared/ids.ts'
import { claudeTranscripts } from '../../agent/claude/transcript/claudeTranscripts.ts'
import { silentLog } from '../../log.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  resultLine,
  said,
  toText,
  toolUse
} from '../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../tests/support/transcript/testTranscript.ts'
import { SessionPast } from '../past/past.ts'
import { findInSession } from './sessionFind.ts'

const sessionId = SessionId.parse('00000000-0000-4000-8000-000000000001')

const folder = folderForEach()

async function pastOf(lines: readonly Line[]): Promise<SessionPast> {
  const file = `claude/projects/-p/${sessionId}.jsonl`
  await mkdir(dirname(`${folder.path}/${file}`), { recursive: true })
  await folder.write(toText(lines), file)
  return new SessionPast({
    transcripts: claudeTranscripts({ home: () => Promise.resolve(`${folder.path}/claude`) }),
    agent: 'claude',
    tools: null,
    dataDir: folder.path,
    sessionId,
    cwd: '/p',
    version: '0',
    log: silentLog,
    onLost: () => undefined
  })
}

/** A session of many pages: each turn a prompt, a tool with its result, an answer. */
function turns(count: number): Line[] {
  return Array.from({ length: count }, (_, at) => [
    promptLine(`p${at}`, at === 0 ? null : `b${at - 1}`, `prompt ${at}`),
    answerLine(`a${at}`, `p${at}`, `m${at}`, toolUse(`t${at}`)),
    resultLine(`r${at}`, `a${at}`, `t${at}`, `${'filler '.repeat(3_000)}needle ${at}`),
    answerLine(`b${at}`, `r${at}`, `n${at}`, said(`answer ${at}`))
  ]).flat()
}

test('all of a long session is found in, with hits in its order', async () => {
  const past = await pastOf(turns(300))
  const { hits, total } = await findInSession({ past, host: null }, { query: 'NEEDLE', limit: 1000 }, null)
  expect(total).toBe(300)
  expect(hits.map(({ messageId, blockIndex }) => [messageId, blockIndex])).toStrictEqual(
    Array.from({ length: 300 }, (_, at) => [`r${at}`, 0])
  )
  const { hits: rare } = await findInSession({ past, host: null }, { query: 'Answer 77', limit: 10 }, null)
  expect(rare.map(({ messageId }) => messageId)).toStrictEqual(['n77'])
})

test('a branch that was left is not found in', async () => {
  const past = await pastOf([
    promptLine('p', null, 'the beginning'),
    answerLine('a', 'p', 'm', said('an apple')),
    promptLine('q', 'p', 'another apple')
  ])
  const { hits } = await findInSession({ past, host: null }, { query: 'apple', limit: 10 }, null)
  expect(hits.map(({ messageId }) => messageId)).toStrictEqual(['q'])
})

test('a session without a transcript holds nothing', async () => {
  const past = await pastOf([])
  expect(await findInSession({ past, host: null }, { query: 'x', limit: 10 }, null)).toStrictEqual({
    hits: [],
    total: 0
  })
})

test('nothing more is read once whoever asked has gone', async () => {
  const past = await pastOf(turns(500))
  const gone = new AbortController()
  let pages = 0
  const begin = past.walk.bind(past)
  past.walk = async (branch) => {
    const walk = await begin(branch)
    const read = walk.page.bind(walk)
    walk.page = async (wish) => {
      pages += 1
      gone.abort(new Error('gone'))
      return read(wish)
    }
    return walk
  }
  const search = findInSession({ past, host: null }, { query: 'needle', limit: 10 }, gone.signal)
  await expect(search).rejects.toThrow('gone')
  expect(pages).toBe(1)
})
