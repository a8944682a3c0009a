/** Whatever a transcript's file holds, it is read: no crash, no hang, nothing changed. */
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  listBranches,
  placeBefore,
  placeThrough,
  readMetadata,
  readSessionPage
} from '../support/claude/testClaudeReading.ts'
import { MessageSearch } from '../../electron/transcript/find/findMessages.ts'
import { needleOf } from '../../electron/transcript/find/findNeedle.ts'
import { makeFolder } from '../support/transcript/testTranscript.ts'
import type { TestFolder } from '../support/transcript/testTranscript.ts'
import { htmlExport } from '../../electron/export/htmlExport.ts'
import { jsonExport } from '../../electron/export/jsonExport.ts'
import { markdownExport } from '../../electron/export/markdownExport.ts'
import { maskMessage } from '../../electron/export/maskMessage.ts'
import { maskSecrets } from '../../electron/export/maskSecrets.ts'
import { facts } from '../support/export/testExport.ts'
import { SessionMessage } from '../../shared/session.ts'
import { fuzzRuns, fuzzTimeout } from './support/fuzzRuns.ts'

let folder: TestFolder
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '__proto__', 'constructor', 'toString', '')
const words = fc.oneof(
  fc.string({ maxLength: 30, unit: 'binary' }),
  fc.constantFrom('hello', '\u0000', '\ud800', '<command-name>x', '<task-notification><summary>', '\u001b[31m', 'password=hunter2', '\u2028', '[Request interrupted by user')
) // prettier-ignore
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  words,
  fc.constant(null),
  fc.double(),
  fc.constant({ ['__proto__']: 1 })
)
const block = fc.oneof(
  fc.record({ type: fc.constant('text'), text: fc.oneof(words, anything) }),
  fc.record({ type: fc.constant('thinking'), thinking: words }),
  fc.record({ type: fc.constant('tool_use'), id: fc.oneof(ids, anything), name: fc.oneof(words, fc.constant('Task')), input: anything }),
  fc.record({ type: fc.constant('tool_result'), tool_use_id: ids, content: fc.oneof(words, anything, fc.array(anything, { maxLength: 3 })), is_error: anything }),
  fc.record({ type: fc.constant('image'), source: anything }),
  fc.record({ type: fc.constant('document'), source: fc.oneof(anything, fc.record({ type: fc.constant('text'), data: words })) }),
  anything
) // prettier-ignore
const record = fc.record(
  {
    type: fc.oneof(
      fc.constantFrom('user', 'assistant', 'system', 'attachment', 'summary', 'progress'),
      anything
    ),
    subtype: fc.constantFrom('compact_boundary', 'local_command', 'x'),
    uuid: fc.oneof({ weight: 5, arbitrary: ids }, anything),
    parentUuid: fc.oneof({ weight: 5, arbitrary: ids }, fc.constant(null), anything),
    logicalParentUuid: ids,
    isSidechain: fc.oneof(fc.boolean(), anything),
    isMeta: anything,
    timestamp: fc.oneof(
      fc.constantFrom('2026-01-05T08:00:00.000Z', 'yesterday', '2026-02-31T00:00:00Z', ''),
      anything
    ),
    entrypoint: fc.constantFrom('skein', 'cli'),
    notice: anything,
    apiBlockIndex: anything,
    message: fc.oneof(
      fc.record({
        id: ids,
        role: fc.constantFrom('user', 'assistant'),
        model: anything,
        content: fc.oneof(words, fc.array(block, { maxLength: 4 }), anything),
        usage: fc.oneof(fc.record({ input_tokens: anything, output_tokens: anything }), anything)
      }),
      anything
    ),
    toolUseResult: anything,
    content: anything
  },
  { requiredKeys: ['type'] }
)
const line = fc.oneof(
  { weight: 8, arbitrary: record.map((value) => JSON.stringify(value)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(record, fc.nat({ max: 200 }))
      .map(([value, cut]) => JSON.stringify(value).slice(0, cut))
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '{',
      '[]',
      'null',
      '"',
      '\u0000\u0000',
      '{"a":',
      '\ufeff{}',
      '{"uuid":"a","__proto__":{"x":1}}'
    )
  }
)
const file = fc
  .tuple(fc.array(line, { maxLength: 14 }), fc.constantFrom('\n', '\r\n', '\n\n'), fc.boolean(), fc.boolean())
  .map(
    ([lines, newline, hasMark, isTorn]) =>
      `${hasMark ? '\ufeff' : ''}${lines.join(newline)}${isTorn ? '' : newline}`
  )

