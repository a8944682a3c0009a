import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
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
