import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { PermissionAnswer, PermissionRequest } from '../../shared/session.ts'
import { PermissionCard } from './PermissionCard.tsx'

const request: PermissionRequest = {
  id: 'p1',
  toolName: 'Bash',
  input: { command: 'npm test' },
  title: 'Run npm test',
  rules: [{ toolName: 'Bash', pattern: 'npm test' }]
}

interface Situation {
  readonly asked?: PermissionRequest
  readonly takesFocus?: boolean
  readonly armedAfterMs?: number
  readonly refusal?: string | null
}

function renderCard({
  asked = request,
  takesFocus = true,
  armedAfterMs = 0,
  refusal = null
}: Situation = {}) {
  const onAnswer = vi.fn((_answer: PermissionAnswer) => Promise.resolve(refusal))
  const card = (
    <PermissionCard
      request={asked}
      projectPath="/home/ada/loom"
      place={null}
      takesFocus={takesFocus}
      onAnswer={onAnswer}
      armedAfterMs={armedAfterMs}
    />
  )
  const { rerender } = render(
    <>
      <textarea aria-label="Message" autoFocus />
    </>
  )
  rerender(
    <>
      <textarea aria-label="Message" autoFocus />
      {card}
    </>
  )
  const close = (): void => {
    rerender(
      <>
        <textarea aria-label="Message" autoFocus />
      </>
    )
  }
  return { onAnswer, close, user: userEvent.setup() }
}

/** Presses until the card is armed: its timer of 0 ms fires after the first render. */
async function press(
  onAnswer: ReturnType<typeof vi.fn>,
  user: ReturnType<typeof userEvent.setup>,
  key: string
) {
  await waitFor(async () => {
    await user.keyboard(key)
    expect(onAnswer).toHaveBeenCalled()
  })
}

describe('PermissionCard', () => {
  it('allows once on Enter', async () => {
    const { onAnswer, user } = renderCard()
    await press(onAnswer, user, '{Enter}')
    expect(onAnswer.mock.calls[0]).toEqual([{ behavior: 'allow' }])
  })

  it('denies on Escape', async () => {
    const { onAnswer, user } = renderCard()
    await press(onAnswer, user, '{Escape}')
    expect(onAnswer.mock.calls[0]).toEqual([{ behavior: 'deny' }])
  })

  it('takes no key that was pressed as it appeared', async () => {
    const { onAnswer, user } = renderCard({ armedAfterMs: 60_000 })
    await user.keyboard('{Enter}{Escape}')
    expect(onAnswer).not.toHaveBeenCalled()
  })

  it('leaves the focus with who is typing, and their Enter with them', async () => {
    const { onAnswer, user } = renderCard({ takesFocus: false })
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()
    await user.keyboard('{Enter}')
    expect(onAnswer).not.toHaveBeenCalled()
  })

  it('gives the focus back where it came from', () => {
    const { close } = renderCard()
    expect(screen.getByRole('region', { name: 'Permission request: Run npm test' })).toHaveFocus()
    close()
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()
  })

  it('denies when Enter is pressed on Deny, and does not allow as well', async () => {
    const { onAnswer, user } = renderCard()
    screen.getByRole('button', { name: 'Deny' }).focus()
    await user.keyboard('{Enter}')
    expect(onAnswer.mock.calls).toEqual([[{ behavior: 'deny' }]])
  })

  it('shows the exact rule before it is saved for the project', async () => {
    const { onAnswer, user } = renderCard()
    await user.click(screen.getByRole('button', { name: 'Allow and remember' }))
    expect(await screen.findByText('Bash: npm test')).toBeVisible()
    await user.click(screen.getByRole('menuitem', { name: 'For this project' }))
    expect(onAnswer.mock.calls).toEqual([[{ behavior: 'allow', remember: 'project' }]])
  })

  it('offers no remembering when nothing could be remembered', () => {
    renderCard({ asked: { ...request, rules: [] } })
    expect(screen.queryByRole('button', { name: 'Allow and remember' })).toBeNull()
  })

  it('sends a note with the refusal', async () => {
    const { onAnswer, user } = renderCard()
    await user.click(screen.getByRole('button', { name: 'Deny with a note' }))
    await user.keyboard('Use pnpm{Enter}')
    expect(onAnswer.mock.calls).toEqual([[{ behavior: 'deny', message: 'Use pnpm' }]])
  })

  it('leaves the note on Escape without denying', async () => {
    const { onAnswer, user } = renderCard()
    await user.click(screen.getByRole('button', { name: 'Deny with a note' }))
    await user.keyboard('never mind{Escape}')
    expect(onAnswer).not.toHaveBeenCalled()
    expect(screen.getByRole('button', { name: 'Allow once' })).toBeVisible()
  })

  it('says when the answer did not arrive, and can be answered again', async () => {
    const { onAnswer, user } = renderCard({ refusal: 'The connection is gone.' })
    await user.click(screen.getByRole('button', { name: 'Allow once' }))
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your answer did not arrive: The connection is gone.'
    )
    await user.click(screen.getByRole('button', { name: 'Allow once' }))
    expect(onAnswer).toHaveBeenCalledTimes(2)
  })

  it('shows a path outside the project as such', () => {
    renderCard({
      asked: {
        ...request,
        toolName: 'Edit',
        input: { file_path: '/etc/hosts', old_string: 'a', new_string: 'b' }
      }
    })
    expect(screen.getByText('/etc/hosts')).toHaveClass('text-danger')
    expect(screen.getByText('Outside the project')).toBeVisible()
  })

  it('answers questions with the labels picked', async () => {
    const input = { questions: [{ question: 'Which?', options: [{ label: 'One' }, { label: 'Two' }] }] }
    const { onAnswer, user } = renderCard({
      asked: { ...request, toolName: 'AskUserQuestion', input, rules: [] }
    })
    expect(screen.getByRole('button', { name: 'Answer' })).toBeDisabled()
    await user.click(screen.getByRole('radio', { name: 'Two' }))
    await user.click(screen.getByRole('button', { name: 'Answer' }))
    expect(onAnswer.mock.calls).toEqual([
      [{ behavior: 'allow', updatedInput: { ...input, answers: { 'Which?': 'Two' } } }]
    ])
  })
})
