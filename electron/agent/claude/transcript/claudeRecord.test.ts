import { describe, expect, it } from 'vitest'
import { readRecord } from '../../../../tests/support/claude/testClaudeReading.ts'
import { assemble } from '../../../transcript/page/assemble.ts'
import type { Fields } from '../../../transcript/record/fields.ts'
import { readPromptText } from './prompt.ts'
import { apiFailure } from './apiFailure.ts'

const place = { offset: 12, fallbackTime: '2026-01-01T00:00:00.000Z', parentToolUseId: null }
const common = { uuid: 'u', timestamp: '2026-01-05T08:00:00.000Z' }

function user(content: unknown, more: Fields = {}): Fields {
  return { type: 'user', message: { role: 'user', content }, ...common, ...more }
}

function assistant(content: unknown, more: Fields = {}, model = 'm'): Fields {
  return {
    type: 'assistant',
    message: { id: 'msg', role: 'assistant', model, content: [content] },
    ...common,
    ...more
  }
}

/** Role, notice and text of what a record reads as. */
function meaning(record: Fields): unknown {
  const piece = readRecord(record, place)
  if (piece === null) return null
  const { role, notice, content } = piece.message
  const text = content.map((block) => (block.type === 'text' ? block.text : block.type)).join('|')
  return notice === undefined ? [role, text] : [role, notice, text]
}

const text = (value: string): object => ({ type: 'text', text: value })

const setModel = '<command-name>/model</command-name>\n <command-args>m</command-args>'

