/**
 * "stop" never means allow: whatever is typed, whenever a request comes, nothing is answered by it. And what can be
 * answered by keyboard still can.
 */
import '@testing-library/jest-dom/vitest'
import { act, fireEvent, render, screen } from '@testing-library/react'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { PermissionDock } from '../../renderer/permission/PermissionDock.tsx'
import type { PermissionAnswer, PermissionRequest } from '../../shared/session.ts'
import { pass, press, strokesOf, type } from './support/fingers.ts'
import type { Stroke } from './support/fingers.ts'
import { fuzzRuns, fuzzTimeout } from './support/fuzzRuns.ts'

const tool: PermissionRequest = {
  id: 'one',
  toolName: 'mcp__x__touch',
  input: { file: 'x' },
  title: 'Use touch of x',
  rules: [{ toolName: 'mcp__x__touch', pattern: 'x' }]
}
const warned: PermissionRequest = { ...tool, defaultToNo: true }
const plan: PermissionRequest = {
  ...tool,
  toolName: 'ExitPlanMode',
  kind: 'plan',
  input: { plan: 'Go' },
  rules: []
}
const questions = [{ question: 'Which?', options: [{ label: 'One' }, { label: 'Two' }] }]
const question: PermissionRequest = {
  ...tool,
  toolName: 'AskUserQuestion',
  kind: 'question',
  input: { questions },
  rules: []
}
const kinds = { tool, warned, plan, question } as const

const places = ['composer', 'search', 'elsewhere', 'editable', 'select', 'nothing'] as const
type Place = (typeof places)[number]

function open(requests: readonly PermissionRequest[], place: Place = 'composer') {
  const answers: PermissionAnswer[] = []
  const page = (open: readonly PermissionRequest[]) => (
    <>
      <input aria-label="search" />
      <button type="button">elsewhere</button>
      <div contentEditable suppressContentEditableWarning tabIndex={0} aria-label="editable" role="textbox" />
      <select aria-label="select">
        <option>one</option>
      </select>
      <PermissionDock
        permissions={open}
        projectPath="/home/ada/loom"
        onAnswer={(_, answer) => {
          answers.push(answer)
          return Promise.resolve(null)
        }}
        onMode={() => undefined}
      />
      <textarea aria-label="composer" />
    </>
  )
  const { rerender, unmount } = render(page([]))
  if (place === 'elsewhere') screen.getByRole('button', { name: place }).focus()
  else if (place !== 'nothing') screen.getByLabelText(place).focus()
  const ask = (now: readonly PermissionRequest[]): void => rerender(page(now))
  return { answers, ask, come: () => ask(requests), unmount }
}

const allowed = (answers: readonly PermissionAnswer[]) =>
  answers.filter(({ behavior }) => behavior === 'allow')
const card = () => screen.getByRole('region', { name: /Permission request/ })

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const words = [
  'stop',
  'please',
  'also',
  'sap',
  'yes',
  "don't",
  'a',
  's',
  'p',
  'd',
  'no',
  'pass',
  'wait',
  'ok 1'
]
const loose = fc.constantFrom(
  'a',
  's',
  'p',
  'd',
  'e',
  'n',
  '1',
  '2',
  'x',
  'Enter',
  ' ',
  'Escape',
  'Backspace',
  'é'
)
const gap = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 3_000 }))
const someText = fc
  .array(
    fc.oneof(
      fc.record({ key: loose, after: gap }).map((one) => [one]),
      fc
        .tuple(fc.constantFrom(...words), gap, fc.boolean())
        .map(([word, after, sent]) => [...strokesOf(sent ? `${word}\n` : word, after)]),
      fc.record({ key: fc.string({ minLength: 1, maxLength: 1 }), after: gap }).map((one) => [one])
    ),
    { maxLength: 8 }
  )
  .map((parts): readonly Stroke[] => parts.flat())

