import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  listBranches,
  placeAfter,
  placeBefore,
  placeThrough,
  readPage
} from '../../../tests/support/claude/testClaudeReading.ts'
import { hasGrownPast } from './branchChoice.ts'
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
import type { Line } from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()

const attached = (uuid: string, parentUuid: string): Line => ({
  parentUuid,
  isSidechain: false,
  attachment: { type: 'date' },
  type: 'attachment',
  uuid,
  timestamp: '2026-01-05T08:00:00.000Z'
})
const lastPrompt = (leafUuid: string): Line => ({ type: 'last-prompt', lastPrompt: 'x', leafUuid })

/** p1 – a1 – (attached) – p2 – a2, and from a1 again p3 – a3. */
const rewound = [
  promptLine('p1', null),
  answerLine('a1', 'p1', 'm1', said('one')),
  attached('x1', 'a1'),
  promptLine('p2', 'x1'),
  answerLine('a2', 'p2', 'm2', said('two')),
  promptLine('p3', 'a1'),
  answerLine('a3', 'p3', 'm3', said('three'))
]
const write = (lines: readonly Line[] = rewound): Promise<string> => folder.write(toText(lines))
const idsFrom = async (file: string, head?: string | null): Promise<string[]> => {
  const page = await readPage(file, { limit: 50, ...(head === undefined ? null : { head }) })
  return page.messages.map(({ id }) => id)
}

describe('before a prompt', () => {
  it.each([
    ['p3', 'a1'],
    ['p2', 'a1'],
    ['p1', null]
  ])('%s stands %s, whatever was attached for the model in between', async (id, at) => {
    expect(await placeBefore(await write(), id)).toStrictEqual({ kind: 'found', at, isTip: false })
  })

  it('is nowhere for what is no prompt, and for what is not there', async () => {
    const file = await write()
    expect([await placeBefore(file, 'm1'), await placeBefore(file, 'nobody')]).toStrictEqual([
      { kind: 'no_prompt' },
      { kind: 'missing' }
    ])
  })

  it('leaves the notice that a session was resumed behind with its prompt', async () => {
    const notice = {
      parentUuid: 'a3',
      isSidechain: false,
      type: 'system',
      content: [said('Resumed.')],
      uuid: 'n',
      entrypoint: 'skein',
      notice: 'resumed'
    }
    const file = await write([...rewound, notice, promptLine('p4', 'n')])
    expect(await placeBefore(file, 'p4')).toStrictEqual({ kind: 'found', at: 'a3', isTip: false })
  })
})

describe('through a message', () => {
  it.each([
    ['p2', 'a2', false],
    ['m2', 'a2', false],
    ['p3', 'a3', true],
    ['p1', 'a3', true],
    ['m1', 'a3', true]
  ])('%s its branch ends newest at %s', async (id, at, isTip) => {
    expect(await placeThrough(await write(), id)).toStrictEqual({ kind: 'found', at, isTip })
  })

  it('the end of the session is where the last prompt line says', async () => {
    const file = await write([...rewound, lastPrompt('a2')])
    expect(await placeThrough(file, 'p2')).toStrictEqual({ kind: 'found', at: 'a2', isTip: true })
    expect(await placeThrough(file, 'p3')).toStrictEqual({ kind: 'found', at: 'a3', isTip: false })
  })

  it('may be taken alone', async () => {
    const file = await write()
    expect(await placeAfter(file, 'm1')).toStrictEqual({ kind: 'found', at: 'a1', isTip: false })
    expect(await placeAfter(file, 'm3')).toStrictEqual({ kind: 'found', at: 'a3', isTip: true })
    expect(await placeAfter(file, 'nobody')).toStrictEqual({ kind: 'missing' })
  })
})

it('a page ends where the head is', async () => {
  const file = await write()
  expect([
    await idsFrom(file),
    await idsFrom(file, 'a2'),
    await idsFrom(file, 'a1'),
    await idsFrom(file, null)
  ]).toStrictEqual([['p1', 'm1', 'p3', 'm3'], ['p1', 'm1', 'p2', 'm2'], ['p1', 'm1'], []])
})

it('a page of a chosen branch goes on before it as any page does', async () => {
  const file = await write()
  const newest = await readPage(file, { limit: 1, head: 'a2' })
  const ids = newest.messages.map(({ id }) => id)
  for (let { before } = newest; before !== null;) {
    const page = await readPage(file, { limit: 1, before })
    ids.unshift(...page.messages.map(({ id }) => id))
    before = page.before
  }
  expect(ids).toStrictEqual(['p1', 'm1', 'p2', 'm2'])
})

