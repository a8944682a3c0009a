import { render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { useProjectStore } from '../stores/projectStore.ts'
import { Toasts } from '../ui/Toasts.tsx'
import { WindowDrops } from './WindowDrops.tsx'

afterEach(() => {
  vi.restoreAllMocks()
  Reflect.deleteProperty(window, 'skein')
})

function drop(isDirectory: boolean): { prevented: boolean; opened: unknown[] } {
  const opened: unknown[] = []
  Object.defineProperty(window, 'skein', { configurable: true, value: { pathOfFile: () => '/srv/tides' } })
  vi.spyOn(useProjectStore.getState(), 'addProject').mockImplementation(async (path) => {
    opened.push(path)
    return { ok: false, error: { code: 'x', message: 'no' } }
  })
  render(
    <MemoryRouter>
      <WindowDrops />
      <Toasts />
    </MemoryRouter>
  )
  const event = new Event('drop', { bubbles: true, cancelable: true })
  const item = { webkitGetAsEntry: () => ({ isDirectory }), getAsFile: () => new File([], 'tides') }
  Object.assign(event, { dataTransfer: { types: ['Files'], items: [item] } })
  document.body.dispatchEvent(event)
  return { prevented: event.defaultPrevented, opened }
}

test('a folder is opened, and nobody else takes it', () => {
  expect(drop(true)).toEqual({ prevented: true, opened: ['/srv/tides'] })
})

test('a file that the composer has taken is nobody else’s', () => {
  const take = (event: Event): void => event.preventDefault()
  document.addEventListener('drop', take, { once: true })
  expect(drop(false)).toEqual({ prevented: true, opened: [] })
  expect(screen.queryByText(/Files go along/)).toBeNull()
})

test('where there is no composer a file is refused with words', async () => {
  expect(drop(false)).toEqual({ prevented: true, opened: [] })
  expect(await screen.findByText(/Files go along with a message/)).toBeTruthy()
})
