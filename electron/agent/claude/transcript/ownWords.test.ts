/** What is not the person’s words is neither shown as theirs nor a title. */
import { expect, it } from 'vitest'
import { findToolResult, readMetadata } from '../../../../tests/support/claude/testClaudeReading.ts'
import { exchange, readerIn } from '../../../../tests/support/claude/testReading.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  resultLine,
  said,
  toText,
  toolUse
} from '../../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()
const read = readerIn(folder)

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
