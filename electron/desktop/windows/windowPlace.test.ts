import { describe, expect, test } from 'vitest'
import { besides, fitBounds, newPlace, readPlaces } from './windowPlace.ts'
import type { Bounds, WindowPlace } from './windowPlace.ts'

const laptop: Bounds = { x: 0, y: 25, width: 1440, height: 875 }
const external: Bounds = { x: 1440, y: 0, width: 2560, height: 1440 }

describe('bounds that were kept', () => {
  test.each<[string, Bounds, readonly Bounds[], Bounds]>([
    [
      'stay on their display',
      { x: 1600, y: 100, width: 1200, height: 900 },
      [laptop, external],
      { x: 1600, y: 100, width: 1200, height: 900 }
    ],
    [
      'come to the first when theirs is gone',
      { x: 1600, y: 100, width: 1200, height: 900 },
      [laptop],
      { x: 120, y: 25, width: 1200, height: 875 }
    ],
    [
      'come back when only an edge could be seen',
      { x: 1400, y: 100, width: 1200, height: 700 },
      [laptop],
      { x: 120, y: 113, width: 1200, height: 700 }
    ],
    [
      'come down when the title bar lies above the screen',
      { x: 100, y: -500, width: 800, height: 600 },
      [laptop],
      { x: 320, y: 163, width: 800, height: 600 }
    ],
    [
      'shrink to a smaller display, and never below what can be used',
      { x: 0, y: 25, width: 4000, height: 10 },
      [laptop],
      { x: 0, y: 25, width: 1440, height: 360 }
    ]
  ])('%s', (_name, bounds, areas, expected) => {
    expect(fitBounds(bounds, areas)).toEqual(expected)
  })

  test('without a display, or without any, the system chooses', () => {
    expect([fitBounds(laptop, []), fitBounds(null, [laptop])]).toEqual([null, null])
  })
})

describe('places that were kept', () => {
  const good: WindowPlace = { bounds: laptop, state: 'maximized', zoom: 1, path: '/settings' }

  test('come back as they were, without those that cannot be read', () => {
    const kept = [
      good,
      null,
      { ...good, path: 'file:///etc/passwd' },
      { ...good, zoom: 'x' },
      { ...good, bounds: { ...laptop, x: Number.NaN } },
      { ...good, bounds: null }
    ]
    expect(readPlaces(kept)).toEqual([good, { ...good, bounds: null }])
  })

  test.each([[null], ['x'], [{}], [undefined]])('%j is no list of places', (kept) => {
    expect(readPlaces(kept)).toEqual([])
  })

  test('are never more than a person works with', () => {
    expect(readPlaces(Array.from({ length: 1000 }, () => good))).toHaveLength(40)
  })
})

test('a new window stands beside the one it came from', () => {
  expect(besides({ ...newPlace, bounds: laptop, state: 'maximized' }, '/settings')).toEqual({
    ...newPlace,
    bounds: { ...laptop, x: 28, y: 53 },
    path: '/settings'
  })
})
