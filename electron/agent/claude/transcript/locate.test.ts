import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  claudeHome,
  encodeProjectFolder,
  listAllClaudeTranscripts,
  listClaudeTranscripts,
  locateClaudeTranscript
} from './locate.ts'
import { folderForEach, promptLine, toText } from '../../../../tests/support/transcript/testTranscript.ts'

const one = '11111111-1111-4111-8111-111111111111'
const two = '22222222-2222-4222-8222-222222222222'

const folder = folderForEach()

/** A transcript in the folder `name` whose lines say `cwd`; a record without `cwd` stands in front. */
async function put(name: string, sessionId: string, cwd: string): Promise<string> {
  await mkdir(join(folder.path, 'projects', name), { recursive: true })
  const lines = [
    { type: 'mode', mode: 'x'.repeat(40_000) },
    { ...promptLine('p', null), cwd }
  ]
  return folder.write(toText(lines), join('projects', name, `${sessionId}.jsonl`))
}

it.each([
  [{ CLAUDE_CONFIG_DIR: '/c', HOME: '/h' }, '/c'],
  [{ CLAUDE_CONFIG_DIR: '', HOME: '/h' }, join('/h', '.claude')],
  [{ USERPROFILE: '/u' }, join('/u', '.claude')]
])('the home of Claude Code under %j is %s', (env, home) => {
  expect(claudeHome(env)).toBe(home)
})

it.each([
  ['/home/dev/my.project_1', '-home-dev-my-project-1'],
  ['/tmp/日本 ü', '-tmp-----'],
  ['/tmp/😀', '-tmp---'],
  ['C:\\Users\\Dev', 'C--Users-Dev'],
  ['/A/b', '-A-b'],
  ['/'.padEnd(200, 'a'), '-'.padEnd(200, 'a')],
  ['/'.padEnd(201, 'a'), `${'-'.padEnd(200, 'a')}-${Math.abs(hashOf('/'.padEnd(201, 'a'))).toString(36)}`]
])('the folder of %s is %s', (path, name) => {
  expect(encodeProjectFolder(path)).toBe(name)
})

function hashOf(text: string): number {
  return Array.from(text).reduce((hash, unit) => (Math.imul(hash, 31) + unit.charCodeAt(0)) | 0, 0)
}

describe('a transcript', () => {
  it('is found in the folder of its project', async () => {
    await put('-elsewhere', one, '/elsewhere')
    const file = await put('-p-a', one, '/p/a')
    expect(await locateClaudeTranscript({ home: folder.path, cwd: '/p/a', sessionId: one })).toBe(file)
  })

  it('is found wherever it is when the folder does not fit', async () => {
    const file = await put('-elsewhere', one, '/elsewhere')
    expect(await locateClaudeTranscript({ home: folder.path, cwd: '/p/a', sessionId: one })).toBe(file)
  })

  it('is null when there is none, and when Claude Code has never run', async () => {
    const asked = { cwd: '/p/a', sessionId: one }
    expect(await locateClaudeTranscript({ home: join(folder.path, 'none'), ...asked })).toBeNull()
    await put('-p-a', two, '/p/a')
    expect(await locateClaudeTranscript({ home: folder.path, ...asked })).toBeNull()
  })
})

it('the transcripts of a project are those whose lines say so, not those in its folder', async () => {
  const mine = await put('-p-a-b', one, '/p/a.b')
  await put('-p-a-b', two, '/p/a-b')
  const older = await put('-p-a.b', two, '/p/a.b')
  const found = await listClaudeTranscripts({ home: folder.path, cwd: '/p/a.b' })
  expect(found).toStrictEqual([
    { file: mine, sessionId: one, cwd: '/p/a.b' },
    { file: older, sessionId: two, cwd: '/p/a.b' }
  ])
})

it('all transcripts are listed, and nothing else that lies there', async () => {
  const first = await put('-p', one, '/p')
  const second = await put('-q', two, '/q')
  await put('-q', 'agent-12', '/q')
  await folder.write('', join('projects', 'stray.jsonl'))
  await mkdir(join(folder.path, 'projects', '-q', '33333333-3333-4333-8333-333333333333.jsonl'))
  await folder.write('not json\n', join('projects', '-p', `${two}.jsonl`))
  const found = []
  for await (const transcript of listAllClaudeTranscripts({ home: folder.path })) found.push(transcript)
  expect(found).toStrictEqual([
    { file: first, sessionId: one, cwd: '/p' },
    { file: join(folder.path, 'projects', '-p', `${two}.jsonl`), sessionId: two, cwd: null },
    { file: second, sessionId: two, cwd: '/q' }
  ])
})
