import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { copyBranch, readMetadata, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { TranscriptWriter } from '../write/append.ts'
import {
  answer,
  makeFolder,
  prompt,
  result,
  said,
  toolUse
} from '../../../tests/support/transcript/testTranscript.ts'
import type { TestFolder } from '../../../tests/support/transcript/testTranscript.ts'

let folder: TestFolder
let file: string
let to: string
const sessionId = 'the copy'
const options = { sessionId: 's', cwd: '/home/dev/p', version: '0.1.0', agent: 'guide' as const }
const usage = { input_tokens: 3, output_tokens: 4 }
const longResult: SessionMessage = result('r1', 't1', 'x'.repeat(40_000))

beforeEach(async () => {
  folder = await makeFolder()
  file = join(folder.path, 'session.jsonl')
  to = join(folder.path, 'copy.jsonl')
  const writer = await TranscriptWriter.open(file, options)
  await writer.append([prompt('p1'), answer('m1', said('one'), toolUse('t1')), longResult], usage)
  await writer.append([answer('m2', said('two')), prompt('p2'), answer('m3', said('three'))], usage)
  const other = await TranscriptWriter.open(file, { ...options, after: 'r1' })
  await other.append([prompt('p3'), answer('m4', said('four'))], usage)
})
afterEach(() => folder.remove())

const ids = async (path: string): Promise<string[]> =>
  (await readPage(path, { limit: 50 })).messages.map(({ id }) => id)

it.each([
  ['p1', ['p1']],
  ['m2', ['p1', 'm1', 'r1', 'm2']],
  ['p2', ['p1', 'm1', 'r1', 'm2', 'p2']],
  ['m4', ['p1', 'm1', 'r1', 'p3', 'm4']]
])('goes through %s and no further, on its own branch', async (throughMessageId, expected) => {
  expect(await copyBranch(file, { throughMessageId, to, sessionId })).toBe(true)
  expect(await ids(to)).toStrictEqual(expected)
})

it('takes the results along that a message asked for', async () => {
  await copyBranch(file, { throughMessageId: 'm1', to, sessionId })
  expect(await ids(to)).toStrictEqual(['p1', 'm1', 'r1'])
})

it('is whole, names its own session, and counts what it holds', async () => {
  await copyBranch(file, { throughMessageId: 'm2', to, sessionId })
  const records = (await readFile(to, 'utf8')).trimEnd().split('\n')
  const originals = (await readFile(file, 'utf8')).trimEnd().split('\n').slice(0, records.length)
  expect(records).toStrictEqual(
    originals.map((line) => line.replace('"sessionId":"s"', `"sessionId":"${sessionId}"`))
  )
  expect((await stat(to)).mode & 0o777).toBe(0o600)
  expect((await readMetadata(to, null)).metadata).toMatchObject({ totalTokens: 7, messageCount: 3 })
})

it('can be written on', async () => {
  await copyBranch(file, { throughMessageId: 'm2', to, sessionId })
  await (await TranscriptWriter.open(to, { ...options, sessionId })).append([prompt('p9')])
  expect(await ids(to)).toStrictEqual(['p1', 'm1', 'r1', 'm2', 'p9'])
  expect(await ids(file)).toStrictEqual(['p1', 'm1', 'r1', 'p3', 'm4'])
})

it('makes no file for a message that is not there', async () => {
  expect(await copyBranch(file, { throughMessageId: 'nobody', to, sessionId })).toBe(false)
  expect(await readdir(folder.path)).toStrictEqual(['session.jsonl'])
})

it('leaves nothing behind when it could not be written', async () => {
  const nowhere = join(folder.path, 'no such folder', 'copy.jsonl')
  await expect(copyBranch(file, { throughMessageId: 'm2', to: nowhere, sessionId })).rejects.toMatchObject({
    code: 'ENOENT'
  })
  expect(await readdir(folder.path)).toStrictEqual(['session.jsonl'])
})
