import { render } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { useProjectStore } from '../stores/projectStore.ts'
import { DropFolders } from './DropFolders.tsx'

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
      <DropFolders />
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

test('a file is left to the composer', () => {
  expect(drop(false)).toEqual({ prevented: false, opened: [] })
})