/** All that is asked of a transcript. Fails when something rejects, does not end, or gives what no window would take. */
async function readAll(path: string): Promise<number> {
  const messages: SessionMessage[] = []
  const search = new MessageSearch('hello', 50, null)
  let before: string | null = null
  for (let pages = 0; ; pages += 1) {
    expect(pages).toBeLessThan(200)
    const unreadable: unknown[] = []
    const page: { messages: readonly SessionMessage[]; before: string | null } = await readSessionPage(path, {
      limit: 3,
      before,
      whole: true,
      onUnreadable: (_file, error) => unreadable.push(error)
    })
    expect(unreadable).toEqual([])
    await search.addOlder(page.messages)
    messages.unshift(...page.messages)
    before = page.before
    if (before === null) break
  }
  for (const message of messages) SessionMessage.parse(JSON.parse(JSON.stringify(message)))
  search.result()
  await readMetadata(path, null)
  await listBranches(path)
  for (const id of ['a', 'c', '__proto__', messages[0]?.id ?? ''])
    await Promise.all([placeBefore(path, id), placeThrough(path, id)])
  const masked = messages.map((message) => maskMessage(message, maskSecrets))
  for (const document of [markdownExport(facts), htmlExport(facts), jsonExport(facts)]) {
    let length = 0
    for (const piece of document.page(masked)) length += piece.length
    expect(length).toBeGreaterThanOrEqual(0)
  }
  return messages.length
}

it(
  'of generated records everything is read, and nothing changed',
  async () => {
    const runs = fuzzRuns()
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        const path = await folder.write(text)
        const bytes = await readFile(path)
        await readAll(path)
        expect(await readFile(path)).toEqual(bytes)
        expect(Reflect.ownKeys(Object.prototype)).toEqual(prototypeKeys)
      }),
      runs
    )
  },
  fuzzTimeout(fuzzRuns()) * 3
)

const prototypeKeys = Reflect.ownKeys(Object.prototype)

const user = (uuid: string, parentUuid: string | null, content: unknown): string =>
  `${JSON.stringify({ type: 'user', uuid, parentUuid, isSidechain: false, timestamp: '2026-01-05T08:00:00.000Z', message: { role: 'user', content } })}\n`
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
const tool = (input: string): string =>
  `{"type":"assistant","uuid":"t","parentUuid":"a","isSidechain":false,"timestamp":"2026-01-05T08:00:00.000Z","message":{"id":"m","role":"assistant","content":[{"type":"tool_use","id":"u","name":"Read","input":${input}}]}}\n`

describe('large and strange files', () => {
  it.each<readonly [string, () => string]>([
    ['a line of ten megabytes', () => user('a', null, 'x'.repeat(10_000_000))],
    ['ten megabytes without a line break', () => 'x'.repeat(10_000_000)],
    ['ten megabytes of NUL', () => '\u0000'.repeat(10_000_000)],
    ['a million empty lines', () => '\n'.repeat(1_000_000)],
    ['a value that nests ten thousand levels', () => user('a', null, 'hi') + tool(deep(10_000))],
    [
      'an unknown block that nests as deep',
      () =>
        `{"type":"user","uuid":"a","parentUuid":null,"message":{"role":"user","content":[{"type":"x","y":${deep(10_000)}}]}}\n`
    ],
    [
      'an unknown record that nests as deep',
      () => `{"type":"strange","uuid":"a","parentUuid":null,"y":${deep(10_000)}}\n`
    ],
    [
      'a value of many thousand keys',
      () =>
        user('a', null, 'hi') +
        tool(`{${Array.from({ length: 30_000 }, (_, at) => `"k${at}":${at}`).join(',')}}`)
    ],
    [
      'records that follow one another in a circle',
      () => user('a', 'c', '1') + user('b', 'a', '2') + user('c', 'b', '3')
    ],
    ['a record that follows itself', () => user('a', 'a', '1')],
    ['twenty thousand records of one id', () => user('a', null, 'hello').repeat(20_000)],
    [
      'five thousand branches',
      () => Array.from({ length: 5_000 }, (_, at) => user(`n${at}`, null, `hello ${at}`)).join('')
    ],
    ['many hits in one line of megabytes', () => user('a', null, 'hello '.repeat(300_000))]
  ])('%s', async (_what, text) => {
    const path = await folder.write(text())
    const before = process.cpuUsage()
    const limit = 200
    const page = await readSessionPage(path, { limit, before: null, onUnreadable: () => undefined })
    expect(() => JSON.stringify(page.messages)).not.toThrow()
    const search = new MessageSearch('hello', 50, null)
    await search.addOlder(page.messages)
    await readMetadata(path, null)
    await listBranches(path)
    for (const document of [markdownExport(facts), htmlExport(facts), jsonExport(facts)]) {
      const masked = page.messages.map((message) => maskMessage(message, maskSecrets))
      for (const piece of document.page(masked)) expect(typeof piece).toBe('string')
    }
    const { user: spent, system } = process.cpuUsage(before)
    expect((spent + system) / 1_000).toBeLessThan(15_000)
  })
})

it('a needle is looked for in time that grows with the line alone', () => {
  const queries = [
    'a'.repeat(500),
    'é'.repeat(500),
    'k'.repeat(500),
    '\\'.repeat(500),
    'ab'.repeat(250),
    '"a'.repeat(250)
  ]
  const lineOf = (length: number): Buffer => Buffer.from('ab'.repeat(length / 2))
  for (const query of queries) {
    const holds = needleOf(query).mayStandIn
    const start = performance.now()
    holds(lineOf(4_000_000))
    expect(performance.now() - start).toBeLessThan(2_000)
  }
})
