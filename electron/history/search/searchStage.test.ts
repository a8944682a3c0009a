import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { claudeTranscripts } from '../../agent/claude/transcript/claudeTranscripts.ts'
import { AgentId, SessionId } from '../../../shared/ids.ts'
import type { HistoryFile } from '../work/stage.ts'
import { SearchDatabase } from './searchDatabase.ts'
import { SearchIndex } from './searchIndex.ts'
import type { SearchAnswer, SearchAsk } from './searchQuestion.ts'
import { SearchStage } from './searchStage.ts'

const pace = { rest: () => Promise.resolve() }
const ID = '11111111-1111-4111-8111-111111111111'

interface Entry {
  readonly [key: string]: unknown
}

let count = 0
const time = (): string => new Date(Date.UTC(2026, 3, 1) + count++ * 60_000).toISOString()
const user = (uuid: string, content: unknown, more: Entry = {}): Entry => ({
  parentUuid: null,
  isSidechain: false,
  type: 'user',
  message: { role: 'user', content },
  uuid,
  timestamp: time(),
  ...more
})
const assistant = (uuid: string, id: string, ...content: Entry[]): Entry => ({
  parentUuid: null,
  isSidechain: false,
  message: { id, type: 'message', role: 'assistant', model: 'm', content },
  type: 'assistant',
  uuid,
  timestamp: time()
})
const said = (text: string): Entry => ({ type: 'text', text })

/** A home of Claude Code in a folder of its own, its index, and a way to ask it. */
class Scene {
  readonly folder = mkdtempSync(join(tmpdir(), 'skein-search-'))
  readonly logged: string[] = []
  title: string | null = null
  readonly #source = claudeTranscripts({ home: () => Promise.resolve(this.folder) })
  database = this.#open()
  stage = this.#makeStage()

  get indexFile(): string {
    return join(this.folder, 'search.db')
  }

  path(id = ID): string {
    return join(this.folder, 'projects', '-p', `${id}.jsonl`)
  }

  write(entries: readonly Entry[], path = this.path()): void {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
  }

  append(entries: readonly Entry[], path = this.path()): void {
    appendFileSync(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
  }

  file(id = ID): HistoryFile {
    const file = this.path(id)
    const { size, mtimeMs } = statSync(file)
    return {
      file,
      sessionId: SessionId.parse(id),
      bytes: size,
      mtimeMs,
      agent: AgentId.parse('claude'),
      source: this.#source
    }
  }

  async walk(ids: readonly string[] = [ID]): Promise<void> {
    const files = ids.map((id) => this.file(id))
    for (const file of files) await this.stage.take(file, pace)
    await this.stage.swept(files, pace)
    await this.stage.caughtUp()
  }

  ask(q: string, more: Partial<SearchAsk> = {}): Promise<SearchAnswer> {
    const index = new SearchIndex({
      database: this.database,
      writer: this.stage.writer,
      formatOf: () => this.#source.format,
      copyOf: () => Promise.resolve(null),
      now: () => Date.UTC(2026, 5, 1)
    })
    const ask: SearchAsk = {
      q,
      limit: 20,
      before: null,
      sessions: null,
      agent: null,
      role: null,
      tool: null,
      since: null,
      until: null,
      scope: 'words',
      sort: 'best',
      ...more
    }
    return index.search(ask)
  }

  async ids(q: string, more: Partial<SearchAsk> = {}): Promise<readonly string[]> {
    return (await this.ask(q, more)).hits.map(({ messageId }) => messageId)
  }

  /** As the next start finds it. */
  reopen(): void {
    this.database = this.#open()
    this.stage = this.#makeStage()
  }

  #open(): SearchDatabase {
    const write = (facts: object, message: string): void =>
      void this.logged.push(`${message} ${JSON.stringify(facts)}`)
    return new SearchDatabase(this.indexFile, { info: write, warn: write, error: write })
  }

  #makeStage(): SearchStage {
    const write = (facts: object, message: string): void =>
      void this.logged.push(`${message} ${JSON.stringify(facts)}`)
    return new SearchStage({
      database: this.database,
      log: { info: write, warn: write, error: write },
      titleOf: () => this.title,
      isKept: () => Promise.resolve(false)
    })
  }
}

function scene(): Scene {
  const made = new Scene()
  onTestFinished(() => {
    made.stage.close()
    rmSync(made.folder, { recursive: true, force: true })
  })
  return made
}

