import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { ourMode } from '../../shared/agentOptions.ts'
import type { AgentMode } from '../../shared/agentOptions.ts'
import type { PermissionMode } from '../../shared/session.ts'
import { useModeChoice } from './useModeChoice.tsx'

const all: readonly AgentMode[] = [
  ourMode('default'),
  ourMode('plan'),
  ourMode('acceptEdits'),
  ourMode('bypassPermissions')
]

function Modes({
  offered,
  first
}: {
  readonly offered: readonly AgentMode[]
  readonly first: PermissionMode
}) {
  const [mode, setMode] = useState(first)
  const choice = useModeChoice({ mode, offered, onMode: setMode })
  return (
    <>
      <output>{mode}</output>
      <button onClick={choice.next}>next</button>
      <button onClick={() => choice.choose('bypassPermissions')}>bypass</button>
      {choice.dialog}
    </>
  )
}

function open(offered = all, first: PermissionMode = 'default') {
  render(<Modes offered={offered} first={first} />)
  const user = userEvent.setup()
  return {
    press: (name: string) => user.click(screen.getByRole('button', { name })),
    mode: () => screen.getByRole('status', { hidden: true }).textContent
  }
}

describe('the next permission mode', () => {
  it('goes round, and asks before it bypasses', async () => {
    const { press, mode } = open()
    await press('next')
    await press('next')
    expect(mode()).toBe('acceptEdits')
    await press('next')
    expect(mode()).toBe('acceptEdits')
    await press('Bypass permissions')
    expect(mode()).toBe('bypassPermissions')
    await press('next')
    expect(mode()).toBe('default')
  })

  it('goes on without bypass when that is declined', async () => {
    const { press, mode } = open(all, 'acceptEdits')
    await press('next')
    await press('Cancel')
    expect(mode()).toBe('default')
  })

  it('skips what the agent cannot do', async () => {
    const { press, mode } = open([ourMode('default'), ourMode('acceptEdits')])
    await press('next')
    expect(mode()).toBe('acceptEdits')
    await press('next')
    expect(mode()).toBe('default')
  })
})

it('bypass that was chosen from the list and declined changes nothing', async () => {
  const { press, mode } = open(all, 'plan')
  await press('bypass')
  await press('Cancel')
  expect(mode()).toBe('plan')
})
