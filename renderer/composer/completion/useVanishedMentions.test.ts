import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useVanishedMentions } from './useVanishedMentions.ts'
import type { FindMissing } from './useVanishedMentions.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const turn = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms)
  })
const pause = (): Promise<void> => turn(500)

/** A project in which these are missing, a text that is being written, and what is told of it. */
function write(first: string, missing: readonly string[]) {
  const find = vi.fn<FindMissing>((paths) => Promise.resolve(paths.filter((path) => missing.includes(path))))
  const { result, rerender } = renderHook(
    ({ text, running }: { text: string; running: boolean }) => useVanishedMentions(text, running, find),
    { initialProps: { text: first, running: false } }
  )
  return {
    find,
    told: () => result.current,
    goOn: (text: string, running = false) => rerender({ text, running })
  }
}

test('a file is told to be missing when it is so in every way its name may be read', async () => {
  const written = write('看@src/a.ts然后 and @src/b.ts.', ['src/a.ts然后', 'src/a.ts', 'src/b.ts.'])
  expect(written.told()).toEqual([])
  await pause()
  expect(written.told()).toEqual(['src/a.ts'])
})

test.each([
  '@../x.ts @/etc/hosts @~/x.ts @C:/x.ts, me@a.example and @someone',
  '@..\\x.ts @\\\\host\\share\\x.ts @C:\\x.ts',
  '@$HOME/.zshrc @${ROOT}/a.ts @%APPDATA%/a.ts',
  '@https://example.org/a.md @github:issue://12/3',
  '@src/*.ts @src/**/a.ts @src/{a,b}.ts'
])('what is not in the project, or no path, is not asked about: %s', async (text) => {
  const written = write(text, [])
  await pause()
  expect(written.find).not.toHaveBeenCalled()
})

test('a package is not told to be missing when it is installed', async () => {
  const written = write('@types/node and @types/nothing', [
    'types/node',
    'types/nothing',
    'node_modules/@types/nothing'
  ])
  await pause()
  expect(written.told()).toEqual(['types/nothing'])
})

test('nobody is asked while somebody types, nor again when only other words change', async () => {
  const written = write('@src/a.t', ['src/a.ts'])
  await turn(499)
  written.goOn('@src/a.ts')
  expect(written.find).not.toHaveBeenCalled()
  await pause()
  written.goOn('@src/a.ts is it')
  await pause()
  expect([written.find.mock.calls.length, written.told()]).toEqual([1, ['src/a.ts']])
})

test('what was told of a mention is not told of another, and what a turn left is looked at again', async () => {
  const missing = ['src/a.ts', 'src/b.ts']
  const written = write('@src/a.ts', missing)
  await pause()
  written.goOn('@src/b.ts')
  expect(written.told()).toEqual([])
  await pause()
  expect(written.told()).toEqual(['src/b.ts'])
  missing.length = 0
  written.goOn('@src/b.ts', true)
  await pause()
  expect(written.told()).toEqual([])
})

test('who cannot be asked has said nothing', async () => {
  const { result } = renderHook(() => useVanishedMentions('@src/a.ts', false, failing))
  await pause()
  expect(result.current).toEqual([])
})

const failing: FindMissing = () => Promise.reject(new Error('away'))
