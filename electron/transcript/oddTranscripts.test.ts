/** Transcripts of the kinds that public reports tell of, in our own words, and the right values for list, page and panel alike. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SessionMessage } from '../../shared/session.ts'
import type { SessionUsage } from '../../shared/usage.ts'
import { placeThrough } from './branches.ts'
import { branchRecords } from './copyBranch.ts'
import { findToolResult } from './findBlock.ts'
import { readMetadata, unreadableLines } from './metadata.ts'
import { readPage } from './readPage.ts'
import { readSessionPage } from './readSessionPage.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  readInPages,
  resultLine,
  said,
  toText,
  toolUse
} from './testTranscript.ts'
import type { Line } from './testTranscript.ts'
import { usageOf } from './usageReport.ts'

const folder = folderForEach()

interface Reading {
  /** Role and words of each message. */
  readonly said: readonly string[]
  readonly messages: number
  readonly tokens: number
  readonly preview: string | null
  readonly panel: number
  readonly usage: SessionUsage
  readonly unreadable: number
}

async function read(lines: readonly Line[] | string | Buffer): Promise<Reading> {
  const content = typeof lines === 'string' || Buffer.isBuffer(lines) ? lines : toText(lines)
  const file = await folder.write(content)
  const page = await readSessionPage(file, {
    limit: 1000,
    onUnreadable: (_, error) => {
      throw error
    }
  })
  const { metadata, checkpoint } = await readMetadata(file, null)
  const usage = usageOf(checkpoint)
  const sum = usage.models.map(
    ({ input, output, cacheRead, cacheWrite }) => input + output + cacheRead + cacheWrite
  )
  return {
    said: page.messages.map(wordsOf),
    messages: metadata.messageCount,
    tokens: metadata.totalTokens,
    preview: metadata.firstMessagePreview,
    panel: sum.reduce((all, some) => all + some, 0),
    usage,
    unreadable: unreadableLines(checkpoint)
  }
}

function wordsOf({ role, notice, sender, parentToolUseId, content }: SessionMessage): string {
  const who = [role, notice, sender?.kind, sender?.name, parentToolUseId].filter(Boolean).join(' ')
  const words = content.map((block) => {
    if (block.type === 'text') return block.text
    if (block.type === 'tool_use') return `[${block.name}]`
    if (block.type === 'tool_result') return typeof block.content === 'string' ? `=${block.content}` : '=…'
    return `(${block.type})`
  })
  return `${who}: ${words.join(' | ')}`
}

const second = (at: number): string =>
  new Date(Date.parse('2026-09-01T09:00:00.000Z') + at * 1000).toISOString()
const at = (line: Line, seconds: number): Line => ({ ...line, timestamp: second(seconds) })
const usage = (input_tokens: number, output_tokens = 0): object => ({ input_tokens, output_tokens })

/** Question and answer `n`, the one after the other. */
function exchange(name: string, n: number, parent: string | null, seconds: number): readonly [Line, Line] {
  return [
    at(promptLine(`${name}q${n}`, parent), seconds),
    at(
      answerLine(
        `${name}a${n}`,
        `${name}q${n}`,
        `${name}m${n}`,
        said(`${name} answer ${n}`),
        0,
        usage(100, 10)
      ),
      seconds + 1
    )
  ]
}

function exchanges(name: string, count: number, parent: string | null, seconds: number): readonly Line[] {
  return Array.from({ length: count }, (_, n) =>
    exchange(name, n + 1, n === 0 ? parent : `${name}a${n}`, seconds + 2 * n)
  ).flat()
}

