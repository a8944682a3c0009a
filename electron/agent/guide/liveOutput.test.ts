import { expect, test } from 'vitest'
import { LiveOutput } from './liveOutput.ts'
import { QuickClock } from '../../../tests/support/guideStage.ts'

const pace = 200

function begin() {
  const clock = new QuickClock()
  const shown: string[] = []
  const live = new LiveOutput({ clock, show: (text) => void shown.push(text) })
  return { clock, shown, live }
}

test('what comes first is shown at once, what follows five times a second, all of it each time', () => {
  const { clock, shown, live } = begin()
  for (const text of ['one\n', 'two\n', 'three\n']) live.add(text)
  expect(shown).toEqual(['one\n'])
  clock.elapse(pace)
  expect(shown).toEqual(['one\n', 'one\ntwo\nthree\n'])
})

test('while nothing is written nothing is shown again', () => {
  const { clock, shown, live } = begin()
  live.add('one\n')
  clock.elapse(pace)
  expect([shown, clock.waiting]).toEqual([['one\n'], 0])
  live.add('two\n')
  expect(shown).toEqual(['one\n', 'one\ntwo\n'])
})

test('of long output the newest whole lines are shown', () => {
  const { clock, shown, live } = begin()
  const lines = Array.from({ length: 2_000 }, (_, index) => `line ${String(index).padStart(5, '0')}\n`)
  for (const line of lines) live.add(line)
  clock.elapse(pace)
  const last = shown.at(-1) ?? ''
  expect(last.length).toBeLessThanOrEqual(16 * 1024 + 2)
  expect(last.split('\n').slice(0, 2)).toEqual(['…', expect.stringMatching(/^line \d{5}$/)])
  expect(last.endsWith('line 01999\n')).toBe(true)
})

test('one endless line shows its end', () => {
  const { shown, live } = begin()
  live.add(`${'a'.repeat(20_000)}end`)
  expect(shown).toEqual([`…\n${'a'.repeat(16 * 1024 - 3)}end`])
})

test('after it is closed nothing is shown and nothing waits', () => {
  const { clock, shown, live } = begin()
  live.add('one')
  live.add('two')
  live.close()
  expect([clock.elapse(pace), shown, clock.waiting]).toEqual([false, ['one'], 0])
})