describe('of a request that nobody chose', () => {
  const runs = fuzzRuns()
  test(
    'nothing is answered, whatever is typed before and after it came, wherever the focus is',
    () => {
      fc.assert(
        fc.property(
          someText,
          someText,
          fc.constantFrom(...places),
          fc.constantFrom(...Object.values(kinds)),
          (before, after, place, request) => {
            const { answers, come, unmount } = open([request], place)
            type(before)
            const focused = document.activeElement
            come()
            expect(document.activeElement).toBe(focused)
            type(after)
            pass(5_000)
            expect(answers).toEqual([])
            unmount()
          }
        ),
        runs
      )
    },
    fuzzTimeout(runs)
  )
})

describe('of a request that was chosen', () => {
  const runs = fuzzRuns()
  const letters = fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzäß,.'))
  const word = fc.oneof(
    fc.constantFrom(...words.filter((one) => one.length > 1)),
    fc.array(letters, { minLength: 2, maxLength: 9 }).map((one) => one.join(''))
  )
  test(
    'no word that is typed allows anything, nor Enter or a space after it',
    () => {
      fc.assert(
        fc.property(
          word,
          fc.constantFrom('', '\n', ' ', ' sap\n'),
          fc.integer({ min: 0, max: 390 }),
          fc.integer({ min: 0, max: 2_000 }),
          fc.constantFrom(tool, warned, plan),
          (text, end, speed, pause, request) => {
            const { answers, come, unmount } = open([request])
            come()
            pass(600)
            press('F6')
            pass(pause)
            type(strokesOf(`${text}${end}`, speed))
            pass(5_000)
            expect(allowed(answers)).toEqual([])
            unmount()
          }
        ),
        runs
      )
    },
    fuzzTimeout(runs)
  )

  test.each(['stop\n', 'please\n', 'sap ', 'sp\n', 'yes\n', 'pass\n'])(
    'a slow %j keeps nothing for good',
    (text) => {
      for (const speed of [450, 700, 1_000, 1_400]) {
        const { answers, come, unmount } = open([tool])
        come()
        pass(600)
        press('F6')
        type(strokesOf(text, speed))
        pass(5_000)
        expect(answers.filter((answer) => 'remember' in answer)).toEqual([])
        unmount()
      }
    }
  )

  test('a key that is held answers once or not at all', () => {
    const { answers, come } = open([tool])
    come()
    pass(600)
    press('F6')
    for (let times = 0; times < 40; times += 1) {
      fireEvent.keyDown(card(), { key: 'a', repeat: true })
      pass(30)
    }
    pass(5_000)
    expect(answers).toEqual([])
    press('s')
    pass(600)
    for (let times = 0; times < 40; times += 1) {
      const button = document.activeElement ?? document.body
      expect(fireEvent.keyDown(button, { key: 'Enter', repeat: true })).toBe(false)
      pass(30)
    }
    expect(answers).toEqual([])
  })

  test('letters of a text that is being composed answer nothing', () => {
    const { answers, come } = open([tool])
    come()
    pass(600)
    press('F6')
    press('a', { isComposing: true })
    press('Process')
    press('a')
    pass(5_000)
    expect(answers).toEqual([])
  })

  test.each([{ altKey: true }, { ctrlKey: true }, { metaKey: true }, { shiftKey: true }])(
    'a letter with %j answers nothing',
    (modifier) => {
      const { answers, come } = open([tool])
      come()
      pass(600)
      press('F6')
      for (const key of 'asp') {
        press(key, modifier)
        pass(3_000)
      }
      expect(answers).toEqual([])
    }
  )

  test('what comes next is not answered by the keys that were meant for it', () => {
    const { answers, ask } = open([tool])
    ask([tool, { ...tool, id: 'two' }])
    pass(600)
    press('F6')
    press('a')
    pass(500)
    expect(answers).toEqual([{ behavior: 'allow' }])
    ask([{ ...tool, id: 'two' }])
    expect(screen.getByLabelText('composer')).toHaveFocus()
    type(strokesOf('aaaaaaa', 600))
    pass(5_000)
    expect(answers).toHaveLength(1)
  })

  test('a request that settles under the finger leaves nothing behind that answers', () => {
    const { answers, ask } = open([tool])
    ask([tool])
    pass(600)
    press('F6')
    press('a')
    pass(200)
    ask([{ ...tool, id: 'two' }])
    pass(5_000)
    expect(answers).toEqual([])
  })

  test('who comes back to the window has to choose it again', () => {
    const { answers, come } = open([tool])
    come()
    pass(600)
    press('F6')
    fireEvent(window, new Event('blur'))
    pass(5_000)
    for (const key of ['a', 'Enter', 'd', 's']) {
      press(key)
      pass(3_000)
    }
    expect(answers).toEqual([])
    press('F6')
    press('a')
    pass(500)
    expect(answers).toEqual([{ behavior: 'allow' }])
  })

  test('a script that moves the focus there chooses nothing', () => {
    const { answers, come } = open([tool])
    come()
    pass(600)
    act(() => card().focus())
    type(strokesOf('a s p \n', 2_000))
    pass(5_000)
    expect(answers).toEqual([])
  })
})

