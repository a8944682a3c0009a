import { appendFile, open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readInPages, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import { PREVIEW_LENGTH } from '../record/blocks.ts'
import { encodeCursor } from './cursor.ts'
import {
  answer,
  answerLine,
  folderForEach,
  prompt,
  promptLine,
  result,
  resultLine,
  said,
  toText,
  toolUse
} from '../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()

/** Everything the lines read as: in one page, and the same in pages of 1, 2 and 3. */
async function read(lines: readonly Line[] | string | Buffer): Promise<unknown> {
  const content = typeof lines === 'string' || Buffer.isBuffer(lines) ? lines : toText(lines)
  const file = await folder.write(content)
  const { messages, before } = await readPage(file, { limit: 1000 })
  expect(before).toBeNull()
  for (const limit of [1, 2, 3]) expect(await readInPages(file, limit)).toStrictEqual(messages)
  return messages
}

describe('the active branch', () => {
  it('leaves out what was rewound, and keeps what came after', async () => {
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', said('one')),
      promptLine('p2', 'a1'),
      answerLine('a2', 'p2', 'm2', toolUse('t2')),
      resultLine('r2', 'a2', 't2'),
      answerLine('a3', 'r2', 'm3', said('abandoned')),
      promptLine('p2b', 'a1'),
      answerLine('a2b', 'p2b', 'm2b', said('two'))
    ]
    expect(await read(lines)).toStrictEqual([
      prompt('p1'),
      answer('m1', said('one')),
      prompt('p2b'),
      answer('m2b', said('two'))
    ])
  })

  it('keeps the result of a tool when the session was rewound to the tool use itself', async () => {
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', toolUse('t1')),
      resultLine('r1', 'a1', 't1'),
      answerLine('a2', 'r1', 'm2', said('abandoned')),
      promptLine('p2', 'a1')
    ]
    expect(await read(lines)).toStrictEqual([
      prompt('p1'),
      answer('m1', toolUse('t1')),
      result('r1', 't1'),
      prompt('p2')
    ])
  })

  it('takes the result on the branch when two answer one tool use', async () => {
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', toolUse('t1')),
      resultLine('r1', 'a1', 't1', 'first'),
      answerLine('a2', 'r1', 'm2', said('abandoned')),
      resultLine('r1b', 'a1', 't1', 'second'),
      answerLine('a2b', 'r1b', 'm2b', said('kept'))
    ]
    expect(await read(lines)).toStrictEqual([
      prompt('p1'),
      answer('m1', toolUse('t1')),
      result('r1b', 't1', 'second'),
      answer('m2b', said('kept'))
    ])
  })

  it('keeps the results of parallel tools, each behind its own line of the answer', async () => {
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', said('several'), 0),
      answerLine('a2', 'a1', 'm1', toolUse('t1'), 1),
      answerLine('a3', 'a2', 'm1', toolUse('t2'), 2),
      answerLine('a4', 'a3', 'm1', toolUse('t3'), 3),
      resultLine('r1', 'a2', 't1'),
      resultLine('r2', 'a3', 't2'),
      resultLine('r3', 'a4', 't3'),
      answerLine('a5', 'r3', 'm2', said('done'))
    ]
    expect(await read(lines)).toStrictEqual([
      prompt('p1'),
      answer('m1', said('several'), toolUse('t1'), toolUse('t2'), toolUse('t3')),
      result('r1', 't1'),
      result('r2', 't2'),
      result('r3', 't3'),
      answer('m2', said('done'))
    ])
  })

  it('keeps the results of parallel tools in the order in which they ended, whatever hangs on what', async () => {
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', toolUse('t1'), 0),
      answerLine('a2', 'a1', 'm1', toolUse('t2'), 1),
      answerLine('a3', 'a2', 'm1', toolUse('t3'), 2),
      resultLine('r2', 'a2', 't2'),
      resultLine('r3', 'a3', 't3'),
      resultLine('r1', 'a1', 't1'),
      answerLine('a4', 'r1', 'm2', said('done'))
    ]
    expect(await read(lines)).toStrictEqual([
      prompt('p1'),
      answer('m1', toolUse('t1'), toolUse('t2'), toolUse('t3')),
      result('r2', 't2'),
      result('r3', 't3'),
      result('r1', 't1'),
      answer('m2', said('done'))
    ])
  })

  it('keeps every line of an answer when a tool that was not the last one ended last', async () => {
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', toolUse('t1'), 0),
      answerLine('a2', 'a1', 'm1', toolUse('t2'), 1),
      answerLine('a3', 'a2', 'm1', toolUse('t3'), 2),
      resultLine('r1', 'a1', 't1'),
      resultLine('r3', 'a3', 't3'),
      resultLine('r2', 'a2', 't2'),
      answerLine('a4', 'r2', 'm2', said('done'))
    ]
    expect(await read(lines)).toStrictEqual([
      prompt('p1'),
      answer('m1', toolUse('t1'), toolUse('t2'), toolUse('t3')),
      result('r1', 't1'),
      result('r3', 't3'),
      result('r2', 't2'),
      answer('m2', said('done'))
    ])
  })

  it('joins an answer whose results came between its lines', async () => {
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', toolUse('t1'), 0),
      resultLine('r1', 'a1', 't1'),
      answerLine('a2', 'r1', 'm1', toolUse('t2'), 1),
      resultLine('r2', 'a2', 't2')
    ]
    expect(await read(lines)).toStrictEqual([
      prompt('p1'),
      answer('m1', toolUse('t1'), toolUse('t2')),
      result('r1', 't1'),
      result('r2', 't2')
    ])
  })

  it('follows the tip that last-prompt names when another branch was written last', async () => {
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', said('one')),
      promptLine('p2', 'a1'),
      answerLine('a2', 'p2', 'm2', said('two')),
      promptLine('other', 'a1'),
      { type: 'last-prompt', lastPrompt: 'p2', leafUuid: 'a2', sessionId: 's' }
    ]
    expect(await read(lines)).toStrictEqual([
      prompt('p1'),
      answer('m1', said('one')),
      prompt('p2'),
      answer('m2', said('two'))
    ])
  })

  it('goes on beyond a tip that last-prompt named too early', async () => {
    const tip = { type: 'last-prompt', lastPrompt: 'p1', leafUuid: 'p1', sessionId: 's' }
    const lines = [promptLine('p1', null), answerLine('a1', 'p1', 'm1', said('one')), tip]
    expect(await read(lines)).toStrictEqual([prompt('p1'), answer('m1', said('one'))])
  })

  it('goes through a compaction by the logical parent', async () => {
    const boundary = {
      parentUuid: null,
      logicalParentUuid: 'p1',
      isSidechain: false,
      type: 'system',
      subtype: 'compact_boundary',
      content: 'Conversation compacted',
      timestamp: '2026-01-05T08:00:00.000Z',
      uuid: 'b'
    }
    const lines = [promptLine('p1', null), promptLine('rewound', 'p1'), boundary, promptLine('p2', 'b')]
    expect(await read(lines)).toStrictEqual([
      prompt('p1'),
      { ...prompt('b', 'Conversation compacted'), role: 'system', notice: 'compacted' },
      prompt('p2')
    ])
  })

  it('shows a record of an unknown kind where it stands, in the chain or beside it', async () => {
    const inChain = {
      parentUuid: 'p1',
      isSidechain: false,
      type: 'novelty',
      uuid: 'n1',
      timestamp: '2026-01-05T08:00:00.000Z'
    }
    const beside = { type: 'marvel', uuid: 'n2', timestamp: '2026-01-05T08:00:00.000Z' }
    const unknown = (raw: { uuid: string }): object => ({
      ...prompt(raw.uuid),
      role: 'system',
      content: [{ type: 'unknown', raw }]
    })
    const lines = [promptLine('p1', null), inChain, beside, promptLine('p2', 'n1'), { type: 'tag', tag: 'x' }]
    expect(await read(lines)).toStrictEqual([prompt('p1'), unknown(inChain), unknown(beside), prompt('p2')])
  })

  it('leaves side chains out of the main thread', async () => {
    const side = { ...promptLine('s1', null), isSidechain: true }
    const lines = [promptLine('p1', null), side, { ...promptLine('s2', 's1'), isSidechain: true }]
    expect(await read(lines)).toStrictEqual([prompt('p1')])
  })

  it('is not misled by a uuid that stands inside a message', async () => {
    const decoy = answerLine('a1', 'p1', 'm1', {
      type: 'tool_use',
      id: 't1',
      name: 'X',
      input: { uuid: 'p1' }
    })
    expect(await read([promptLine('p1', null), decoy])).toStrictEqual([
      prompt('p1'),
      answer('m1', { type: 'tool_use', id: 't1', name: 'X', input: { uuid: 'p1' } })
    ])
  })
})