function boundary(
  uuid: string,
  logicalParentUuid: string | null,
  seconds: number,
  kept?: readonly [string, string]
): Line {
  const [headUuid, tailUuid] = kept ?? []
  return at(
    {
      parentUuid: null,
      isSidechain: false,
      type: 'system',
      subtype: 'compact_boundary',
      content: 'Conversation compacted',
      ...(logicalParentUuid === null ? null : { logicalParentUuid }),
      compactMetadata: {
        trigger: 'manual',
        preTokens: 9000,
        postTokens: 900,
        ...(kept ? { preservedSegment: { headUuid, tailUuid } } : null)
      },
      uuid
    },
    seconds
  )
}

const summary = (uuid: string, parentUuid: string, seconds: number): Line =>
  at({ ...promptLine(uuid, parentUuid, `summary ${uuid}`), isCompactSummary: true }, seconds)
const hookReport = (uuid: string, parentUuid: string, seconds: number): Line =>
  at(
    { parentUuid, isSidechain: false, type: 'system', subtype: 'stop_hook_summary', hookErrors: [], uuid },
    seconds
  )

describe('records written twice', () => {
  it('count once, however far apart', async () => {
    const parts = Array.from({ length: 40 }, (_, n) =>
      at(answerLine(`a${n}`, n === 0 ? 'p' : `a${n - 1}`, `m${n}`, said(`Part ${n}`), 0, usage(1000)), n + 1)
    )
    const lines = [
      at(promptLine('p', null), 0),
      ...parts,
      ...parts,
      at(promptLine('last', 'a39'), 50),
      at(answerLine('end', 'last', 'm-end', said('Over'), 0, usage(1000)), 51)
    ]
    const { said: words, messages, tokens, panel } = await read(lines)
    expect({ messages, tokens, panel, shown: words.length }).toStrictEqual({
      messages: 43,
      tokens: 41_000,
      panel: 41_000,
      shown: 43
    })
    expect(words.slice(-3)).toStrictEqual(['assistant: Part 39', 'user: last', 'assistant: Over'])
  })

  it('are read once where the whole session is written down again', async () => {
    const once = exchanges('x', 3, null, 0)
    const { said: words, messages, tokens } = await read([...once, ...once, ...exchange('x', 4, 'xa3', 60)])
    expect(words).toStrictEqual((await read([...once, ...exchange('x', 4, 'xa3', 60)])).said)
    expect({ messages, tokens }).toStrictEqual({ messages: 8, tokens: 440 })
  })

  it.each<[string, object]>([
    ['follows nothing', {}],
    ['follows nothing it names', { parentUuid: null }],
    ['follows the answer', { parentUuid: 'xa1' }]
  ])('are told once where what a hook says %s', async (_, parent) => {
    const word = {
      ...parent,
      isSidechain: false,
      type: 'attachment',
      uuid: 'h',
      timestamp: second(5),
      attachment: { type: 'hook_system_message', hookName: 'Stop', hookEvent: 'Stop', content: 'Well done' }
    }
    const lines = [...exchange('x', 1, null, 0), word, word, ...exchange('x', 2, 'xa1', 10)]
    const { said: words } = await read(lines)
    expect(words.filter((one) => one.includes('Well done'))).toHaveLength(1)
    expect(words).toHaveLength(5)
  })

  it('counted on from between the two, they count once as well', async () => {
    const once = exchanges('x', 40, null, 0)
    const file = await folder.write(toText(once))
    const { checkpoint } = await readMetadata(file, null)
    await folder.write(toText([...once, ...once]))
    const { metadata } = await readMetadata(file, checkpoint)
    expect(metadata).toMatchObject({ messageCount: 80, totalTokens: 4400 })
  })
})

