import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../../tests/support/store/testStore.ts'
import type { ListedTranscript, PassedOver, TranscriptHead } from '../../transcriptHistory.ts'
import { claudeHistory } from './claudeHistory.ts'
import { readTranscriptHead } from './transcriptHead.ts'

const base = { cwd: '/home/ada/garden', entrypoint: 'cli', timestamp: '2026-03-01T10:00:00.000Z' }
const user = (content: unknown, more: object = {}): object => ({
  ...base,
  type: 'user',
  uuid: 'u',
  message: { role: 'user', content },
  ...more
})
const later = { timestamp: '2026-03-02T10:00:00.000Z' }

async function headOf(records: readonly object[], before = ''): Promise<TranscriptHead | PassedOver> {
  const file = join(temporaryFolder(), '0a0a0a0a-0000-4000-8000-000000000001.jsonl')
  await writeFile(file, `${before}${records.map((record) => `${JSON.stringify(record)}\n`).join('')}`)
  return readTranscriptHead(file)
}

test.each<[string, readonly object[], Partial<TranscriptHead>]>([
  [
    'first words, folder, branch, times',
    [user('Plant beans', { gitBranch: 'spring' }), user('More', later)],
    {
      cwd: '/home/ada/garden',
      projectPath: '/home/ada/garden',
      gitBranch: 'spring',
      startedAt: '2026-03-01T10:00:00.000Z',
      lastAt: '2026-03-02T10:00:00.000Z',
      firstWords: 'Plant beans',
      title: null,
      origin: 'terminal'
    }
  ],
  [
    'a command names nothing',
    [user('<command-name>/clear</command-name>'), user('Water them')],
    { firstWords: 'Water them' }
  ],
  [
    'the branch it was on last',
    [user('a', { gitBranch: 'one' }), user('b', { gitBranch: 'two' })],
    { gitBranch: 'two' }
  ],
  ['no branch, but a commit', [user('a', { gitBranch: 'HEAD' })], { gitBranch: null }],
  ['begun in Skein', [user('a', { entrypoint: 'skein', gitBranch: '' })], { origin: 'skein' }],
  ['another program drives it', [user('a', { entrypoint: 'sdk-ts' })], { origin: 'other' }],
  [
    'before programs said how they were started',
    [user('a', { entrypoint: undefined })],
    { origin: 'terminal' }
  ],
  [
    'an older summary',
    [{ type: 'summary', summary: 'Beans' }, user('a')],
    { title: { text: 'Beans', by: 'agent' } }
  ],
  [
    'what the agent calls it comes before a summary',
    [{ type: 'summary', summary: 'Beans' }, user('a'), { type: 'ai-title', aiTitle: 'Planting beans' }],
    { title: { text: 'Planting beans', by: 'agent' } }
  ],
  [
    'what a person calls it comes before both',
    [
      user('a'),
      { type: 'custom-title', customTitle: 'My beans' },
      { type: 'ai-title', aiTitle: 'Planting beans' }
    ],
    { title: { text: 'My beans', by: 'own' } }
  ],
  ['a title is never a command', [user('a'), { type: 'ai-title', aiTitle: '/compact' }], { title: null }],
  [
    'a worktree belongs to the repository it says',
    [
      user('a', { cwd: '/w/trees/beans' }),
      { type: 'worktree-state', originalCwd: '/home/ada/garden', worktreePath: '/w/trees/beans' }
    ],
    { cwd: '/w/trees/beans', projectPath: '/home/ada/garden' }
  ],
  [
    'or that is told by where it lies',
    [user('a', { cwd: '/g/.claude/worktrees/beans' })],
    { projectPath: '/g' }
  ]
])('%s', async (_what, records, expected) => {
  expect(await headOf(records)).toMatchObject(expected)
})

test.each<[string, readonly object[], string, PassedOver]>([
  ['nothing at all', [], '', 'empty'],
  ['nobody said anything', [{ type: 'summary', summary: 'Beans' }], '', 'empty'],
  ['torn', [], '{"type":"user","mess', 'empty'],
  ['a subagent alone', [user('a', { isSidechain: true })], '', 'not_a_session'],
  ['in no folder', [user('a', { cwd: undefined })], '', 'no_folder']
])('no session: %s', async (_what, records, before, why) => {
  expect(await headOf(records, before)).toBe(why)
})

test('first words that come after much that nobody said, and a title far behind them', async () => {
  const much = { type: 'attachment', attachment: { type: 'skill_listing', content: 'x'.repeat(300_000) } }
  const records = [much, user('Plant beans'), ...Array.from({ length: 40 }, () => much)]
  const head = await headOf([...records, { type: 'ai-title', aiTitle: 'Beans' }])
  expect(head).toMatchObject({ firstWords: 'Plant beans', title: { text: 'Beans', by: 'agent' } })
})

test('the file beside the transcript says last what a person called it', async () => {
  const file = join(temporaryFolder(), '0a0a0a0a-0000-4000-8000-000000000001.jsonl')
  await writeFile(file, `${JSON.stringify(user('a'))}\n{"type":"custom-title","customTitle":"Before"}\n`)
  await mkdir(join(dirname(file), basename(file, '.jsonl')))
  const beside = join(dirname(file), basename(file, '.jsonl'), 'custom-title.json')
  await writeFile(beside, JSON.stringify({ customTitle: 'Now', by: 'user' }))
  expect(await readTranscriptHead(file)).toMatchObject({ title: { text: 'Now', by: 'own' } })
})

test('files of sessions and what lies beside them, told by the folders alone', async () => {
  const home = temporaryFolder()
  const folder = join(home, 'projects', '-g')
  const id = '0a0a0a0a-0000-4000-8000-000000000001'
  const put = async (path: string, text = 'x'): Promise<void> => {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
  await put(join(folder, `${id}.jsonl`), `${JSON.stringify(user('a'))}\n`)
  await put(join(folder, 'agent-1.jsonl'))
  await put(join(folder, 'memory', 'notes.md'))
  await put(join(folder, id, 'subagents', 'agent-a.jsonl'))
  await put(join(folder, id, 'subagents', 'agent-a.meta.json'))
  await put(join(folder, id, 'subagents', 'workflows', 'wf_1', 'agent-b.jsonl'))
  await put(join(folder, id, 'tool-results', 'r.txt'))
  const history = claudeHistory({ home: () => Promise.resolve(home) })
  const files: ListedTranscript[] = []
  for await (const listed of history.files()) files.push(listed)
  expect(files.map(({ file, sessionId }) => [file, sessionId])).toEqual([[join(folder, `${id}.jsonl`), id]])
  const beside = await history.beside(join(folder, `${id}.jsonl`))
  expect(new Map(beside.map(({ file, kind }) => [basename(file), kind]))).toEqual(
    new Map([
      ['agent-a.jsonl', 'subagent'],
      ['agent-a.meta.json', 'other'],
      ['agent-b.jsonl', 'subagent'],
      ['r.txt', 'output']
    ])
  )
  await mkdir(join(home, 'jobs', id.slice(0, 8)), { recursive: true })
  expect(await history.head(join(folder, `${id}.jsonl`))).toMatchObject({ origin: 'background' })
})