describe('damage', () => {
  it('goes by the order of the file where a parent is missing', async () => {
    const lines = [
      promptLine('p1', null),
      promptLine('p2', 'p1'),
      promptLine('p3', 'gone'),
      promptLine('p4', 'p3')
    ]
    expect(await read(lines)).toStrictEqual(['p1', 'p2', 'p3', 'p4'].map((id) => prompt(id)))
  })

  it('reads a file in which every parent is missing', async () => {
    const ids = Array.from({ length: 9 }, (_, at) => `p${at}`)
    expect(await read(ids.map((id) => promptLine(id, `gone-${id}`)))).toStrictEqual(
      ids.map((id) => prompt(id))
    )
  })

  it('reads a file without any ids in the order it was written', async () => {
    const text = toText([
      { type: 'user', message: { role: 'user', content: 'hello' }, timestamp: '2026-01-05T08:00:00.000Z' },
      {
        type: 'assistant',
        message: { role: 'assistant', content: [said('hi')] },
        timestamp: '2026-01-05T08:00:00.000Z'
      }
    ])
    const second = text.indexOf('\n') + 1
    expect(await read(text)).toStrictEqual([
      prompt('line:0', 'hello'),
      { ...prompt(`line:${second}`, 'hi'), role: 'assistant' }
    ])
  })

  it('leaves out a torn last line, and shows it when it is whole', async () => {
    const whole = toText([promptLine('p1', null), promptLine('p2', 'p1')])
    expect(await read(whole.slice(0, -20))).toStrictEqual([prompt('p1')])
    expect(await read(whole.slice(0, -1))).toStrictEqual([prompt('p1'), prompt('p2')])
  })

  it('goes on before a line that a crash has torn in the middle of the file', async () => {
    const text = `${toText([promptLine('p1', null)])}{"parentUuid":"p1","isSid\n${toText([promptLine('p2', 'torn')])}`
    expect(await read(text)).toStrictEqual([prompt('p1'), prompt('p2')])
  })

  it('shows what is no UTF-8 as replacement characters', async () => {
    const bytes = Buffer.from(toText([promptLine('p1', null, 'caf#')]))
    bytes[bytes.indexOf('#')] = 0xe9
    expect(await read(bytes)).toStrictEqual([prompt('p1', 'caf\ufffd')])
  })

  it('leaves out lines that are no records', async () => {
    const text = `nonsense\n[1]\n"text"\nnull\n\n${toText([promptLine('p1', null)])}   \n\n`
    expect(await read(text)).toStrictEqual([prompt('p1')])
  })

  it('reads lines of ten megabytes', async () => {
    const long = 'é'.repeat(5 * 1024 * 1024)
    const lines = [promptLine('p1', null), promptLine('p2', 'p1', long), promptLine('p3', 'p2')]
    expect(await read(lines)).toStrictEqual([prompt('p1'), prompt('p2', long), prompt('p3')])
  })

  it('gives times that are no dates the time of the file', async () => {
    const file = await folder.write(toText([{ ...promptLine('p1', null), timestamp: 'yesterday' }]))
    const handle = await open(file)
    await handle.utimes(0, new Date('2020-02-03T04:05:06.000Z'))
    await handle.close()
    const { messages } = await readPage(file, { limit: 5 })
    expect(messages).toStrictEqual([{ ...prompt('p1'), createdAt: '2020-02-03T04:05:06.000Z' }])
  })

  it('an empty file is an empty page', async () => {
    expect(await read('')).toStrictEqual([])
  })

  it('a missing file is told as it is', async () => {
    await expect(readPage(join(folder.path, 'none.jsonl'), { limit: 5 })).rejects.toMatchObject({
      code: 'ENOENT'
    })
  })
})

