/** Forks of Claude Code's sessions, made by the real SDK in a folder of their own: no account, no network. */
import { appendFile, mkdtemp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MessageId, SessionId } from '../../../shared/ids.ts'
import { encodeProjectFolder } from './transcript/locate.ts'
import { answerLine, promptLine, said, toText } from '../../../tests/support/transcript/testTranscript.ts'
import { forkClaude, removeFork } from './forkClaude.ts'
import type { MadeFork } from './forkClaude.ts'

const sessionId = SessionId.parse('5b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9')
const prompt = '11111111-1111-4111-8111-111111111111'
let home: string
let original: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'skein-fork-'))
  const folder = join(home, 'projects', encodeProjectFolder('/work'))
  await mkdir(folder, { recursive: true })
  original = join(folder, `${sessionId}.jsonl`)
  const answer = '22222222-2222-4222-8222-222222222222'
  await writeFile(
    original,
    toText([promptLine(prompt, null, 'one'), answerLine(answer, prompt, 'm1', said('first'))])
  )
})
afterEach(() => rm(home, { recursive: true }))

const fork = (): Promise<MadeFork> =>
  forkClaude({ sessionId, cwd: '/work', throughMessageId: MessageId.parse(prompt), title: 'Mine' }, home)
const files = (): Promise<string[]> => readdir(dirname(original))

test('a fork that is taken back leaves the original and nothing else', async () => {
  const before = await readFile(original, 'utf8')
  const made = await fork()
  expect(await files()).toHaveLength(2)
  await removeFork(made)
  expect(await files()).toEqual([`${sessionId}.jsonl`])
  expect(await readFile(original, 'utf8')).toBe(before)
})

test('one that somebody has written to since stays, and so does another file in its place', async () => {
  const written = await fork()
  await appendFile(written.file, 'more\n')
  await removeFork(written)
  const replaced = await fork()
  const text = await readFile(replaced.file)
  await rename(replaced.file, `${replaced.file}.kept`)
  await writeFile(replaced.file, text)
  await removeFork(replaced)
  expect(await files()).toHaveLength(4)
})