describe('a second compaction that hangs on a copy of what was compacted first', () => {
  const early = exchanges('early', 40, null, 0)
  const middle = exchanges('mid', 3, 's1', 83)
  const first = [
    ...early,
    boundary('b1', 'earlya40', 81, ['earlya40', 'earlya40']),
    summary('s1', 'b1', 82),
    ...middle
  ]
  const late = [summary('s2', 'b2', 102), ...exchange('late', 1, 's2', 103)]
  const right = [
    ...exchanges('early', 40, null, 0).map((line) => line['uuid']),
    'b1',
    ...middle.map((line) => line['uuid']),
    'b2',
    'lateq1',
    'latea1'
  ]

  it.each([
    [
      'with a hook’s report between',
      [hookReport('h', 'earlya40', 100), boundary('b2', 'h', 101, ['mida3', 'h'])]
    ],
    ['hanging on the copy itself', [boundary('b2', 'earlya40', 101, ['mida3', 'earlya40'])]],
    ['without a word of what was kept', [hookReport('h', 'earlya40', 100), boundary('b2', 'h', 101)]]
  ])('hides nothing, %s', async (_, lines) => {
    const all = [...first, ...early, ...lines, ...late]
    const { said: words, messages, tokens, panel } = await read(all)
    expect({ messages, tokens, panel }).toStrictEqual({ messages: 88, tokens: 4840, panel: 4840 })
    expect(words).toHaveLength(right.length)
    expect(words.slice(79, 83)).toStrictEqual([
      'assistant: early answer 40',
      'system compacted: Conversation compacted | summary s1',
      'user: midq1',
      'assistant: mid answer 1'
    ])
    const file = await folder.write(toText(all))
    const page = await readPage(file, { limit: 1000 })
    for (const limit of [1, 3, 50]) expect(await readInPages(file, limit)).toStrictEqual(page.messages)
    const forked = await branchRecords(file, 'latem1')
    expect(forked?.map(({ uuid }) => uuid)).toContain('mida2')
  })

  it('a boundary that tells the truth is believed: what was rewound before it stays hidden', async () => {
    const lines = [
      ...exchanges('x', 2, null, 0),
      ...exchange('gone', 1, 'xa1', 10),
      ...exchange('y', 1, 'xa2', 20),
      boundary('b', 'ya1', 30, ['yq1', 'ya1']),
      summary('s', 'b', 31),
      ...exchange('z', 1, 's', 32)
    ]
    expect((await read(lines)).said.filter((words) => words.includes('gone'))).toStrictEqual([])
  })
})

