/** A prompt that a program wrote down again behind itself is shown once and counted once, on pages of any size. */
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fuzzRuns, fuzzTimeout } from '../../../tests/attacks/support/fuzzRuns.ts'
import {
  copyBranch,
  readInPages,
  readMetadata,
  readPage
} from '../../../tests/support/claude/testClaudeReading.ts'
import { at, exchange } from '../../../tests/support/claude/testReading.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  said,
  toText
} from '../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()
let serial = 0

/** Ids of the page, once pages of every size have said the same; how many are counted. */
async function readingOf(lines: readonly Line[]): Promise<{ ids: readonly string[]; count: number }> {
  const file = await folder.write(toText(lines), `${(serial += 1)}.jsonl`)
  const { messages } = await readPage(file, { limit: 1000 })
  for (const limit of [1, 2, 3, 5]) expect(await readInPages(file, limit)).toStrictEqual(messages)
  const { metadata } = await readMetadata(file, null)
  return { ids: messages.map(({ id }) => id), count: metadata.messageCount }
}

const sent = (uuid: string, parent: string, fields: object = {}): Line => ({
  ...promptLine(uuid, parent, 'do it'),
  ...fields
})
const attached = (uuid: string, parent: string): Line => ({
  parentUuid: parent,
  isSidechain: false,
  attachment: { type: 'date', date: 'today' },
  type: 'attachment',
  uuid
})
const begin = exchange('x', 1, null, 0)
const done = (parent: string): Line => at(answerLine('a', parent, 'ma', said('Done')), 99)
const turn = { promptId: 'P' }

it.each<[string, readonly Line[]]>([
  ['in the same turn', [sent('p', 'xa1', turn), at(sent('p2', 'p', turn), 90)]],
  ['at the same time', [at(sent('p', 'xa1'), 9), at(sent('p2', 'p'), 9)]],
  ['twice', [sent('p', 'xa1', turn), at(sent('p0', 'p', turn), 80), at(sent('p2', 'p0', turn), 90)]],
  [
    'behind what was attached',
    [sent('p', 'xa1', turn), attached('d', 'p'), attached('e', 'd'), at(sent('p2', 'e', turn), 90)]
  ],
  [
    'with notes beside the chain between them',
    [sent('p', 'xa1', turn), { type: 'mode', mode: 'plan' }, at(sent('p2', 'p', turn), 90)]
  ]
])('written again %s, it is shown where it stands first', async (_, lines) => {
  const right = { ids: ['xq1', 'xm1', 'p', 'ma'], count: 4 }
  expect(await readingOf([...begin, ...lines, done('p2')])).toStrictEqual(right)
  expect(await readingOf([...begin, ...lines])).toStrictEqual({ ids: ['xq1', 'xm1', 'p'], count: 3 })
})

it('however long it is', async () => {
  const words = { message: { role: 'user', content: 'word '.repeat(200_000) }, ...turn }
  const lines = [...begin, sent('p', 'xa1', words), sent('p2', 'p', words), done('p2')]
  expect(await readingOf(lines)).toStrictEqual({ ids: ['xq1', 'xm1', 'p', 'ma'], count: 4 })
})

it('at the beginning of the file', async () => {
  const lines = [{ ...sent('p', ''), parentUuid: null, ...turn }, at(sent('p2', 'p', turn), 5), done('p2')]
  expect(await readingOf(lines)).toStrictEqual({ ids: ['p', 'ma'], count: 2 })
})

it.each<[string, Line]>([
  ['the same words sent again', at(sent('p2', 'p'), 90)],
  ['other words in the same turn', at({ ...promptLine('p2', 'p', 'do that'), ...turn }, 90)]
])('%s are shown again', async (_, second) => {
  const lines = [...begin, at(sent('p', 'xa1', turn), 9), second, done('p2')]
  expect(await readingOf(lines)).toStrictEqual({ ids: ['xq1', 'xm1', 'p', 'p2', 'ma'], count: 5 })
})

it('what was said beside the two is shown as before', async () => {
  const hook = {
    ...attached('h', 'p'),
    attachment: { type: 'hook_system_message', hookName: 'Stop', hookEvent: 'Stop', content: 'mind' }
  }
  const lines = [...begin, sent('p', 'xa1', turn), at(hook, 7), at(sent('p2', 'h', turn), 90), done('p2')]
  expect(await readingOf(lines)).toStrictEqual({ ids: ['xq1', 'xm1', 'p', 'h', 'ma'], count: 4 })
  const beside = { type: 'system', isSidechain: false, subtype: 'informational', content: 'n', uuid: 'l' }
  const loose = [...begin, sent('p', 'xa1', turn), at(beside, 7), at(sent('p2', 'p', turn), 90), done('p2')]
  expect((await readingOf(loose)).ids).toStrictEqual(['xq1', 'xm1', 'p', 'l', 'ma'])
})

it('a copy of the session up to it, and up to what followed it, reads as the session does', async () => {
  const lines = [...begin, sent('p', 'xa1', turn), at(sent('p2', 'p', turn), 90), done('p2')]
  const file = await folder.write(toText(lines))
  for (const [id, right] of [
    ['p', ['xq1', 'xm1', 'p']],
    ['ma', ['xq1', 'xm1', 'p', 'ma']]
  ] as const) {
    const to = join(folder.path, `copy-${id}`)
    expect(await copyBranch(file, { throughMessageId: id, to, sessionId: 'copy' })).toBe(true)
    expect((await readPage(to, { limit: 100 })).messages.map((message) => message.id)).toStrictEqual(right)
  }
})

const runs = { ...fuzzRuns(0.03), interruptAfterTimeLimit: 20_000 }

it('whatever is written again, pages and count say the same', { timeout: fuzzTimeout(runs) }, async () => {
  const prompt = fc.record({
    copies: fc.integer({ min: 0, max: 3 }),
    attachments: fc.integer({ min: 0, max: 2 }),
    isSameTurn: fc.boolean(),
    words: fc.constantFrom('go on', 'do it'),
    isAnswered: fc.boolean()
  })
  await fc.assert(
    fc.asyncProperty(fc.array(prompt, { minLength: 1, maxLength: 6 }), async (prompts) => {
      const lines: Line[] = []
      const right: string[] = []
      let parent: string | null = null
      const add = (line: Line, seconds = lines.length): void => {
        lines.push(at(line, seconds))
        parent = String(line['uuid'])
      }
      prompts.forEach(({ copies, attachments, isSameTurn, words, isAnswered }, n) => {
        const sentAt = lines.length
        for (let copy = 0; copy <= copies; copy += 1) {
          const line = promptLine(`p${n}-${copy}`, parent, words)
          add(isSameTurn ? { ...line, promptId: `P${n}` } : line, isSameTurn ? lines.length : sentAt)
          for (let more = 0; more < attachments; more += 1)
            add(attached(`d${n}-${copy}-${more}`, parent ?? ''), sentAt)
        }
        right.push(`p${n}-0`)
        if (!isAnswered) return
        add(answerLine(`a${n}`, parent ?? '', `m${n}`, said(`answer ${n}`)))
        right.push(`m${n}`)
      })
      expect(await readingOf(lines)).toStrictEqual({ ids: right, count: right.length })
    }),
    runs
  )
})
