/** The files of a project over real HTTP: large repositories, strange names, folders that vanish. */
import { execFileSync } from 'node:child_process'
import { mkdir, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FileMatches } from '../../shared/files.ts'
import { Project } from '../../shared/session.ts'
import { TestServer, missingProgram } from './testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
})
afterAll(() => server.stop())

const refusal = (code: string): object => ({ error: { code, message: expect.stringMatching(/\w/) } })
/** Longer than a list stays fresh, and than it is known when files were changed. */
const STALE_MS = 31_000
const patience = { timeout: 20_000 }

interface Opened {
  readonly folder: string
  readonly path: string
  readonly search: (query: string, limit?: number) => Promise<FileMatches>
  /** The answer once the whole folder is known. */
  readonly found: (query: string, limit?: number) => Promise<FileMatches>
}

async function open(name: string): Promise<Opened> {
  const folder = join(await realpath(server.folder), name)
  await mkdir(folder)
  const { body } = await server.request('POST', '/api/projects', { path: folder })
  const path = `/api/projects/${Project.parse(body).id}`
  const search = async (query: string, limit = 20): Promise<FileMatches> =>
    FileMatches.parse(
      (await server.get(`${path}/files?query=${encodeURIComponent(query)}&limit=${limit}`)).body
    )
  const found = async (query: string, limit?: number): Promise<FileMatches> => {
    await expect.poll(async () => (await search(query, limit)).isComplete, patience).toBe(true)
    return search(query, limit)
  }
  return { folder, path, search, found }
}

const pathsOf = ({ files }: FileMatches): string[] => files.map(({ path }) => path)

function git(folder: string, ...args: string[]): void {
  execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' })
}

test(
  'a repository of 10,000 files is known whole, but for what it ignores',
  { timeout: 60_000 },
  async () => {
    const { folder, found } = await open('large')
    for (let part = 0; part < 100; part += 1) {
      await mkdir(join(folder, `part${part}`))
      await Promise.all(
        Array.from({ length: 100 }, (_, n) => writeFile(join(folder, `part${part}`, `file${n}.txt`), ''))
      )
    }
    await mkdir(join(folder, 'ignored'))
    await writeFile(join(folder, 'ignored', 'file1.txt'), '')
    await writeFile(join(folder, '.gitignore'), 'ignored/\n')
    git(folder, 'init', '--quiet')
    git(folder, 'add', '--all')
    expect(await found('part99/file42')).toMatchObject({
      total: 100 * 100 + 100 + 1,
      files: [{ path: 'part99/file42.txt' }]
    })
    expect(pathsOf(await found('ignored'))).toEqual([])
    expect((await found('file', 200)).files).toHaveLength(200)
  }
)

test('names come as they are, whatever stands in them', async () => {
  const { folder, found } = await open('names')
  const names = [
    'new\nline.txt',
    'so "quoted" it\'s.md',
    'ünïcödé ☂.ts',
    '日本語.txt',
    '👩‍👩‍👧.txt',
    ' lead',
    '$(id).sh',
    '<b>.html',
    '-rf',
    '%2e%2e',
    'tab\t.txt'
  ]
  for (const name of names) await writeFile(join(folder, name), '')
  expect(pathsOf(await found('')).toSorted()).toEqual(names.toSorted())
  git(folder, 'init', '--quiet')
  git(folder, 'add', '--', names[0] ?? '', names[2] ?? '')
  server.clock.skip(STALE_MS)
  expect(pathsOf(await found('', 200)).toSorted()).toEqual(names.toSorted())
  for (const name of names) expect(pathsOf(await found(name))[0]).toBe(name)
})

test('links that lead out of the project, .git and what was deleted are not offered', async () => {
  const { folder, path, found } = await open('links')
  await writeFile(join(server.folder, 'private.txt'), '')
  await writeFile(join(folder, 'a.txt'), '')
  await writeFile(join(folder, 'deleted.txt'), '')
  await symlink(join(server.folder, 'private.txt'), join(folder, 'private.txt'))
  await symlink('a.txt', join(folder, 'own.txt'))
  git(folder, 'init', '--quiet')
  git(folder, 'add', '--all')
  await rm(join(folder, 'deleted.txt'))
  expect(pathsOf(await found('')).toSorted()).toEqual(['a.txt', 'own.txt'])
  expect(await server.request('POST', `${path}/open-file`, { path: 'private.txt' })).toEqual({
    status: 404,
    body: refusal('file_not_found')
  })
})