describe('torn lines', () => {
  const lines = [...exchanges('x', 5, null, 0)].map((line) => JSON.stringify(line))
  /** The text with line `n` cut to a part of it, and what follows it on the same line. */
  const spliced = (n: number, share: number, between = ''): string =>
    lines
      .map((line, index) =>
        index === n ? line.slice(0, Math.floor(line.length * share)) + between : `${line}\n`
      )
      .join('')
  const rest = (n: number): readonly string[] =>
    Array.from({ length: 10 }, (_, index) => index)
      .filter((index) => index !== n)
      .map((index) =>
        index % 2 === 0 ? `user: xq${index / 2 + 1}` : `assistant: x answer ${(index + 1) / 2}`
      )

  it.each([0.02, 0.3, 0.5, 0.7, 0.85, 0.97])('take nothing with them: cut at %d of it', async (share) => {
    for (const n of [0, 1, 3, 4, 8]) {
      const { said: words, messages, unreadable } = await read(spliced(n, share))
      expect([n, words, messages, unreadable]).toStrictEqual([n, rest(n), 9, 1])
    }
  })

  it('two whole records in one line are both read, and nothing is missed', async () => {
    const { said: words, unreadable } = await read(spliced(3, 1))
    expect([words.length, unreadable]).toStrictEqual([10, 0])
  })

  it.each([
    ['zeros', '\0'.repeat(4096)],
    ['a lone carriage return', '\r'],
    ['a byte order mark', '\ufeff']
  ])('%s before or between records is nothing', async (_, junk) => {
    const whole = await read(`${lines.join('\n')}\n`)
    expect(await read(`${junk}${lines.join(`\n${junk}`)}\n`)).toStrictEqual(whole)
    expect(await read(spliced(4, 1, junk))).toStrictEqual(whole)
  })

  it('a tool’s result, an attachment or a note that was torn takes no neighbour with it', async () => {
    const use = answerLine('a', 'p', 'm', toolUse('t'))
    const result = JSON.stringify(resultLine('r', 'a', 't', 'long '.repeat(200)))
    const attached = JSON.stringify({
      parentUuid: 'p',
      isSidechain: false,
      attachment: { type: 'date', date: 'today' },
      type: 'attachment',
      uuid: 'x'
    })
    const note = JSON.stringify({
      type: 'queue-operation',
      operation: 'enqueue',
      sessionId: 's',
      content: 'go'
    })
    const before = toText([promptLine('p', null), use])
    for (const torn of [result, attached, note]) {
      const text = `${before}${torn.slice(0, torn.length / 2)}${toText([promptLine('q', 'a')])}`
      const { said: words, messages, unreadable } = await read(text)
      expect([words, messages, unreadable]).toStrictEqual([['user: p', 'assistant: [Read]', 'user: q'], 3, 1])
    }
  })

  it('the whole of a result is found in a damaged line', async () => {
    const text = `${toText([promptLine('p', null), answerLine('a', 'p', 'm', toolUse('t'))])}{"parentUuid":"a","isSi${toText([resultLine('r', 'a', 't', 'here')])}`
    expect(await findToolResult(await folder.write(text), 't')).toMatchObject({ content: 'here' })
  })

  it('a record that is quoted in another is not read as one of its own', async () => {
    const quoted = {
      ...toolUse('t'),
      input: { line: promptLine('inner', 'a'), text: JSON.stringify(promptLine('text', 'a')) }
    }
    const { said: words, unreadable } = await read([promptLine('p', null), answerLine('a', 'p', 'm', quoted)])
    expect([words, unreadable]).toStrictEqual([['user: p', 'assistant: [Read]'], 0])
  })

  it('a last line that may still be being written is not told as lost', async () => {
    const { unreadable } = await read(`${lines.join('\n')}\n${lines[0]?.slice(0, 40)}`)
    expect(unreadable).toBe(0)
  })

  it('branches are known across a damaged line', async () => {
    const file = await folder.write(spliced(3, 0.5))
    expect((await placeThrough(file, 'xq3')).kind).toBe('found')
  })
})

