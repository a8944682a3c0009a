import type { NativeImage } from 'electron'
import { expect, test, vi } from 'vitest'
import { overlayBadge } from './overlayBadge.ts'

const picture = vi.fn<() => NativeImage>()

test('on Windows a dot says how many wait, and goes with the last', () => {
  const drawn: unknown[] = []
  const window = { setOverlayIcon: (...args: unknown[]) => void drawn.push(args) }
  const draw = overlayBadge({ platform: 'win32', picture, language: () => 'de' })
  draw(window, 2)
  draw(window, 0)
  const dot = picture.mock.results[0]?.value
  expect(drawn).toEqual([
    [dot, 'Skein: 2 warten auf dich'],
    [null, '']
  ])
})

test.each(['linux', 'darwin'] as const)('%s counts on the icon itself', (platform) => {
  const setOverlayIcon = vi.fn<() => void>()
  picture.mockClear()
  overlayBadge({ platform, picture, language: () => 'en' })({ setOverlayIcon }, 1)
  expect([setOverlayIcon.mock.calls, picture.mock.calls]).toEqual([[], []])
})