describe('pages', () => {
  const chain = Array.from({ length: 30 }, (_, at) => promptLine(`p${at}`, at === 0 ? null : `p${at - 1}`))

  it('are asked for with a cursor that stays right when lines are appended', async () => {
    const file = await folder.write(toText(chain))
    const newest = await readPage(file, { limit: 10 })
    await appendFile(file, toText([promptLine('new', 'p29')]))
    const older = await readPage(file, { limit: 10, before: newest.before })
    expect(older.messages).toStrictEqual(chain.slice(10, 20).map((_, at) => prompt(`p${at + 10}`)))
  })

  it('never part an answer, or a tool from its result', async () => {
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', said('look'), 0),
      answerLine('a2', 'a1', 'm1', toolUse('t1'), 1),
      answerLine('a3', 'a2', 'm1', toolUse('t2'), 2),
      resultLine('r1', 'a2', 't1'),
      resultLine('r2', 'a3', 't2')
    ]
    const file = await folder.write(toText(lines))
    const newest = await readPage(file, { limit: 1 })
    expect(newest.messages).toStrictEqual([
      answer('m1', said('look'), toolUse('t1'), toolUse('t2')),
      result('r1', 't1'),
      result('r2', 't2')
    ])
    expect(await readPage(file, { limit: 1, before: newest.before })).toStrictEqual({
      messages: [prompt('p1')],
      before: null
    })
  })

  it('do not grow without bound for results whose tool use is nowhere', async () => {
    const orphans = Array.from({ length: 400 }, (_, at) => [
      promptLine(`p${at}`, at === 0 ? null : `r${at - 1}`),
      resultLine(`r${at}`, `p${at}`, `lost${at}`)
    ]).flat()
    const file = await folder.write(toText(orphans))
    const page = await readPage(file, { limit: 10 })
    expect(page.messages.length).toBeGreaterThanOrEqual(10)
    expect(page.messages.length).toBeLessThanOrEqual(112)
    expect(await readInPages(file, 10)).toHaveLength(800)
  })

  it.each([
    ['nonsense', 'nonsense'],
    ['of another file', encodeCursor({ at: 1_000_000, wanted: null, ahead: 0 })],
    ['with a negative place', Buffer.from('[-1,null,0]').toString('base64url')]
  ])('refuse a cursor that is %s', async (_, before) => {
    const file = await folder.write(toText(chain))
    await expect(readPage(file, { limit: 5, before })).rejects.toMatchObject({
      status: 400,
      code: 'bad_cursor'
    })
  })

  it('carry previews of long tool results, never half a character', async () => {
    const long = 'x' + '😀'.repeat(PREVIEW_LENGTH)
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', toolUse('t1')),
      resultLine('r1', 'a1', 't1', long)
    ]
    const file = await folder.write(toText(lines))
    const { messages } = await readPage(file, { limit: 1 })
    expect(messages.at(-1)?.content).toStrictEqual([
      {
        type: 'tool_result',
        tool_use_id: 't1',
        content: long.slice(0, PREVIEW_LENGTH - 1),
        is_error: false,
        truncated: { bytes: 1 + 4 * PREVIEW_LENGTH }
      }
    ])
  })
})