describe('a record', () => {
  it.each<[string, Fields, unknown]>([
    ['a prompt', user('hello'), ['user', 'hello']],
    [
      'a refusal another model answers after',
      { type: 'system', subtype: 'model_refusal_fallback', content: 'B answers.', ...common },
      ['system', 'info', 'B answers.']
    ],
    [
      'a refusal that takes back what was said',
      {
        type: 'system',
        subtype: 'model_refusal_fallback',
        content: 'B answers.',
        retractedMessageUuids: ['x'],
        ...common
      },
      ['system', 'info', 'The model refused to go on, and what it had said was taken back. B answers.']
    ],
    [
      'a refusal without words, whose failure stands behind it',
      { type: 'system', subtype: 'model_refusal_no_fallback', content: '', ...common },
      null
    ],
    [
      'an answer that is asked for again',
      user('Please retry the tool call.', { isMeta: true, retractedMessageUuids: ['x'] }),
      [
        'system',
        'info',
        'The model called a tool in a way that cannot be read. Its answer was taken back, and it is asked again.'
      ]
    ],
    [
      'an answer that is asked for again, of which nothing had been told',
      user('Please retry.', { isMeta: true, retractedMessageUuids: ['x'], retractedWireUuids: [] }),
      null
    ],
    [
      'a prompt behind what a hook told the model',
      user('<user-prompt-submit-hook>context</user-prompt-submit-hook>\nhello'),
      ['user', 'hello']
    ],
    [
      'a notice that says nothing',
      { type: 'system', subtype: 'informational', content: '', ...common },
      null
    ],
    ['a prompt of blocks', user([text('hello'), text('you')]), ['user', 'hello|you']],
    ['a prompt that begins like a tag', user('<div>why?</div>'), ['user', '<div>why?</div>']],
    ['a note for the model', user('secret', { isMeta: true }), null],
    ['an empty prompt', user(''), null],
    [
      'an interruption',
      user([text('[Request interrupted by user for tool use]')]),
      ['system', 'interrupted', '[Request interrupted by user for tool use]']
    ],
    [
      'a slash command',
      user('<command-name>/compact</command-name>\n <command-args>keep names</command-args>'),
      ['user', '/compact keep names']
    ],
    [
      'a slash command without arguments',
      user(
        '<command-message>init</command-message><command-name>init</command-name><command-args></command-args>'
      ),
      ['user', '/init']
    ],
    [
      'output of a local command',
      user('<local-command-stdout>\u001b[1mSet\u001b[22m model</local-command-stdout>'),
      ['system', 'info', 'Set model']
    ],
    ['no output of a local command', user('<local-command-stdout></local-command-stdout>'), null],
    ['a caveat', user('<local-command-caveat>Caveat</local-command-caveat>'), null],
    ['a shell command', user('<bash-input>ls</bash-input>'), ['user', '! ls']],
    [
      'output of a shell command',
      user('<bash-stdout>a\nb</bash-stdout><bash-stderr>c</bash-stderr>'),
      ['system', 'info', 'a\nb\nc']
    ],
    [
      'the end of a background task',
      user('<task-notification><id>1</id><summary>Build ended</summary></task-notification>'),
      ['system', 'info', 'Build ended']
    ],
    [
      'the ends of two background tasks, of which one has told much',
      user(
        '<task-notification><summary>Build "a<b" ended</summary><result><summary>x</summary></result>' +
          '</task-notification>\n<task-notification><summary>Test\nended</summary></task-notification>'
      ),
      ['system', 'info', 'Build "a<b" ended\nTest\nended']
    ],
    [
      'the end of a background task of which nothing is said',
      user('<task-notification><task-id>1</task-id></task-notification>'),
      ['system', 'info', 'A background task has news.']
    ],
    ['a typed change of the model', user(setModel, { turnAttributionKey: 'u' }), ['user', '/model m']],
    ['a change of the model in a terminal', user(setModel, { entrypoint: 'cli' }), ['user', '/model m']],
    ['a change of the model nobody typed', user(setModel, { entrypoint: 'sdk-ts' }), null],
    ['one that was chosen in Skein', user(setModel, { entrypoint: 'skein', gitBranch: 'main' }), null],
    [
      'a typed change of the model through the SDK',
      user(setModel, { entrypoint: 'sdk-ts', turnAttributionKey: 'u' }),
      ['user', '/model m']
    ],
    ['an answer', assistant(text('yes')), ['assistant', 'yes']],
    [
      'an answer without content',
      { type: 'assistant', message: { id: 'msg', role: 'assistant', model: 'm', content: [] }, ...common },
      null
    ],
    [
      'a failed answer',
      assistant(text('API Error: 529'), { isApiErrorMessage: true, error: 'overloaded' }, '<synthetic>'),
      ['system', 'failed', apiFailure('overloaded', 'API Error: 529').message]
    ],
    ['the patch of a resume', assistant(text('No response requested.'), {}, '<synthetic>'), null],
    ['a retry', { type: 'system', subtype: 'api_error', content: 'x', ...common }, null],
    [
      'a notice of the program',
      { type: 'system', subtype: 'informational', content: 'Switched', ...common },
      ['system', 'info', 'Switched']
    ],
    [
      'a notice without a text',
      { type: 'system', subtype: 'rainbow', colours: 7, ...common },
      ['system', 'unknown']
    ],
    ['a hidden attachment', { type: 'attachment', attachment: { type: 'date' }, ...common }, null],
    [
      'a queued message',
      { type: 'attachment', attachment: { type: 'queued_command', prompt: [text('more')] }, ...common },
      ['user', 'more']
    ],
    ['a kind nobody knows', { type: 'novelty', ...common }, ['system', 'unknown']],
    ['a kind nobody knows, without id', { type: 'novelty' }, null],
    ['a summary of another session', { type: 'summary', summary: 'x', leafUuid: 'y' }, null]
  ])('%s', (_, record, expected) => {
    expect(meaning(record)).toStrictEqual(expected)
  })

  it('of a queued message carries the id it was sent with', () => {
    const record = {
      type: 'attachment',
      attachment: { type: 'queued_command', prompt: 'x', source_uuid: 'sent' },
      ...common
    }
    expect(readRecord(record, place)?.message.id).toBe('sent')
  })

  it('without id and time is named by its place and dated by its file', () => {
    expect(readRecord({ type: 'user', message: { content: 'x' } }, place)?.message).toStrictEqual({
      id: 'line:12',
      role: 'user',
      content: [text('x')],
      createdAt: place.fallbackTime,
      isStreaming: false
    })
  })

  it.each([
    ['2026-02-30T08:00:00.000Z', '2026-03-02T08:00:00.000Z'],
    ['2026-01-05T09:00:00+01:00', '2026-01-05T09:00:00+01:00'],
    ['2026-01-31T23:00:00-05:00', '2026-02-01T04:00:00.000Z'],
    ['Mon, 05 Jan 2026 08:00:00 GMT', '2026-01-05T08:00:00.000Z'],
    ['soon', place.fallbackTime]
  ])('of the time %s is dated %s', (timestamp, createdAt) => {
    expect(readRecord(user('x', { timestamp }), place)?.message.createdAt).toBe(createdAt)
  })

  it('of a subagent names the tool use that started it', () => {
    expect(readRecord(user('x'), { ...place, parentToolUseId: 't' })?.message.parentToolUseId).toBe('t')
  })
})

