import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { PermissionAnswer, PermissionRequest } from '../../shared/session.ts'
import { factsOf } from '../../tests/support/claudeCalls.ts'
import { PermissionCard } from './PermissionCard.tsx'
import type { CardTiming } from './typing.ts'

const request: PermissionRequest = {
  id: 'p1',
  toolName: 'Bash',
  ...factsOf('Bash'),
  input: { command: 'npm test' },
  title: 'Run npm test',
  rules: [{ toolName: 'Bash', pattern: 'npm test' }]
}

interface Situation {
  readonly asked?: PermissionRequest
  readonly timing?: CardTiming
  readonly refusal?: string | null
}

/** Nothing is waited for: what the times are for stands in tests/attacks/cardsTyping.test.tsx. */
const atOnce: CardTiming = { armedAfter: 0, quietBefore: 0, quietAfter: 0, writing: 0 }

/** Resolves when the card is there: a command waits for its colours. */
async function renderCard({ asked = request, timing = atOnce, refusal = null }: Situation = {}) {
  const onAnswer = vi.fn((_answer: PermissionAnswer) => Promise.resolve(refusal))
  const onMode = vi.fn()
  const card = (
    <PermissionCard
      request={asked}
      projectPath="/home/ada/loom"
      place={null}
      onAnswer={onAnswer}
      onMode={onMode}
      timing={timing}
    />
  )
  const { rerender } = render(
    <>
      <textarea aria-label="Message" autoFocus />
    </>
  )
  await act(async () =>
    rerender(
      <>
        <textarea aria-label="Message" autoFocus />
        {card}
      </>
    )
  )
  const close = (): void => {
    rerender(
      <>
        <textarea aria-label="Message" autoFocus />
      </>
    )
  }
  return { onAnswer, onMode, close, user: userEvent.setup() }
}

/** Goes to the card, presses, and waits for the answer. */
async function press(
  onAnswer: ReturnType<typeof vi.fn>,
  user: ReturnType<typeof userEvent.setup>,
  key: string
) {
  await user.keyboard(`{F6}${key}`)
  await waitFor(() => expect(onAnswer).toHaveBeenCalled())
}

