import { expect, test, vi } from 'vitest'
import type { Log } from '../log.ts'
import { silentLog } from '../log.ts'
import { handClock } from '../../tests/support/handClock.ts'
import { FileIndex } from './fileIndex.ts'
import type { FileIndexOptions } from './fileIndex.ts'
import { WalkCut } from './walkCut.ts'

/** Milliseconds an answer waits for a folder that is read slowly. */
const LIMIT = 200

/** Something a test holds back until it lets it go. */
function gate<Value = void>() {
  let release: (value: Value) => void = () => undefined
  let refuse: (reason: unknown) => void = () => undefined
  const opened = new Promise<Value>((resolve, reject) => {
    release = resolve
    refuse = reject
  })
  return { opened, release, refuse }
}

async function* oneBatch(...files: string[]): AsyncGenerator<string[]> {
  yield await Promise.resolve(files)
}

function open(options: Partial<FileIndexOptions> = {}) {
  const clock = handClock()
  const index = new FileIndex({
    list: () => oneBatch('src/deep/one.ts', 'two.ts'),
    near: () => oneBatch(),
    look: (paths) => Promise.resolve(new Map(paths.map((path, place) => [path, 1_000 + place]))),
    clock,
    log: silentLog,
    ...options
  })
  return { index, clock }
}

const bare = (...paths: string[]) => paths.map((path) => ({ path, positions: [] }))

test('it names folders too, the last changed first and what was opened before all', async () => {
  const { index } = open()
  await index.search('', 9)
  await index.settled()
  expect(await index.search('', 9)).toEqual({
    files: bare('two.ts', 'src/deep/one.ts', 'src/', 'src/deep/'),
    total: 4,
    isComplete: true
  })
  index.touch('src/deep/one.ts')
  index.touch('ignored/by/git.ts')
  expect((await index.search('', 2)).files).toEqual(bare('src/deep/one.ts', 'two.ts'))
  await index.close()
})

test('the very first answer has what lies nearest, while the list is only begun', async () => {
  const list = gate()
  const { index } = open({
    list: async function* () {
      await list.opened
      yield ['near.ts', 'far/away.ts']
    },
    near: () => oneBatch('near.ts', 'nearFolder/')
  })
  expect(await index.search('near', 5)).toEqual({
    files: [
      { path: 'near.ts', positions: [0, 1, 2, 3] },
      { path: 'nearFolder/', positions: [0, 1, 2, 3] }
    ],
    total: 2,
    isComplete: false
  })
  list.release()
  await index.settled()
  expect(await index.search('near', 5)).toEqual({
    files: [{ path: 'near.ts', positions: [0, 1, 2, 3] }],
    total: 3,
    isComplete: true
  })
  await index.close()
})

test('it does not wait for a slow folder: the first answer is empty then', async () => {
  const never = gate<string[]>()
  const stuck = async function* (signal: AbortSignal): AsyncGenerator<string[]> {
    signal.addEventListener('abort', () => never.refuse(signal.reason))
    yield await never.opened
  }
  const { index, clock } = open({ list: stuck, near: stuck })
  const answer = index.search('a', 5)
  await vi.waitFor(() => expect(clock.isWaitingFor(LIMIT)).toBe(true))
  clock.advance(LIMIT)
  expect(await answer).toEqual({ files: [], total: 0, isComplete: false })
  await index.close() // and closing ends the listing
})

test('it shows what it has while it grows, and is complete when every file was looked at', async () => {
  const second = gate()
  const looked = gate<ReadonlyMap<string, number>>()
  const { index } = open({
    list: async function* () {
      yield ['first.ts']
      await second.opened
      yield ['second.ts', 'gone.ts']
    },
    look: () => looked.opened
  })
  const total = async () => {
    const { total: known, isComplete } = await index.search('x', 5)
    return [known, isComplete]
  }
  await vi.waitFor(async () => expect(await total()).toEqual([1, false]))
  second.release()
  await vi.waitFor(async () => expect(await total()).toEqual([3, false]))
  looked.release(
    new Map([
      ['first.ts', 1],
      ['second.ts', 2]
    ])
  )
  await index.settled()
  expect(await total()).toEqual([2, true])
  expect((await index.search('', 5)).files).toEqual(bare('second.ts', 'first.ts'))
  await index.close()
})