it('results of parallel tools stay with their branch', async () => {
  const lines = [
    promptLine('p1', null),
    answerLine('a1', 'p1', 'm1', toolUse('t1'), 0),
    answerLine('a2', 'a1', 'm1', toolUse('t2'), 1),
    resultLine('r1', 'a1', 't1'),
    resultLine('r2', 'a2', 't2'),
    answerLine('a3', 'r2', 'm2', said('done')),
    promptLine('p2', 'a3'),
    answerLine('a4', 'p2', 'm3', said('more'))
  ]
  const file = await write(lines)
  expect(await idsFrom(file, 'a3')).toStrictEqual(['p1', 'm1', 'r1', 'r2', 'm2'])
  expect(await placeThrough(file, 'm1')).toStrictEqual({ kind: 'found', at: 'a4', isTip: true })
})

describe('the list of branches', () => {
  it('names the prompts that stand where others stood, oldest first', async () => {
    expect(await listBranches(await write())).toStrictEqual([{ prompts: ['p2', 'p3'] }])
  })

  it('is empty without alternatives', async () => {
    expect(await listBranches(await write(rewound.slice(0, 5)))).toStrictEqual([])
  })

  it('knows the first prompt of a session that was begun again', async () => {
    const lines = [...rewound, promptLine('p4', null), promptLine('p5', 'a1')]
    const ours = lines.map((line) => (line['parentUuid'] === null ? { ...line, entrypoint: 'skein' } : line))
    expect(await listBranches(await write(ours))).toStrictEqual([
      { prompts: ['p1', 'p4'] },
      { prompts: ['p2', 'p3', 'p5'] }
    ])
    const again = { ...promptLine('p4', null), message: rewound[0]?.['message'] }
    expect(await listBranches(await write([...rewound, again]))).toStrictEqual([
      { prompts: ['p1', 'p4'] },
      { prompts: ['p2', 'p3'] }
    ])
  })

  it('takes beginnings that are read one after the other for no alternatives', async () => {
    const lines = [...rewound, promptLine('p4', null), promptLine('p5', 'a line that was lost')]
    expect(await listBranches(await write(lines))).toStrictEqual([{ prompts: ['p2', 'p3'] }])
  })

  it('takes no result and no line of an answer for a prompt', async () => {
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', toolUse('t1'), 0),
      answerLine('a2', 'a1', 'm1', toolUse('t2'), 1),
      resultLine('r1', 'a1', 't1'),
      resultLine('r2', 'a2', 't2')
    ]
    expect(await listBranches(await write(lines))).toStrictEqual([])
  })

  it('is that of the recorded session that was rewound', async () => {
    expect(await listBranches(join(fixtureFolder, 'resumed-rewound.jsonl'))).toStrictEqual([
      { prompts: [expect.stringMatching(/^eb75732e/), expect.stringMatching(/^606e9adb/)] }
    ])
  })
})

it('survives circles and parents that are not there', async () => {
  const file = await write([promptLine('p1', 'p2'), promptLine('p2', 'p1'), promptLine('p3', 'lost')])
  expect(await placeThrough(file, 'p1')).toMatchObject({ kind: 'found', at: 'p2' })
  expect(await placeBefore(file, 'p3')).toStrictEqual({ kind: 'found', at: 'p2', isTip: false })
})

it('a line is only read by its own id, whatever ids stand in it', async () => {
  const nested = answerLine('a1', 'p1', 'm1', { ...toolUse('t1'), input: { uuid: 'p9' } })
  const file = await write([promptLine('p1', null), nested, promptLine('p2', 'a1')])
  expect(await placeBefore(file, 'p2')).toStrictEqual({ kind: 'found', at: 'a1', isTip: false })
})

describe('a transcript has grown past a place', () => {
  const first = toText(rewound.slice(0, 2))
  it.each([
    ['nothing', '', false],
    [
      'lines beside the thread',
      toText([lastPrompt('a1'), { type: 'custom-title', customTitle: 'T' }]),
      false
    ],
    ['a line that was torn', '{"parentUuid":"a1","isSidechain":false,"type":"us', false],
    ['what a subagent said', toText([{ ...promptLine('s', null), isSidechain: true }]), false],
    ['a prompt', toText([promptLine('p2', 'a1')]), true],
    ['a prompt after other lines', toText([lastPrompt('a1'), promptLine('p2', 'a1')]), true]
  ])('by %s: %s', async (_, added, expected) => {
    const file = await folder.write(first + added)
    expect(await hasGrownPast(file, Buffer.byteLength(first))).toBe(expected)
  })

  it('never when it is not there', async () => {
    expect(await hasGrownPast(join(folder.path, 'none.jsonl'), 0)).toBe(false)
  })
})