describe('PermissionCard', () => {
  it('allows once on Enter', async () => {
    const { onAnswer, user } = await renderCard()
    await press(onAnswer, user, '{Enter}')
    expect(onAnswer.mock.calls[0]).toEqual([{ behavior: 'allow' }])
  })

  it('denies on Escape', async () => {
    const { onAnswer, user } = await renderCard()
    await press(onAnswer, user, '{Escape}')
    expect(onAnswer.mock.calls[0]).toEqual([{ behavior: 'deny' }])
  })

  it('takes no key that was pressed as it appeared', async () => {
    const { onAnswer, user } = await renderCard({
      timing: { armedAfter: 60_000, quietBefore: 60_000, quietAfter: 0, writing: 0 }
    })
    await user.keyboard('{F6}{Enter}{Escape}a')
    expect(onAnswer).not.toHaveBeenCalled()
  })

  it('leaves the focus where it is, in a composer without a word too, and its Enter with it', async () => {
    const { onAnswer, user } = await renderCard()
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()
    await user.keyboard('{Enter}')
    expect(onAnswer).not.toHaveBeenCalled()
  })

  it('gives the focus back where it came from', async () => {
    const { close, user } = await renderCard()
    await user.keyboard('{F6}')
    expect(screen.getByRole('region', { name: 'Permission request: Run npm test' })).toHaveFocus()
    close()
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveFocus()
  })

  it('denies when Enter is pressed on Deny, and does not allow as well', async () => {
    const { onAnswer, user } = await renderCard()
    screen.getByRole('button', { name: 'Deny' }).focus()
    await user.keyboard('{Enter}')
    expect(onAnswer.mock.calls).toEqual([[{ behavior: 'deny' }]])
  })

  it('shows the exact rule before it is saved for the session or the project', async () => {
    const { onAnswer, user } = await renderCard()
    expect(screen.getByText('Bash: npm test')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'For this project' }))
    await user.click(screen.getByRole('button', { name: 'For this session' }))
    expect(onAnswer.mock.calls).toEqual([
      [{ behavior: 'allow', remember: 'project' }],
      [{ behavior: 'allow', remember: 'session' }]
    ])
  })

  it('offers no remembering when nothing could be remembered, by key neither', async () => {
    const { onAnswer, user } = await renderCard({ asked: { ...request, rules: [] } })
    expect(screen.queryByRole('button', { name: 'For this project' })).toBeNull()
    await press(onAnswer, user, 'psd')
    expect(onAnswer.mock.calls[0]).toEqual([{ behavior: 'deny' }])
  })

  it.each<[string, PermissionAnswer]>([
    ['a', { behavior: 'allow' }],
    ['s{Enter}', { behavior: 'allow', remember: 'session' }],
    ['p{Enter}', { behavior: 'allow', remember: 'project' }],
    ['d', { behavior: 'deny' }]
  ])('answers by %s', async (key, answer) => {
    const { onAnswer, user } = await renderCard()
    await press(onAnswer, user, key)
    expect(onAnswer.mock.calls[0]).toEqual([answer])
  })

  it('takes the focus by F6, from wherever it is', async () => {
    const { user } = await renderCard()
    await user.keyboard('{F6}')
    expect(screen.getByRole('region', { name: 'Permission request: Run npm test' })).toHaveFocus()
  })

  it('leaves the focus where something is written already', async () => {
    const { container } = render(<input aria-label="Find" defaultValue="tide" autoFocus />)
    await act(async () =>
      render(
        <PermissionCard
          request={request}
          projectPath=""
          place={null}
          onAnswer={() => Promise.resolve(null)}
          onMode={vi.fn()}
        />
      )
    )
    expect(within(container).getByRole('textbox', { name: 'Find' })).toHaveFocus()
  })

  it('sends a note with the refusal', async () => {
    const { onAnswer, user } = await renderCard()
    await user.click(screen.getByRole('button', { name: 'Deny with a note' }))
    await user.keyboard('Use pnpm{Enter}')
    expect(onAnswer.mock.calls).toEqual([
      [{ behavior: 'deny', message: 'The user denied this and said: Use pnpm' }]
    ])
  })

  it('allows the command as the person changed it', async () => {
    const { onAnswer, user } = await renderCard({
      asked: { ...request, input: { command: 'npm test', timeout: 3 } }
    })
    await user.click(screen.getByRole('button', { name: 'Edit' }))
    const editor = screen.getByRole('textbox', { name: 'Command' })
    expect(editor).toHaveFocus()
    await user.clear(editor)
    expect(screen.getByRole('button', { name: 'Allow as edited' })).toBeDisabled()
    await user.keyboard('pnpm test --adp')
    expect(onAnswer).not.toHaveBeenCalled()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(onAnswer.mock.calls).toEqual([
      [{ behavior: 'allow', updatedInput: { command: 'pnpm test --adp', timeout: 3 } }]
    ])
  })

  it('allows no input that cannot be read, and says why', async () => {
    const { onAnswer, user } = await renderCard({
      asked: { ...request, toolName: 'Fetch', kind: 'other', input: { url: 'x' } }
    })
    await user.click(screen.getByRole('button', { name: 'Edit' }))
    await user.type(screen.getByRole('textbox', { name: 'Input of the tool, as JSON' }), ',')
    expect(screen.getByRole('alert')).toHaveTextContent('This is not valid JSON yet.')
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(screen.getByRole('button', { name: 'Allow once' })).toBeVisible()
    expect(screen.getByRole('region')).toHaveFocus()
    expect(onAnswer).not.toHaveBeenCalled()
  })

  it('leaves the note on Escape without denying', async () => {
    const { onAnswer, user } = await renderCard()
    await user.click(screen.getByRole('button', { name: 'Deny with a note' }))
    await user.keyboard('never mind{Escape}')
    expect(onAnswer).not.toHaveBeenCalled()
    expect(screen.getByRole('button', { name: 'Allow once' })).toBeVisible()
  })

  it('says when the answer did not arrive, and can be answered again', async () => {
    const { onAnswer, user } = await renderCard({ refusal: 'The connection is gone.' })
    await user.click(screen.getByRole('button', { name: 'Allow once' }))
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your answer did not arrive: The connection is gone.'
    )
    await user.click(screen.getByRole('button', { name: 'Allow once' }))
    expect(onAnswer).toHaveBeenCalledTimes(2)
  })

  it('shows a path outside the project as such', async () => {
    await renderCard({
      asked: {
        ...request,
        toolName: 'Edit',
        ...factsOf('Edit'),
        input: { file_path: '/etc/hosts', old_string: 'a', new_string: 'b' }
      }
    })
    expect(screen.getByText('/etc/hosts').closest('p')).toHaveClass('text-danger')
    expect(screen.getByText('Outside the project')).toBeVisible()
  })

  it('shows marks that would turn a command around', async () => {
    await renderCard({ asked: { ...request, input: { command: 'echo \u202etxt.exe\u0007' } } })
    expect(screen.getByRole('region')).toHaveTextContent('echo ⟨U+202E⟩txt.exe␇')
  })

  it.each([['half'], [null], [{}], [[1, 2]]])('stands with an input of %j', async (input) => {
    await renderCard({ asked: { ...request, toolName: 'Odd', kind: 'other', input } })
    expect(screen.getByRole('button', { name: 'Allow once' })).toBeVisible()
  })
})