test('it lists anew when it is old, behind the answer, and looks at known files more rarely', async () => {
  const files = ['a.ts']
  const looks: (readonly string[])[] = []
  const { index, clock } = open({
    list: () => oneBatch(...files),
    look: (paths) => {
      looks.push(paths)
      return Promise.resolve(new Map(paths.map((path) => [path, clock.now().getTime() + 1])))
    }
  })
  const known = async () => (await index.search('', 9)).files.map(({ path }) => path)
  await known()
  await index.settled()
  files.push('b.ts')
  clock.turnTo(4_999)
  expect(await known()).toEqual(['a.ts'])
  await index.settled()
  expect(await known()).toEqual(['a.ts'])
  clock.turnTo(5_000)
  expect(await known()).toEqual(['a.ts'])
  await index.settled()
  expect(await known()).toEqual(['b.ts', 'a.ts'])
  clock.turnTo(30_000)
  await known()
  await index.settled()
  files.splice(0)
  clock.turnTo(40_000)
  await known()
  await index.settled()
  expect(await known()).toEqual([])
  expect(looks).toEqual([['a.ts'], ['b.ts'], ['a.ts', 'b.ts'], []])
  await index.close()
})

test('a listing that breaks off leaves what was known, and is logged', async () => {
  const logged: string[] = []
  const log: Log = { ...silentLog, warn: (_facts, message) => logged.push(message) }
  let isBroken = false
  const { index, clock } = open({
    log,
    list: async function* () {
      yield await Promise.resolve(['a.ts'])
      if (isBroken) throw new Error('git ended with 128')
      yield ['b.ts']
    }
  })
  await index.search('', 9)
  await index.settled()
  isBroken = true
  clock.turnTo(5_000)
  await index.search('', 9)
  await index.settled()
  expect(await index.search('', 9)).toEqual({ files: bare('b.ts', 'a.ts'), total: 2, isComplete: true })
  expect(logged).toEqual(['the files of a project could not be listed'])
  await index.close()
})

test('of more files than it keeps it says that it is not complete', async () => {
  const { index } = open({ maxFiles: 3, list: () => oneBatch('a/b.ts', 'c.ts', 'd.ts', 'e.ts') })
  await index.search('', 9)
  await index.settled()
  expect(await index.search('d', 9)).toEqual({ files: [], total: 3, isComplete: false })
  await index.close()
})

test('of a folder that was walked only in part it shows that part, and says that it is not complete', async () => {
  const { index } = open({
    list: async function* () {
      yield await Promise.resolve(['a.ts', 'gone.ts'])
      throw new WalkCut('more than is listed')
    },
    look: () => Promise.resolve(new Map([['a.ts', 1]]))
  })
  await index.search('', 9)
  await index.settled()
  expect(await index.search('', 9)).toEqual({ files: bare('a.ts'), total: 1, isComplete: false })
  await index.close()
})

test('once it is closed it lists nothing more', async () => {
  let lists = 0
  const { index } = open({
    list: () => {
      lists += 1
      return oneBatch()
    }
  })
  await index.close()
  await index.search('a', 5)
  expect(lists).toBe(0)
})

test('what the list leaves out is asked for at the top, too: all that fits only when the list has nothing', async () => {
  const asked: (readonly [string, boolean])[] = []
  const { index } = open({
    inFolder: (query, _limit, knows) => {
      asked.push([query, knows('')])
      return Promise.resolve([{ path: `.${query}`, positions: [] }])
    }
  })
  await index.search('', 9)
  await index.settled()
  expect((await index.search('two', 9)).files.map(({ path }) => path)).toEqual(['.two', 'two.ts'])
  expect((await index.search('env', 9)).files.map(({ path }) => path)).toEqual(['.env'])
  expect(asked).toEqual([
    ['two', true],
    ['env', false]
  ])
  await index.close()
})

test('a typed folder that is read too slowly is left out, and the answer is not complete: it is asked again', async () => {
  const slow = gate<never[]>()
  const { index, clock } = open({ inFolder: () => slow.opened })
  await index.search('', 9)
  await index.settled()
  const answer = index.search('linked/', 9)
  await vi.waitFor(() => expect(clock.isWaitingFor(LIMIT)).toBe(true))
  clock.advance(LIMIT)
  expect(await answer).toEqual({ files: [], total: 4, isComplete: false })
  slow.release([])
  expect((await index.search('linked/', 9)).isComplete).toBe(true)
  await index.close()
})