it('words of people and agents are found under the ids a page has, the rest only where it is asked for', async () => {
  const at = scene()
  at.write([
    user('u1', 'Plant a mulberry\n<system-reminder>\nsecretreminder\n</system-reminder>'),
    assistant('a1', 'msg_1', { type: 'thinking', thinking: 'pondering quince', signature: 'sigsigsig' }),
    assistant('a2', 'msg_1', said('The **medlar** is planted.')),
    assistant('a3', 'msg_1', {
      type: 'tool_use',
      id: 't1',
      name: 'Bash',
      input: { command: 'grep damson list' }
    }),
    user('u2', [{ type: 'tool_result', tool_use_id: 't1', content: 'sloe berries' }], {
      toolUseResult: { stdout: 'onlytwice' }
    }),
    { type: 'api-request', body: 'vendorprompt', uuid: 'x' },
    user('u3', [
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'imagedata' } },
      said('see greengage')
    ]),
    user('u4', 'forthemodel', { isMeta: true })
  ])
  await at.walk()
  expect(await at.ids('mulberry')).toEqual(['u1'])
  expect(await at.ids('medlar')).toEqual(['msg_1'])
  expect(await at.ids('greengage')).toEqual(['u3'])
  for (const word of ['quince', 'damson', 'sloe']) expect([word, await at.ids(word)]).toEqual([word, []])
  const all = { scope: 'all' } as const
  expect(await at.ids('quince', all)).toEqual(['msg_1'])
  expect(await at.ids('damson', all)).toEqual(['msg_1'])
  expect(await at.ids('sloe', all)).toEqual(['u2'])
  expect(await at.ids('medlar', all)).toEqual(['msg_1'])
  for (const word of ['vendorprompt', 'imagedata', 'sigsigsig', 'secretreminder', 'forthemodel', 'onlytwice'])
    expect([word, await at.ids(word, all)]).toEqual([word, []])
  const { hits } = await at.ask('medlar')
  expect(hits[0]?.snippet).toEqual([
    { text: 'The **', isHit: false },
    { text: 'medlar', isHit: true },
    { text: '** is planted.', isHit: false }
  ])
})

it('narrows to tool, role, agent, time and session', async () => {
  const at = scene()
  const other = '22222222-2222-4222-8222-222222222222'
  at.write([
    user('u1', 'cherry one', { timestamp: '2026-01-01T00:00:00.000Z' }),
    { ...assistant('a1', 'm1', said('cherry two')), timestamp: '2026-02-01T00:00:00.000Z' },
    {
      ...assistant('a2', 'm2', {
        type: 'tool_use',
        id: 't1',
        name: 'mcp__x__Run',
        input: { a: 'cherry three' }
      }),
      timestamp: '2026-02-02T00:00:00.000Z'
    },
    user('u2', [{ type: 'tool_result', tool_use_id: 't1', content: 'cherry four' }], {
      timestamp: '2026-02-03T00:00:00.000Z'
    })
  ])
  at.write([user('v1', 'cherry five', { timestamp: '2026-03-01T00:00:00.000Z' })], at.path(other))
  await at.walk([ID, other])
  const all = { scope: 'all', sort: 'new' } as const
  expect(await at.ids('cherry', all)).toEqual(['v1', 'u2', 'm2', 'm1', 'u1'])
  expect(await at.ids('cherry', { ...all, role: 'user' })).toEqual(['v1', 'u1'])
  expect(await at.ids('cherry', { ...all, role: 'assistant' })).toEqual(['m1'])
  expect(await at.ids('cherry', { ...all, tool: 'MCP__x__run' })).toEqual(['u2', 'm2'])
  expect(await at.ids('cherry', { ...all, agent: AgentId.parse('guide') })).toEqual([])
  expect(await at.ids('cherry', { ...all, sessions: [other] })).toEqual(['v1'])
  expect(
    await at.ids('cherry', { ...all, since: Date.UTC(2026, 1, 1) / 1000, until: Date.UTC(2026, 1, 2) / 1000 })
  ).toEqual(['m2', 'm1'])
  const first = await at.ask('cherry', { ...all, limit: 2 })
  expect(await at.ids('cherry', { ...all, limit: 2, before: first.before })).toEqual(['m2', 'm1'])
  const best = await at.ask('cherry', { scope: 'all', limit: 3 })
  const next = await at.ask('cherry', { scope: 'all', limit: 3, before: best.before })
  expect(new Set([...best.hits, ...next.hits].map(({ messageId }) => messageId)).size).toBe(5)
  expect(next.before).toBeNull()
})

it('a file that grew costs its growth, and a line that is not whole waits', async () => {
  const at = scene()
  at.write([user('u1', 'first apple')])
  await at.walk()
  const half = JSON.stringify(user('u2', 'second apple'))
  appendFileSync(at.path(), half.slice(0, 50))
  await at.walk()
  expect(await at.ids('apple')).toEqual(['u1'])
  appendFileSync(at.path(), `${half.slice(50)}\n`)
  await at.stage.take(at.file(), pace)
  expect(await at.ids('apple', { sort: 'new' })).toEqual(['u2', 'u1'])
  const rows = at.database.reader.prepare('SELECT count(*) FROM entries').pluck().get()
  expect(rows).toBe(2)
})