test('only what the disk has not is missing: not what is ignored, linked, new or written otherwise', async () => {
  const { folder, path, found } = await open('mentioned')
  await mkdir(join(folder, 'dist'))
  await mkdir(join(folder, 'src'))
  await writeFile(join(folder, '.gitignore'), 'dist/\n*.log\n')
  for (const name of ['dist/main.js', 'a.log', 'README.md', 'src/b.ts', '한글.txt'.normalize('NFD')]) {
    await writeFile(join(folder, name), '')
  }
  await symlink('src', join(folder, 'linked'))
  await symlink(server.folder, join(folder, 'outside'))
  await symlink('nowhere', join(folder, 'dangling'))
  git(folder, 'init', '--quiet')
  expect(pathsOf(await found(''))).not.toContain('dist/main.js')
  await writeFile(join(folder, 'newer.txt'), '')
  const there = [
    'dist/main.js',
    'dist/',
    'dist',
    'a.log',
    'readme.md',
    'Linked/B.ts',
    'linked',
    'newer.txt',
    '한글.txt'.normalize('NFC'),
    './src/b.ts',
    'outside',
    'outside/any.txt',
    '../any.txt'
  ]
  const gone = ['src/gone.ts', 'gone/', 'dangling', 'README.md/x', '한글.md']
  const missing = (paths: readonly string[], project = path) =>
    server.request('POST', `${project}/files/missing`, { paths })
  expect(await missing([...there, ...gone])).toEqual({ status: 200, body: { missing: gone } })

  // A link is offered as what it leads to, and so is what lies behind it or in an ignored folder, once that is typed.
  expect(pathsOf(await found('link'))).toEqual(['linked/'])
  expect(pathsOf(await found('linked/'))).toEqual(['linked/b.ts', 'linked/'])
  expect(pathsOf(await found('dist/ma'))).toEqual(['dist/main.js'])
  expect(pathsOf(await found('outside/'))).toEqual([])
  expect(pathsOf(await found('한글'))).toEqual(['한글.txt'.normalize('NFD')])

  expect(await missing([''])).toEqual({ status: 400, body: refusal('bad_request') })
  expect(await missing([], '/api/projects/00000000-0000-4000-8000-000000000000')).toMatchObject({
    status: 404
  })
  await rm(folder, { recursive: true })
  expect(await missing(['README.md'])).toEqual({ status: 200, body: { missing: ['README.md'] } })
})

test('before anything is typed the newest come first, and what was opened before them', async () => {
  const { folder, path, found } = await open('recent')
  for (const [name, hour] of Object.entries({ 'old.ts': 1, 'new.ts': 3, 'middle.ts': 2 })) {
    await writeFile(join(folder, name), '')
    await utimes(join(folder, name), hour * 3600, hour * 3600)
  }
  expect(pathsOf(await found(''))).toEqual(['new.ts', 'middle.ts', 'old.ts'])
  await server.request('POST', `${path}/open-file`, { path: 'old.ts' })
  expect(pathsOf(await found(''))).toEqual(['old.ts', 'new.ts', 'middle.ts'])
})

test('what is new is found a moment later, and a folder that vanishes has nothing', async () => {
  const { folder, search, found } = await open('changing')
  await writeFile(join(folder, 'first.txt'), '')
  expect(pathsOf(await found('txt'))).toEqual(['first.txt'])
  await writeFile(join(folder, 'second.txt'), '')
  server.clock.skip(STALE_MS)
  const names = async () => pathsOf(await search('txt')).toSorted()
  expect(await names()).toEqual(['first.txt']) // at once, from what is known
  await expect.poll(names, patience).toEqual(['first.txt', 'second.txt'])
  await rm(folder, { recursive: true })
  server.clock.skip(STALE_MS)
  await expect.poll(names, patience).toEqual([])
  expect(await search('')).toEqual({ files: [], total: 0, isComplete: true })
})

test.each(['limit=0', 'limit=201', 'limit=x', `query=${'x'.repeat(501)}`])('%s is refused', async (query) => {
  const { id } = await server.openProject()
  expect(await server.get(`/api/projects/${id}/files?${query}`)).toEqual({
    status: 400,
    body: refusal('bad_request')
  })
})

test('an editor that cannot be started is told, with what to do', async () => {
  const { id } = await server.openProject()
  await writeFile(join(server.projectPath, 'a.txt'), '')
  await server.request('PATCH', '/api/settings', { editorCommand: missingProgram })
  expect(await server.request('POST', `/api/projects/${id}/open-file`, { path: 'a.txt' })).toEqual({
    status: 502,
    body: { error: { code: 'editor_failed', message: expect.stringContaining('settings') } }
  })
})
