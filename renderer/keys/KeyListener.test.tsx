import { fireEvent, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, onTestFinished, test, vi } from 'vitest'
import { useAction } from './actionStore.ts'
import { KeyListener } from './KeyListener.tsx'

function Offers({ onHelp, onPalette }: { readonly onHelp: () => void; readonly onPalette: () => void }) {
  useAction('help', onHelp)
  useAction('palette', onPalette)
  return <textarea aria-label="text" />
}

test('a key carries out its action; while someone types, a bare sign is a sign', async () => {
  const user = userEvent.setup()
  const onHelp = vi.fn<() => void>()
  const onPalette = vi.fn<() => void>()
  const view = render(
    <>
      <KeyListener />
      <Offers onHelp={onHelp} onPalette={onPalette} />
    </>
  )
  await user.keyboard('?')
  expect(onHelp).toHaveBeenCalledTimes(1)
  await user.type(view.getByLabelText('text'), '?{Control>}k{/Control}')
  expect(onHelp).toHaveBeenCalledTimes(1)
  expect(onPalette).toHaveBeenCalledTimes(1)
  expect(view.getByLabelText('text')).toHaveValue('?')
})

test('what is no longer on screen does nothing', async () => {
  const user = userEvent.setup()
  const onHelp = vi.fn<() => void>()
  const view = render(
    <>
      <KeyListener />
      <Offers onHelp={onHelp} onPalette={onHelp} />
    </>
  )
  view.rerender(<KeyListener />)
  await user.keyboard('?')
  expect(onHelp).not.toHaveBeenCalled()
})

test('in the desktop app the page has the keys a browser keeps to itself, on every layout', () => {
  const onNew = vi.fn<() => void>()
  const openWindow = vi.fn((_path: string) => Promise.resolve())
  function OffersNew() {
    useAction('new-session', onNew)
    return null
  }
  const control = { ctrlKey: true, cancelable: true, bubbles: true }
  const browser = render(
    <>
      <KeyListener />
      <OffersNew />
    </>
  )
  expect(fireEvent.keyDown(document.body, { key: 'n', code: 'KeyN', ...control })).toBe(true)
  browser.unmount()
  vi.stubGlobal('skein', { platform: 'linux', openWindow })
  onTestFinished(() => void vi.unstubAllGlobals())
  render(
    <>
      <KeyListener />
      <OffersNew />
    </>
  )
  expect(fireEvent.keyDown(document.body, { key: 'т', code: 'KeyN', ...control })).toBe(false)
  expect(fireEvent.keyDown(document.body, { key: 'b', code: 'KeyN', ...control })).toBe(true) // Dvorak
  expect(onNew).toHaveBeenCalledTimes(1)
  expect(fireEvent.keyDown(document.body, { key: 'Т', code: 'KeyN', shiftKey: true, ...control })).toBe(false)
  expect([onNew.mock.calls.length, openWindow.mock.calls]).toEqual([1, [['/']]])
})