describe('by keyboard alone', () => {
  const chosen = (request: PermissionRequest) => {
    const opened = open([request])
    opened.come()
    pass(600)
    press('F6')
    return opened
  }

  test.each<[string, readonly string[], PermissionAnswer]>([
    ['allowed by its letter', ['a'], { behavior: 'allow' }],
    ['allowed by Enter', ['Enter'], { behavior: 'allow' }],
    ['kept for the session by two keys', ['s', 'Enter'], { behavior: 'allow', remember: 'session' }],
    ['kept for the project by two keys', ['p', 'Enter'], { behavior: 'allow', remember: 'project' }],
    ['denied by its letter', ['d'], { behavior: 'deny' }],
    ['denied by Escape', ['Escape'], { behavior: 'deny' }]
  ])('it is %s', (_, keys, answer) => {
    const { answers } = chosen(tool)
    type(keys.map((key) => ({ key, after: 600 })))
    pass(600)
    expect(answers).toEqual([answer])
  })

  test('one letter keeps nothing for good, however long one waits', () => {
    for (const key of 'sp') {
      const { answers, unmount } = chosen(tool)
      press(key)
      pass(60_000)
      expect(answers).toEqual([])
      unmount()
    }
  })

  test('what the agent advises against is allowed by no single key, and the first key leads to "Deny"', () => {
    for (const request of [warned, { ...plan, defaultToNo: true }]) {
      const { answers, unmount } = chosen(request)
      expect(document.activeElement).toHaveTextContent(/Deny|Keep planning/)
      press('a')
      pass(10_000)
      expect(answers).toEqual([])
      press('Enter')
      pass(600)
      expect(answers).toEqual([{ behavior: 'allow' }])
      unmount()
    }
    const { answers } = chosen(warned)
    pass(600)
    press('Enter')
    expect(answers).toEqual([{ behavior: 'deny' }])
  })

  test('a plan is never carried out without questions by one letter', () => {
    const { answers } = chosen(plan)
    press('e')
    pass(10_000)
    expect(answers).toEqual([])
    press('Enter')
    expect(answers).toEqual([{ behavior: 'allow' }])
  })

  test('a key that was taken for text says so, and counts when it is pressed alone', () => {
    const { answers } = chosen(tool)
    type(strokesOf('ja', 50))
    expect(card()).toHaveTextContent('That looked like typing')
    pass(3_000)
    press('a')
    pass(500)
    expect(answers).toEqual([{ behavior: 'allow' }])
  })

  test('it is told to who hears the page, and takes the focus from nobody', () => {
    const { come } = open([tool])
    expect(document.querySelector('[aria-live="polite"]')).toHaveTextContent('')
    come()
    expect(document.querySelector('[aria-live="polite"]')).toHaveTextContent(
      'Permission request: Use touch of x. Press F6 to go to it.'
    )
    expect(screen.getByLabelText('composer')).toHaveFocus()
  })
})

test('a click that was meant for what was there before answers nothing', () => {
  const { come } = open([tool])
  come()
  expect(card()).toHaveClass('pointer-events-none')
  pass(300)
  fireEvent.pointerDown(document.body)
  pass(300)
  expect(card()).toHaveClass('pointer-events-none')
  pass(100)
  expect(card()).not.toHaveClass('pointer-events-none')
})