describe('records that follow nothing', () => {
  it.each([
    ['null', null],
    ['nowhere', 'nobody']
  ])(
    'an answer whose parent is %s is shown where it stands, though nothing follows it',
    async (_, parent) => {
      const lines = [
        ...exchange('x', 1, null, 0),
        at(answerLine('stray', parent, 'm-stray', said('stray')), 5),
        ...exchange('x', 2, 'xa1', 6)
      ]
      const right = [
        'user: xq1',
        'assistant: x answer 1',
        'assistant: stray',
        'user: xq2',
        'assistant: x answer 2'
      ]
      expect((await read(lines)).said).toStrictEqual(right)
      const file = await folder.write(toText(lines))
      const whole = await readPage(file, { limit: 100 })
      for (const limit of [1, 2, 3]) expect(await readInPages(file, limit)).toStrictEqual(whole.messages)
    }
  )

  it('a compaction’s summary without its boundary, and notes without a parent, end nothing', async () => {
    const lines = [
      ...exchange('x', 1, null, 0),
      at({ ...promptLine('s', null, 'what was'), isCompactSummary: true }, 5),
      at({ ...promptLine('note', null), isMeta: true }, 6),
      ...exchange('y', 1, 'note', 7)
    ]
    expect((await read(lines)).said).toStrictEqual([
      'user: xq1',
      'assistant: x answer 1',
      'system compacted: what was',
      'user: yq1',
      'assistant: y answer 1'
    ])
  })

  it('several beginnings are read one after the other', async () => {
    const lines = [
      ...exchanges('x', 2, null, 0),
      ...exchanges('y', 2, null, 10),
      ...exchanges('z', 1, null, 20)
    ]
    const file = await folder.write(toText(lines))
    const whole = await readPage(file, { limit: 100 })
    expect(whole.messages.map(({ id }) => id)).toStrictEqual(
      ['x', 'y'].flatMap((name) => [`${name}q1`, `${name}m1`, `${name}q2`, `${name}m2`]).concat('zq1', 'zm1')
    )
    for (const limit of [1, 2, 3]) expect(await readInPages(file, limit)).toStrictEqual(whole.messages)
  })

  it('the same prompt sent again is an alternative, and so is any beginning in a transcript of ours', async () => {
    const again = [
      ...exchange('x', 1, null, 0),
      at(promptLine('again', null, 'xq1'), 9),
      ...exchange('y', 1, 'again', 10)
    ]
    expect((await read(again)).said[0]).toBe('user: xq1')
    expect((await read(again)).said).toHaveLength(3)
    const ours = [...exchange('x', 1, null, 0), ...exchange('y', 1, null, 10)].map((line) => ({
      ...line,
      entrypoint: 'skein'
    }))
    expect((await read(ours)).said).toStrictEqual(['user: yq1', 'assistant: y answer 1'])
  })

  it('an answer that was rewound stays hidden, whatever was attached to its prompt', async () => {
    const attached = {
      parentUuid: 'goneq',
      isSidechain: false,
      attachment: { type: 'date' },
      type: 'attachment',
      uuid: 'x'
    }
    const lines = [
      ...exchange('x', 1, null, 0),
      promptLine('goneq', 'xa1'),
      attached,
      answerLine('gonea', 'x', 'gone', said('gone')),
      ...exchange('x', 2, 'xa1', 9)
    ]
    const file = await folder.write(toText(lines))
    for (const limit of [1, 2, 100]) {
      expect((await readInPages(file, limit)).map(({ id }) => id)).toStrictEqual(['xq1', 'xm1', 'xq2', 'xm2'])
    }
  })
})