describe('pieces', () => {
  const read = (record: Fields): NonNullable<ReturnType<typeof readRecord>> => {
    const piece = readRecord(record, place)
    if (piece === null) throw new Error('this record says nothing')
    return piece
  }

  it('of one answer are ordered by their index', () => {
    const second = read(assistant(text('two'), { apiBlockIndex: 1 }))
    const first = read(assistant(text('one'), { apiBlockIndex: 0 }))
    expect(assemble([second, first]).map(({ content }) => content)).toStrictEqual([
      [text('one'), text('two')]
    ])
  })

  it('of one answer keep their order where one has no index', () => {
    const first = read(assistant(text('one')))
    const second = read(assistant(text('two'), { apiBlockIndex: 0 }))
    expect(assemble([first, second]).map(({ content }) => content)).toStrictEqual([
      [text('one'), text('two')]
    ])
  })

  it('a summary stands without the list of tools that is for the model', () => {
    const list = '<tools-used-before-summary>Bash, Read</tools-used-before-summary>'
    const summary = read(
      user(
        `Earlier:\n\n<system-reminder>\n${list}\n</system-reminder>\nSummary:\nIt wrote <system-reminder>\nhere.`,
        {
          isCompactSummary: true,
          parentUuid: 'gone'
        }
      )
    )
    expect(summary.message.content).toStrictEqual([
      text('Earlier:\n\nSummary:\nIt wrote <system-reminder>\nhere.')
    ])
  })

  it('a summary without its boundary stands alone, and is no prompt', () => {
    const summary = read(user('what was', { isCompactSummary: true, parentUuid: 'gone' }))
    expect(assemble([summary])).toStrictEqual([{ ...summary.message, role: 'system', notice: 'compacted' }])
  })
})

it('a prompt is given as it was typed, spaces and all', () => {
  expect(readPromptText('  two\n')).toStrictEqual({ kind: 'prompt', text: '  two\n' })
})

it('a failed notice of our own keeps why, for a page that says it in another language', () => {
  const failure = { code: 'folder_missing', message: 'Gone.', parameters: { folder: '/x' } }
  const record = {
    type: 'system',
    content: [{ type: 'text', text: 'Gone.' }],
    entrypoint: 'skein',
    notice: 'failed'
  }
  expect(readRecord({ ...common, ...record, failure }, place)?.message.failure).toEqual(failure)
  expect(readRecord({ ...common, ...record, failure: 7 }, place)?.message).not.toHaveProperty('failure')
})

it('a notice in our own words keeps what it says as a code', () => {
  const told = { code: 'turn_cut_off', parameters: { how: 'closed' } }
  const record = { type: 'system', content: 'x', entrypoint: 'skein', notice: 'interrupted' }
  expect(readRecord({ ...common, ...record, told }, place)?.message.told).toEqual(told)
  expect(readRecord({ ...common, ...record, told: { code: '' } }, place)?.message).not.toHaveProperty('told')
})
