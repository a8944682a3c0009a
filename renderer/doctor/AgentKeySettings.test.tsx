import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import type { KeyState } from '../../shared/agentKeys.ts'
import { strings } from '../strings/strings.ts'
import { AgentKeySettings } from './AgentKeySettings.tsx'

const words = strings.doctor.keys
const key = 'sk-ant-canary-0123456789'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** A main process that answers with one state after the other. */
function bridge(...states: KeyState[]) {
  const asked: unknown[][] = []
  const answer =
    (name: string) =>
    (...args: unknown[]): Promise<unknown> => {
      asked.push([name, ...args])
      return Promise.resolve(states.length > 1 ? states.shift() : states[0])
    }
  vi.stubGlobal('skein', {
    keyState: answer('keyState'),
    keepKey: answer('keepKey'),
    removeKey: answer('removeKey')
  })
  return asked
}

const none: KeyState = { stored: false, refusal: null }
const kept: KeyState = { stored: true, refusal: null }

test('a key is set, said to be kept, and removed; the page does not show it again', async () => {
  const asked = bridge(none, kept, none)
  const user = userEvent.setup()
  render(<AgentKeySettings agent="claude" variable="ANTHROPIC_API_KEY" name="Claude Code" />)
  await user.click(await screen.findByRole('button', { name: words.add }))
  await user.type(screen.getByLabelText(words.dialogLabel), ` ${key} `)
  expect(screen.getByLabelText(words.dialogLabel).getAttribute('type')).toBe('password')
  await user.click(screen.getByRole('button', { name: strings.app.save }))
  expect((await screen.findByText(words.kept)).textContent).toBe(words.kept)
  expect(document.body.innerHTML).not.toContain(key)
  await user.click(screen.getByRole('button', { name: words.remove }))
  await user.click(screen.getAllByRole('button', { name: words.remove }).at(-1) ?? document.body)
  expect((await screen.findByText(words.none)).textContent).toBe(words.none)
  expect(asked).toEqual([
    ['keyState', 'claude'],
    ['keepKey', 'claude', key],
    ['removeKey', 'claude']
  ])
})

test('where the system keeps no secrets, the reason stands there and nothing is asked for', async () => {
  bridge({ stored: false, refusal: 'plain_text' })
  render(<AgentKeySettings agent="claude" variable="ANTHROPIC_API_KEY" name="Claude Code" />)
  expect((await screen.findByText(words.refusals.plain_text)).textContent).not.toBe('')
  expect(screen.queryByRole('button', { name: words.add })).toBe(null)
})

test('what is no key is not sent', async () => {
  const asked = bridge(none)
  const user = userEvent.setup()
  render(<AgentKeySettings agent="claude" variable="ANTHROPIC_API_KEY" name="Claude Code" />)
  await user.click(await screen.findByRole('button', { name: words.add }))
  await user.type(screen.getByLabelText(words.dialogLabel), 'two words here')
  await user.click(screen.getByRole('button', { name: strings.app.save }))
  await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(words.notAKey))
  expect(asked).toEqual([['keyState', 'claude']])
})

test('in a browser it says where keys come from', () => {
  render(<AgentKeySettings agent="claude" variable="ANTHROPIC_API_KEY" name="Claude Code" />)
  expect(screen.getByText(words.browserHint('ANTHROPIC_API_KEY')).textContent).toContain('ANTHROPIC_API_KEY')
})