describe('what is not the person’s words', () => {
  const blocks = (uuid: string, parent: string | null, ...texts: string[]): Line => ({
    ...promptLine(uuid, parent),
    message: { role: 'user', content: texts.map(said) }
  })

  it.each([
    ['<ide_opened_file>The person has /srv/a.md open.</ide_opened_file>'],
    ['<ide_selection>lines 3 to 5 of /srv/a.md:\ngreen</ide_selection>'],
    ['<ide_diagnostics>[]</ide_diagnostics>'],
    ['<system-reminder>\nThe list is empty.\n</system-reminder>'],
    ['<ide_opened_file>a</ide_opened_file>\n<system-reminder>b</system-reminder>']
  ])('%s is neither shown nor a title', async (tag) => {
    for (const lines of [
      [blocks('p', null, tag, 'Count the frogs')],
      [blocks('p', null, 'Count the frogs', tag)],
      [promptLine('p', null, `${tag}\nCount the frogs`)]
    ]) {
      const { said: words, preview } = await read(lines)
      expect([words, preview]).toStrictEqual([['user: Count the frogs'], 'Count the frogs'])
    }
    const alone = await read([promptLine('p', null, tag), answerLine('a', 'p', 'm', said('Good.'))])
    expect([alone.said, alone.preview, alone.messages]).toStrictEqual([['assistant: Good.'], null, 1])
  })

  it('a reminder behind the words or behind a tool’s result goes', async () => {
    const reminder = '\n\n<system-reminder>\nSay nothing.\n</system-reminder>\n'
    const lines = [
      promptLine('p', null, `Read it${reminder}`),
      answerLine('a', 'p', 'm', toolUse('t')),
      resultLine('r', 'a', 't', `1\tsoup\n2\tpie${reminder}`)
    ]
    expect((await read(lines)).said).toStrictEqual([
      'user: Read it',
      'assistant: [Read]',
      'user: =1\tsoup\n2\tpie'
    ])
    expect(await findToolResult(await folder.write(toText(lines)), 't')).toMatchObject({
      content: '1\tsoup\n2\tpie'
    })
  })

  it.each([
    'What does <system-reminder>x</system-reminder> mean?',
    'Strip <ide_selection> from it',
    '<ide_selection> is what?',
    '<command-name>/x</command-name> is written there, why?',
    '<teammate-message teammate_id="x">a</teammate-message> and what then?',
    '<div>one</div>'
  ])('%s is what a person wrote', async (text) => {
    expect(await read([promptLine('p', null, text)])).toMatchObject({
      said: [`user: ${text}`],
      preview: text
    })
  })

  it('what a terminal says was typed stays as it was typed', async () => {
    const text = '<system-reminder>x</system-reminder>'
    const typed = { ...promptLine('p', null, text), promptSource: 'typed', origin: { kind: 'human' } }
    expect((await read([typed])).said).toStrictEqual([`user: ${text}`])
  })

  it.each<[Line, string]>([
    [
      promptLine(
        'o',
        'xa1',
        '<teammate-message teammate_id="scout" color="blue">The pond is full.</teammate-message>'
      ),
      'system info teammate scout: The pond is full.'
    ],
    [
      promptLine(
        'o',
        'xa1',
        '<cross-session-message from="s1" from-name="Garden">Come over.</cross-session-message>'
      ),
      'system info session Garden: Come over.'
    ],
    [
      {
        ...promptLine('o', 'xa1', 'Wrapped'),
        origin: { kind: 'peer', from: 's1', name: 'Garden', body: 'Come over.' }
      },
      'system info session Garden: Come over.'
    ],
    [
      { ...promptLine('o', 'xa1', 'Ping'), origin: { kind: 'channel', server: 'mail' } },
      'system info channel mail: Ping'
    ],
    [
      {
        ...promptLine('o', 'xa1', 'Water them'),
        origin: { kind: 'task-notification', subkind: 'scheduled-trigger' }
      },
      'system info schedule: Water them'
    ],
    [{ ...promptLine('o', 'xa1', 'Go on'), promptSource: 'system' }, 'system info system: Go on'],
    [
      promptLine(
        'o',
        'xa1',
        '<task-notification>\n<task-id>b1</task-id>\n<summary>Done and dusted</summary>\n</task-notification>'
      ),
      'system info: Done and dusted'
    ]
  ])('%j is told as whose it is', async (line, told) => {
    const { said: words, messages } = await read([...exchange('x', 1, null, 0), line])
    expect([words.at(-1), messages]).toStrictEqual([told, 2])
  })

  it('a session that begins with commands is named by the first words that are none', async () => {
    const command = (uuid: string, parent: string | null, name: string): Line =>
      promptLine(
        uuid,
        parent,
        `<command-name>/${name}</command-name>\n            <command-message>${name}</command-message>\n            <command-args></command-args>`
      )
    const lines = [
      {
        ...promptLine('c', null, '<local-command-caveat>Made by commands.</local-command-caveat>'),
        isMeta: true
      },
      command('c1', 'c', 'clear'),
      promptLine('o1', 'c1', '<local-command-stdout></local-command-stdout>'),
      command('c2', 'o1', 'model'),
      promptLine('sh', 'c2', '<bash-input>ls</bash-input>'),
      promptLine('p', 'sh', 'Repair the garden gate'),
      { type: 'custom-title', customTitle: '/add-dir add-dir', sessionId: 's' }
    ]
    const file = await folder.write(toText(lines))
    const { metadata, title } = await readMetadata(file, null)
    expect([metadata.firstMessagePreview, title]).toStrictEqual(['Repair the garden gate', null])
  })
})

