import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readMetadata } from '../../../tests/support/claude/testClaudeReading.ts'
import { MetadataCheckpoint } from './metadata.ts'
import {
  answerLine,
  fixtureFolder,
  folderForEach,
  promptLine,
  resultLine,
  said,
  toText,
  toolUse
} from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()

const usage = (output_tokens: number): object => ({
  input_tokens: 1,
  output_tokens,
  cache_read_input_tokens: 10
})

it('counts each API message once, with the usage of its last line', async () => {
  const lines = [
    promptLine('p1', null, '  What\nis   this? '),
    answerLine('a1', 'p1', 'm1', said('x'), 0, usage(1)),
    answerLine('a2', 'a1', 'm1', toolUse('t1'), 1, usage(50)),
    resultLine('r1', 'a2', 't1'),
    answerLine('a3', 'r1', 'm2', said('y'), 0, usage(5)),
    { ...answerLine('e', 'a3', 'm3', said('API Error'), 0, usage(999)), isApiErrorMessage: true },
    { type: 'custom-title', customTitle: 'First', sessionId: 's' },
    { type: 'custom-title', customTitle: 'Second', sessionId: 's' }
  ]
  const { checkpoint: _, ...account } = await readMetadata(await folder.write(toText(lines)), null)
  expect(account).toStrictEqual({
    metadata: {
      totalTokens: 61 + 16,
      messageCount: 3,
      lastMessageAt: '2026-01-05T08:00:00.000Z',
      firstMessagePreview: 'What is this?'
    },
    title: 'Second',
    cwd: '/home/dev/p',
    startedAt: '2026-01-05T08:00:00.000Z'
  })
})

it('counted on from any byte is the count of the whole', async () => {
  const bytes = await readFile(join(fixtureFolder, 'thinking.jsonl'))
  const whole = await readMetadata(join(fixtureFolder, 'thinking.jsonl'), null)
  for (let cut = 0; cut < bytes.length; cut += 97) {
    const file = await folder.write(bytes.subarray(0, cut))
    const { checkpoint } = await readMetadata(file, null)
    await appendFile(file, bytes.subarray(cut))
    const stored = MetadataCheckpoint.parse(JSON.parse(JSON.stringify(checkpoint)))
    expect(await readMetadata(file, stored)).toStrictEqual(whole)
  }
})

it('counted on reads only what was appended', async () => {
  const file = await folder.write(toText([promptLine('p1', null)]))
  const { checkpoint } = await readMetadata(file, null)
  const bytes = await readFile(file)
  // What was counted is overwritten in place, save for the bytes the file is known by.
  await writeFile(file, Buffer.concat([Buffer.alloc(bytes.length - 40, ' '), bytes.subarray(-40)]))
  await appendFile(file, toText([promptLine('p2', 'p1')]))
  expect((await readMetadata(file, checkpoint)).metadata).toMatchObject({
    messageCount: 2,
    firstMessagePreview: 'p1'
  })
})

it('begins anew when the file is shorter, or another one', async () => {
  const long = await folder.write(toText([promptLine('p1', null), promptLine('p2', 'p1')]))
  const { checkpoint } = await readMetadata(long, null)
  await folder.write(toText([promptLine('q', null)]))
  expect((await readMetadata(long, checkpoint)).metadata.messageCount).toBe(1)
  await folder.write(
    toText([promptLine('other1', null), promptLine('other2', 'other1'), promptLine('other3', 'other2')])
  )
  expect((await readMetadata(long, checkpoint)).metadata).toMatchObject({
    messageCount: 3,
    firstMessagePreview: 'other1'
  })
})

it('counts a last line without a newline, once', async () => {
  const text = toText([promptLine('p1', null), promptLine('p2', 'p1')])
  const file = await folder.write(text.slice(0, -1))
  const { metadata, checkpoint } = await readMetadata(file, null)
  await appendFile(file, '\n')
  const again = await readMetadata(file, checkpoint)
  expect([metadata.messageCount, again.metadata.messageCount]).toStrictEqual([2, 2])
})

it('adds the tokens of subagents, not their messages', async () => {
  const file = await folder.write(toText([promptLine('p1', null)]))
  const subagents = join(folder.path, 'session', 'subagents')
  await mkdir(subagents, { recursive: true })
  await folder.write(
    await readFile(join(fixtureFolder, 'subagent.sidechain.jsonl')),
    'session/subagents/agent-1.jsonl'
  )
  const first = await readMetadata(file, null)
  expect(first.metadata).toMatchObject({ totalTokens: 2236, messageCount: 1 })
  await folder.write(
    toText([{ ...answerLine('a', null, 'm', said('x')), isSidechain: true }]),
    'session/subagents/agent-2.jsonl'
  )
  expect((await readMetadata(file, first.checkpoint)).metadata).toMatchObject({
    totalTokens: 2239,
    messageCount: 1
  })
})

it('counts a prompt queued in mid-turn and leaves out side chains, commands’ output and notes', async () => {
  const lines = [
    promptLine('p1', null),
    { ...promptLine('s1', null), isSidechain: true },
    { ...answerLine('s2', 's1', 'ms', said('x')), isSidechain: true },
    promptLine('c', 'p1', '<local-command-stdout>done</local-command-stdout>'),
    { ...promptLine('n', 'c'), isMeta: true },
    {
      parentUuid: 'n',
      isSidechain: false,
      attachment: { type: 'queued_command', prompt: 'q' },
      type: 'attachment',
      uuid: 'q'
    }
  ]
  const { metadata } = await readMetadata(await folder.write(toText(lines)), null)
  expect(metadata).toMatchObject({ totalTokens: 3, messageCount: 2 })
})

it('a preview has at most 200 characters and no half ones', async () => {
  const file = await folder.write(toText([promptLine('p1', null, '😀'.repeat(300))]))
  expect((await readMetadata(file, null)).metadata.firstMessagePreview).toBe('😀'.repeat(200))
})

it('tells a missing file as it is', async () => {
  await expect(readMetadata(join(folder.path, 'none'), null)).rejects.toMatchObject({ code: 'ENOENT' })
})
