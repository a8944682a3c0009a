import { beforeEach, expect, test } from 'vitest'
import { silentLog } from '../../log.ts'
import { handClock } from '../../../tests/support/handClock.ts'
import type { HandClock } from '../../../tests/support/handClock.ts'
import type { Offer } from './askOffer.ts'
import { KeptOffers } from './keptOffers.ts'
import type { OfferPlace } from './keptOffers.ts'

const minute = 60_000
const otherwise: Offer = { commands: [], models: [{ id: 'static', name: 'Static', description: null }] }
const here: OfferPlace = { cwd: '/here', trusted: false, path: null }

let clock: HandClock
let asked: OfferPlace[]
let closed: number
let answer: (place: OfferPlace) => Promise<Offer>
let offers: KeptOffers

/** Says which question it answers, so that an answer that was kept can be told from a new one. */
const numbered = (): Promise<Offer> =>
  Promise.resolve({ commands: [], models: [{ id: String(asked.length), name: 'A', description: null }] })

beforeEach(() => {
  clock = handClock()
  asked = []
  closed = 0
  answer = numbered
  offers = new KeptOffers({
    clock,
    log: silentLog,
    otherwise,
    ask: (place) => {
      asked.push(place)
      return {
        answer: answer(place),
        close: () => {
          closed += 1
          return Promise.resolve()
        }
      }
    }
  })
})

test('an answer is kept for ten minutes', async () => {
  const first = await offers.of(here)
  clock.advance(10 * minute - 1)
  expect([await offers.of(here), asked.length]).toEqual([first, 1])
  clock.advance(1)
  expect((await offers.of(here)).models[0]?.id).toBe('2')
})

test('two who ask at once ask once, and the process that was asked is ended', async () => {
  const [one, other] = await Promise.all([offers.of(here), offers.of(here)])
  expect([one, asked, closed]).toEqual([other, [here], 1])
})

test('another folder, another trust and another program are other questions', async () => {
  const places = [here, { ...here, cwd: '/there' }, { ...here, trusted: true }, { ...here, path: '/bin/x' }]
  for (const place of [...places, ...places]) await offers.of(place)
  expect(asked).toEqual(places)
})

test('when it cannot be asked there is a list to go on with, and the next question asks again', async () => {
  answer = () => Promise.reject(new Error('no program'))
  expect(await offers.of(here)).toEqual(otherwise)
  answer = numbered
  expect((await offers.of(here)).models[0]?.id).toBe('2')
})

test('an old failure does not take away a newer answer', async () => {
  let fail: (error: Error) => void = () => undefined
  answer = () => new Promise((_resolve, reject) => (fail = reject))
  const failing = offers.of(here)
  clock.advance(10 * minute)
  answer = numbered
  const kept = await offers.of(here)
  fail(new Error('at last'))
  expect(await failing).toEqual(otherwise)
  expect([await offers.of(here), asked.length]).toEqual([kept, 2])
})

test('closing ends what is still asked', async () => {
  answer = () => new Promise(() => undefined)
  void offers.of(here) // never answered
  await offers.close()
  expect(closed).toBe(1)
})