describe('agents of a workflow', () => {
  const side = (name: string, tokens: number): string =>
    toText(
      [
        promptLine(`${name}p`, null, `Prompt of ${name}`),
        answerLine(`${name}a`, `${name}p`, `msg_${name}`, said(`Report of ${name}`), 0, usage(tokens))
      ].map((line) => ({ ...line, isSidechain: true, agentId: name }))
    )
  const write = async (name: string, content: string): Promise<void> => {
    await mkdir(join(folder.path, 'session', 'subagents', name, '..'), { recursive: true })
    await folder.write(content, join('session', 'subagents', name))
  }
  const use = (id: string, name: string): { type: 'tool_use'; id: string; name: string; input: object } => ({
    type: 'tool_use',
    id,
    name,
    input: {}
  })

  it('are shown in the workflow and counted, wherever they lie', async () => {
    await write('agent-flat.jsonl', side('flat', 1000))
    await write('agent-flat.meta.json', '{"toolUseId":"t2"}')
    await write('workflows/wf_01/agent-w1.jsonl', side('w1', 50_000))
    await write('workflows/wf_01/agent-w2.jsonl', side('w2', 60_000))
    await write('workflows/wf_01/journal.jsonl', '{"type":"started","agentId":"w1"}\n')
    await write('deeper/still/agent-d.jsonl', side('d', 7))
    const lines = [
      promptLine('p', null),
      answerLine('a1', 'p', 'm1', use('t1', 'Workflow'), 0, usage(100, 20)),
      resultLine('r1', 'a1', 't1', 'Finished.'),
      answerLine('a2', 'r1', 'm2', use('t2', 'Agent'), 0, usage(100, 20)),
      resultLine('r2', 'a2', 't2', 'Seven.')
    ]
    const { said: words, tokens, panel, usage: used } = await read(lines)
    expect([tokens, panel, used.subagents.input]).toStrictEqual([111_247, 111_247, 111_007])
    expect(words).toStrictEqual([
      'user: p',
      'assistant: [Workflow]',
      'user t1: Prompt of w1',
      'assistant t1: Report of w1',
      'user t1: Prompt of w2',
      'assistant t1: Report of w2',
      'user: =Finished.',
      'assistant: [Agent]',
      'user t2: Prompt of flat',
      'assistant t2: Report of flat',
      'user: =Seven.'
    ])
  })

  it('belong to the workflow whose result names their run', async () => {
    for (const run of ['wf_a-1', 'wf_b-2']) await write(`workflows/${run}/agent-${run}.jsonl`, side(run, 1))
    const lines = [
      promptLine('p', null),
      answerLine('a1', 'p', 'm1', use('t1', 'Workflow')),
      { ...resultLine('r1', 'a1', 't1', 'Run ID: wf_b-2'), toolUseResult: { runId: 'wf_b-2' } },
      answerLine('a2', 'r1', 'm2', use('t2', 'Workflow')),
      { ...resultLine('r2', 'a2', 't2', 'Run ID: wf_a-1'), toolUseResult: { runId: 'wf_a-1' } }
    ]
    const shown = (await read(lines)).said.filter((words) => words.includes('Report'))
    expect(shown).toStrictEqual(['assistant t1: Report of wf_b-2', 'assistant t2: Report of wf_a-1'])
  })

  it('of older versions stand in the session’s own file, and are its subagents’ steps', async () => {
    const task = (id: string, prompt: string): object => ({
      type: 'tool_use',
      id,
      name: 'Task',
      input: { prompt }
    })
    const inside = (line: Line): Line => ({ ...line, isSidechain: true })
    const lines = [
      promptLine('p', null),
      answerLine('a1', 'p', 'm1', task('t1', 'Count ducks'), 0),
      answerLine('a2', 'a1', 'm1', task('t2', 'Count geese'), 1),
      inside(promptLine('g', null, 'Count geese')),
      inside(promptLine('d', null, 'Count ducks')),
      inside(answerLine('ga', 'g', 'mg', said('Nine geese'), 0, usage(5, 5))),
      inside(answerLine('da', 'd', 'md', said('Two ducks'), 0, usage(5, 5))),
      resultLine('r1', 'a1', 't1', 'Two'),
      resultLine('r2', 'a2', 't2', 'Nine')
    ]
    const { said: words, messages, tokens } = await read(lines)
    expect(words.filter((line) => / t\d:/.test(line))).toStrictEqual([
      'user t1: Count ducks',
      'assistant t1: Two ducks',
      'user t2: Count geese',
      'assistant t2: Nine geese'
    ])
    expect([messages, tokens]).toStrictEqual([2, 23])
  })
})

