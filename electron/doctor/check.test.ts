import { expect, test } from 'vitest'
import { handClock } from '../../tests/support/handClock.ts'
import { createCheck } from './check.ts'
import { wordsIn } from '../../shared/words/languages.ts'

const words = wordsIn('en').doctor
const parts = {
  id: 'disk',
  clock: handClock(),
  limitMs: 5_000,
  name: () => 'The disk',
  tell: (facts: string) => ({ state: 'ok' as const, sentence: facts, detail: '', actions: [] })
}

test('what was seen is told', async () => {
  const check = createCheck({ ...parts, look: () => Promise.resolve('Well.') })
  expect(await check.run(words)).toEqual({
    id: 'disk',
    state: 'ok',
    sentence: 'Well.',
    detail: '',
    actions: []
  })
})

test('a look that hangs is told in time, and is not begun again while it hangs', async () => {
  const clock = handClock()
  let looks = 0
  let answer: (facts: string) => void = () => undefined
  const look = (): Promise<string> => {
    looks += 1
    return new Promise((resolve) => (answer = resolve))
  }
  const check = createCheck({ ...parts, clock, look, silence: 'bad' })
  for (let time = 0; time < 2; time += 1) {
    const found = check.run(words)
    clock.advance(5_000)
    expect(await found).toEqual({
      id: 'disk',
      state: 'bad',
      sentence: 'The disk: no answer within 5 seconds.',
      detail: '',
      actions: [{ kind: 'try_again' }]
    })
  }
  expect(looks).toBe(1)
  const found = check.run(words)
  answer('Back.')
  expect((await found).sentence).toBe('Back.')
})

test('a look that fails is told with what was said, and the next one begins anew', async () => {
  let fails = true
  const check = createCheck({
    ...parts,
    look: () => (fails ? Promise.reject(new Error('EIO')) : Promise.resolve('Well.'))
  })
  expect(await check.run(words)).toEqual({
    id: 'disk',
    state: 'unknown',
    sentence: 'The disk: Skein could not look.',
    detail: 'EIO',
    actions: [{ kind: 'try_again' }]
  })
  fails = false
  expect((await check.run(words)).sentence).toBe('Well.')
})