it('a file that was cut off or is another one is read anew', async () => {
  const at = scene()
  at.write([user('u1', 'old apple'), user('u2', 'old pear')])
  await at.walk()
  at.write([
    user(
      'w1',
      'new plum that is much longer than all that stood there before it was written anew, so that it has grown'
    )
  ])
  await at.walk()
  expect([await at.ids('apple'), await at.ids('plum')]).toEqual([[], ['w1']])
  truncateSync(at.path(), 0)
  at.append([user('x1', 'last fig')])
  await at.walk()
  expect([await at.ids('plum'), await at.ids('fig'), await at.ids('fig', { scope: 'all' })]).toEqual([
    [],
    ['x1'],
    ['x1']
  ])
})

it('titles are found, and lead to the first message', async () => {
  const at = scene()
  at.write([user('u1', 'nothing of note')])
  at.title = 'Repair the garden gate'
  await at.walk()
  const { hits } = await at.ask('garden')
  expect(hits).toMatchObject([{ messageId: 'u1', kind: 'title' }])
  at.title = 'Paint it'
  await at.walk()
  expect([await at.ids('garden'), await at.ids('paint')]).toEqual([[], ['u1']])
})

it('what subagents did and outputs in files of their own belong to their session', async () => {
  const at = scene()
  at.write([
    user('u1', 'go'),
    assistant('a1', 'm1', { type: 'tool_use', id: 't1', name: 'Bash', input: { command: 'seq 9' } }),
    user('u2', [
      { type: 'tool_result', tool_use_id: 't1', content: 'Full output saved to: /x/tool-results/b7q.txt' }
    ])
  ])
  const beside = join(dirname(at.path()), ID)
  at.write(
    [user('s1', 'subagent prompt walnut', { isSidechain: true })],
    join(beside, 'subagents', 'agent-1.jsonl')
  )
  mkdirSync(join(beside, 'tool-results'), { recursive: true })
  writeFileSync(join(beside, 'tool-results', 'b7q.txt'), 'many lines\nand hazelnut\n')
  await at.walk()
  expect(await at.ids('walnut')).toEqual([])
  const all = { scope: 'all' } as const
  const { hits } = await at.ask('walnut', all)
  expect(hits).toMatchObject([{ sessionId: ID, messageId: 's1' }])
  expect((await at.ask('hazelnut', all)).hits).toMatchObject([
    { sessionId: ID, messageId: 'u2', kind: 'tool_output' }
  ])
})

it('a session that is gone leaves the index', async () => {
  const at = scene()
  at.write([user('u1', 'apple')])
  await at.walk()
  await at.walk([])
  expect(at.database.reader.prepare('SELECT count(*) FROM entries').pluck().get()).toBe(0)
  expect(await at.ids('apple')).toEqual([])
})

it('a damaged index, and one of another version, is made anew, and the log says so', async () => {
  const at = scene()
  at.write([user('u1', 'apple')])
  await at.walk()
  at.database.writer.pragma('user_version = 999')
  at.stage.close()
  at.reopen()
  expect(await at.ids('apple')).toEqual([])
  await at.walk()
  expect(await at.ids('apple')).toEqual(['u1'])
  at.stage.close()
  rmSync(`${at.indexFile}-wal`, { force: true })
  writeFileSync(at.indexFile, 'no database at all, but long enough to be one'.repeat(100))
  at.reopen()
  await at.walk()
  expect(await at.ids('apple')).toEqual(['u1'])
  expect(at.logged.filter((line) => line.startsWith('the search index is made anew'))).toHaveLength(2)
})

it('whoever ends in the middle of writing has neither rows nor progress, and goes on', async () => {
  const at = scene()
  at.write(Array.from({ length: 50 }, (_, index) => user(`u${index}`, `apple ${index}`)))
  let rests = 0
  const killed = new Error('killed')
  const dying = {
    rest: () => {
      rests += 1
      return rests > 70 ? Promise.reject(killed) : Promise.resolve()
    }
  }
  await expect(at.stage.take(at.file(), dying)).rejects.toBe(killed)
  at.stage.close()
  at.reopen()
  expect(at.database.reader.prepare('SELECT count(*) FROM entries').pluck().get()).toBe(0)
  await at.walk()
  expect((await at.ask('apple', { limit: 100 })).hits).toHaveLength(50)
})

it('a hundred messages of one moment, and some without a time, are all there', async () => {
  const at = scene()
  const timestamp = '2026-01-01T00:00:00.000Z'
  at.write(
    Array.from({ length: 100 }, (_, index) =>
      user(`u${index}`, `apple ${index}`, index % 5 === 0 ? { timestamp: 'no time' } : { timestamp })
    )
  )
  await at.walk()
  expect(new Set(await at.ids('apple', { limit: 100 })).size).toBe(100)
})