describe('a plan', () => {
  const plan = {
    ...request,
    toolName: 'ExitPlanMode',
    ...factsOf('ExitPlanMode'),
    input: { plan: '# The plan' },
    rules: []
  }

  it.each([
    ['a', 'default'],
    ['e{Enter}', 'acceptEdits']
  ])('is approved by %s, and the mode that follows is %s', async (key, mode) => {
    const { onAnswer, onMode, user } = await renderCard({ asked: plan })
    expect(screen.getByRole('heading', { name: 'The plan' })).toBeVisible()
    await press(onAnswer, user, key)
    expect(onAnswer.mock.calls[0]).toEqual([{ behavior: 'allow' }])
    await waitFor(() => expect(onMode.mock.calls[0]).toEqual([mode]))
  })

  it('changes no mode when the approval did not arrive', async () => {
    const { onMode, user } = await renderCard({ asked: plan, refusal: 'The turn is over.' })
    await user.click(screen.getByRole('button', { name: 'Carry out, accept edits' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('The turn is over.')
    expect(onMode).not.toHaveBeenCalled()
  })

  it('goes on with what the person says to it', async () => {
    const { onAnswer, user } = await renderCard({ asked: plan })
    await user.click(screen.getByRole('button', { name: 'Comment' }))
    await user.keyboard('And the tests?{Enter}')
    expect(onAnswer.mock.calls).toEqual([[{ behavior: 'deny', message: 'And the tests?' }]])
  })
})

describe('questions', () => {
  const option = (label: string) => ({ label })
  const input = {
    questions: [
      { question: 'Which?', options: [option('One'), option('Two')] },
      { question: 'What else?', multiSelect: true, options: [option('Tea'), option('Milk'), option('Two')] }
    ]
  }
  const asked = { ...request, toolName: 'AskUserQuestion', ...factsOf('AskUserQuestion'), input, rules: [] }

  it('are answered with the labels picked', async () => {
    const { onAnswer, user } = await renderCard({ asked })
    const answer = screen.getByRole('button', { name: 'Answer' })
    expect(answer).toBeDisabled()
    await user.click(screen.getByRole('radio', { name: /^Two/ }))
    await user.type(screen.getByRole('textbox', { name: 'Your own answer: What else?' }), 'sugar')
    await user.click(answer)
    expect(onAnswer.mock.calls).toEqual([
      [{ behavior: 'allow', updatedInput: { ...input, answers: { 'Which?': 'Two', 'What else?': 'sugar' } } }]
    ])
  })

  it('are answered by numbers and Enter, one after the other', async () => {
    const { onAnswer, user } = await renderCard({ asked })
    await user.keyboard('{F6}2')
    expect(screen.getByRole('radio', { name: /^Two/ })).toBeChecked()
    await user.keyboard('13{Enter}')
    await waitFor(() =>
      expect(onAnswer.mock.calls).toEqual([
        [
          {
            behavior: 'allow',
            updatedInput: { ...input, answers: { 'Which?': 'Two', 'What else?': 'Tea, Two' } }
          }
        ]
      ])
    )
  })

  it('are skipped by Escape', async () => {
    const { onAnswer, user } = await renderCard({ asked })
    await press(onAnswer, user, '{Escape}')
    expect(onAnswer.mock.calls[0]).toEqual([{ behavior: 'deny' }])
  })
})
