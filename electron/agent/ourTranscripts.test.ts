import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SessionId } from '../../shared/ids.ts'
import type { AgentId } from '../../shared/ids.ts'
import { TranscriptWriter } from '../transcript/write/append.ts'
import { ourTranscripts } from './ourTranscripts.ts'

const one = SessionId.parse('aaaaaaaa-0000-4000-8000-000000000001')
const two = SessionId.parse('aaaaaaaa-0000-4000-8000-000000000002')

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'skein-ours-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const sourceIn = (folder: string): ReturnType<typeof ourTranscripts> =>
  ourTranscripts({ dataDir: join(root, folder) })

async function say(source: ReturnType<typeof ourTranscripts>, sessionId: SessionId, agent: AgentId) {
  const file = source.fileOf(sessionId)
  await mkdir(dirname(file), { recursive: true })
  const writer = await TranscriptWriter.open(file, { sessionId, cwd: '/p', version: '0', agent })
  const createdAt = '2026-01-01T00:00:00.000Z'
  const content = [{ type: 'text' as const, text: 'hello' }]
  await writer.append([{ id: `of ${sessionId}`, role: 'user', content, createdAt, isStreaming: false }])
  return file
}

const idsIn = async (source: ReturnType<typeof ourTranscripts>): Promise<string[]> => {
  const ids: string[] = []
  for await (const { sessionId } of source.list()) ids.push(sessionId)
  return ids.toSorted()
}

test('a transcript says whose session it is', async () => {
  const source = sourceIn('data')
  expect(await source.agentOf(await say(source, one, 'guide'))).toBe('guide')
  expect(await source.agentOf(await say(source, two, 'acp:gone'))).toBe('acp:gone')
})

test('it says so though its first line is torn', async () => {
  const source = sourceIn('data')
  await mkdir(join(root, 'data', 'transcripts'), { recursive: true })
  await writeFile(source.fileOf(one), '{"parentUuid":null,"type":"user","agent":"acp:to')
  expect(await source.agentOf(await say(source, one, 'acp:gone'))).toBe('acp:gone')
})

test('one of before does not say it; what the records of others say of agents counts for nothing', async () => {
  const source = sourceIn('data')
  await mkdir(join(root, 'data', 'transcripts'), { recursive: true })
  const lines = [
    { type: 'user', uuid: 'a', entrypoint: 'skein', message: { role: 'user', content: '"agent"' } },
    { type: 'user', uuid: 'b', agent: 'acp:other', message: { role: 'user', content: 'x' } }
  ]
  await writeFile(source.fileOf(one), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  expect(await source.agentOf(source.fileOf(one))).toBe(null)
})

test('what cannot be an agent is not taken for one', async () => {
  const source = sourceIn('data')
  await mkdir(join(root, 'data', 'transcripts'), { recursive: true })
  const line = {
    type: 'user',
    uuid: 'a',
    entrypoint: 'skein',
    agent: 'x'.repeat(201),
    message: { content: 'x' }
  }
  await writeFile(source.fileOf(one), `${JSON.stringify(line)}\n`)
  await expect(source.agentOf(source.fileOf(one))).rejects.toThrow('Too big')
})

test('each data folder has its own transcripts, also of one id', async () => {
  const [first, second, none] = [sourceIn('first'), sourceIn('second'), sourceIn('none')]
  await say(first, one, 'guide')
  await say(second, one, 'acp:other')
  await say(second, two, 'acp:other')
  await writeFile(join(root, 'second', 'transcripts', 'notes.txt'), 'x')
  expect(await Promise.all([first, second, none].map(idsIn))).toEqual([[one], [one, two], []])
  expect(await first.locate({ sessionId: two, cwd: '/p' })).toBe(null)
  expect(await second.locate({ sessionId: two, cwd: '/p' })).toBe(second.fileOf(two))
  expect(await first.agentOf(first.fileOf(one))).toBe('guide')
  expect(await second.agentOf(second.fileOf(one))).toBe('acp:other')
})