describe('tokens and windows', () => {
  const answered = (
    uuid: string,
    parent: string,
    used: object,
    model = 'claude-sonnet-4-5',
    requestedModel?: string
  ): Line => {
    const line = answerLine(uuid, parent, `m${uuid}`, said('x'), 0, used)
    const { message } = line
    const api = typeof message === 'object' && message !== null ? message : {}
    return {
      ...line,
      message: { ...api, model },
      ...(requestedModel === undefined ? null : { requestedModel })
    }
  }

  it('what an advisor has used counts, by its own model', async () => {
    const used = {
      ...usage(100, 50),
      iterations: [
        { type: 'message', ...usage(100, 50) },
        { type: 'advisor_message', model: 'claude-opus-4-5', ...usage(40_000, 2000) },
        { type: 'advisor_message', model: 'claude-opus-4-5', ...usage(1, 1) }
      ]
    }
    const { tokens, panel, usage: report } = await read([promptLine('p', null), answered('a', 'p', used)])
    expect([tokens, panel]).toStrictEqual([42_152, 42_152])
    expect(report.models).toMatchObject([
      { model: 'claude-sonnet-4-5', input: 100, output: 50 },
      { model: 'claude-opus-4-5', input: 40_001, output: 2001 }
    ])
  })

  it('calls of the model itself are in its sum already, and only the last fills the context', async () => {
    const iteration = (read_tokens: number): object => ({
      type: 'message',
      input_tokens: 1,
      output_tokens: 1,
      cache_read_input_tokens: read_tokens
    })
    const used = {
      input_tokens: 2,
      output_tokens: 2,
      cache_read_input_tokens: 226_000,
      iterations: [iteration(109_000), iteration(117_000)]
    }
    const { tokens, usage: report } = await read([promptLine('p', null), answered('a', 'p', used)])
    expect([tokens, report.context]).toStrictEqual([
      226_004,
      { used: 117_001, window: 200_000, compactsAt: 167_000 }
    ])
  })

  it.each<[string, string | undefined, number, number]>([
    ['claude-sonnet-4-5', undefined, 150_000, 200_000],
    ['claude-sonnet-4-5', undefined, 350_000, 1_000_000],
    ['claude-sonnet-4-5', 'claude-sonnet-4-5[1m]', 10, 1_000_000],
    ['claude-sonnet-4-5', 'sonnet[1m]', 10, 1_000_000],
    ['claude-opus-5-5', undefined, 10, 1_000_000],
    ['somebody-else', undefined, 350_000, 1_000_000],
    ['claude-opus-5-5', undefined, 1_200_000, 2_000_000]
  ])('%s (%s) with %d tokens before it holds %d', async (model, requested, used, window) => {
    const { usage: report } = await read([
      promptLine('p', null),
      answered('a', 'p', usage(used), model, requested)
    ])
    expect(report.context).toMatchObject({ used, window })
  })

  it('the window stays the larger one when the context has become smaller', async () => {
    const { usage: report } = await read([
      promptLine('p', null),
      answered('a', 'p', usage(350_000)),
      answered('b', 'a', usage(20_000))
    ])
    expect(report.context).toStrictEqual({ used: 20_000, window: 1_000_000, compactsAt: 967_000 })
  })
})
