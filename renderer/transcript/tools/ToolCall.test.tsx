import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { ToolResultBlock } from '../../../shared/session.ts'
import { toolResult, toolUse } from '../../../tests/support/claudeCalls.ts'
import { Reveal } from '../FoldMemory.ts'
import { TranscriptContext } from '../TranscriptContext.ts'
import type { TranscriptSetting } from '../TranscriptContext.ts'
import type { TurnView } from '../turnView.ts'
import { TaskListContext } from './tasks/TaskListContext.ts'
import { ToolCall } from './ToolCall.tsx'

interface Drawn {
  readonly name: string
  readonly input: unknown
  readonly result?: ToolResultBlock['content'] | null
  readonly isError?: boolean
  readonly view?: Partial<TurnView>
  readonly setting?: Partial<TranscriptSetting>
  /** Search hits shown so far. */
  readonly reveal?: number
}

function element({ name, input, result = null, isError = false, view, setting, reveal = 0 }: Drawn) {
  const use = toolUse(name, input)
  const results = new Map<string, ToolResultBlock>()
  if (result !== null) results.set('t1', toolResult(result, { isError }))
  const whole: TurnView = {
    results,
    subagents: new Map(),
    growing: new Set(),
    waiting: new Set(),
    live: false,
    ...view
  }
  const around: TranscriptSetting = {
    projectPath: '/home/ada/loom',
    agentName: 'Claude Code',
    loadWholeResult: () => Promise.reject(new Error('not asked for')),
    ...setting
  }
  return (
    <TranscriptContext value={around}>
      <Reveal value={reveal}>
        <ToolCall use={use} view={whole} steps={null} />
      </Reveal>
    </TranscriptContext>
  )
}

/** Resolves when its code has its colours. */
async function draw(drawn: Drawn): Promise<void> {
  await act(async () => {
    render(element(drawn))
  })
}

async function open(): Promise<void> {
  const line = screen.getAllByRole('button')[0]
  if (line?.getAttribute('aria-expanded') === 'false') await userEvent.click(line)
}

describe('how a call ended', () => {
  const bash = { name: 'Bash', input: { command: 'npm test' } }

  it.each<[string, string, boolean, string]>([
    ['failed with an exit code', 'Exit code 3\nboom', true, 'Run npm test · exit code 3'],
    ['failed', 'boom', true, 'Run npm test Failed'],
    [
      'was denied',
      'The user does not want this. Ask what to do instead.',
      true,
      'Run npm test You denied this'
    ],
    [
      'was held back',
      'Plan mode: nothing may be changed yet. Go on.',
      true,
      'Run npm test Held back by plan mode'
    ],
    [
      'was not asked about',
      'The user has chosen not to be asked, so this is not done. Go on without it.',
      true,
      'Run npm test Not done: nobody is to be asked'
    ],
    ['was stopped', '[Request interrupted by user for tool use]', true, 'Run npm test Stopped'],
    ['had its way', 'ok', false, 'Run npm test']
  ])('%s: %j', async (_, result, isError, line) => {
    await draw({ ...bash, result, isError })
    expect(document.body.textContent?.replaceAll(/\s+/g, ' ')).toContain(line)
  })

  it('shows the note that went with a denial, and not what was said to the agent', async () => {
    await draw({ ...bash, result: 'The user denied this and said: Use pnpm', isError: true })
    expect(screen.getByText('You denied this, and said:')).toBeVisible()
    expect(screen.getByText('Use pnpm')).toBeVisible()
  })

  it('draws what waits for a person in the card that asks, not here', async () => {
    const view = { live: true, waiting: new Set(['t1']) }
    await draw({ name: 'Write', input: { file_path: 'a.md', content: 'hello' }, view })
    expect(screen.getByText('Waits for you')).toBeVisible()
    expect(screen.queryByText('hello')).toBeNull()
  })

  it('follows the end of what a command writes while it runs', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`)
    const view = { live: true, growing: new Set(['t1']) }
    await draw({ ...bash, result: lines.join('\n'), view })
    expect(screen.getByText('Running')).toBeInTheDocument()
    expect(screen.getByText(/line 40/)).toBeVisible()
    expect(screen.queryByText(/line 7\b/)).toBeNull()
    expect(screen.queryByRole('button', { name: /Show all/ })).toBeNull()
  })
})

describe('what is drawn of a call', () => {
  it('the colours of a terminal', async () => {
    await draw({ name: 'Bash', input: { command: 'x' }, result: '\u001b[31mred\u001b[0m plain' })
    expect(screen.getByText('red').style.color).toBe('var(--ansi-red)')
  })

  it('a diff with its signs, and the words that changed', async () => {
    const input = { file_path: 'a.txt', old_string: 'keep this two', new_string: 'keep this three' }
    await draw({ name: 'Edit', input, result: 'ok' })
    const rows = Array.from(document.querySelectorAll('[data-line]'), (row) => row.textContent)
    expect(rows).toEqual(['−keep this two', '+keep this three'])
    expect(screen.getByText('two')).toHaveClass('bg-danger/25')
    expect(screen.getByText('three')).toHaveClass('bg-ok/25')
  })

  it('the lines of a file by their numbers, each opening its place', async () => {
    const openFile = vi.fn<(path: string, line: number | null) => void>()
    const input = { file_path: '/home/ada/loom/src/a.ts', offset: 7 }
    await draw({ name: 'Read', input, result: '7\talpha\n8\tbeta', setting: { openFile } })
    await open()
    expect(screen.getByText('beta').parentElement?.querySelector('[data-number="8"]')).not.toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'src/a.ts' }))
    expect(openFile.mock.calls).toEqual([['/home/ada/loom/src/a.ts', 7]])
  })

  it('what a search found, each line opening its place', async () => {
    const openFile = vi.fn<(path: string, line: number | null) => void>()
    await draw({ name: 'Grep', input: { pattern: 'x' }, result: 'src/a.ts:12:let x', setting: { openFile } })
    await open()
    await userEvent.click(screen.getByRole('button', { name: 'Open src/a.ts at line 12' }))
    expect(openFile.mock.calls).toEqual([['src/a.ts', 12]])
  })

  it('links of the web only where they are safe', async () => {
    const links = [
      { title: 'Good', url: 'https://example.com/a' },
      { title: 'Bad', url: 'javascript:alert(1)' }
    ]
    await draw({ name: 'WebSearch', input: { query: 'x' }, result: `Links: ${JSON.stringify(links)}` })
    await open()
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      'https://example.com/a'
    ])
    expect(screen.getByText('Bad')).toBeVisible()
  })

  it('the task list as it stands now at the newest call, and folded at an older one', async () => {
    const input = { todos: [{ content: 'Old task', status: 'pending' }] }
    const list = { tasks: [{ text: 'New task', status: 'in_progress' as const }], callId: 't1' }
    const { rerender } = render(
      <TaskListContext value={list}>{element({ name: 'TodoWrite', input, result: 'ok' })}</TaskListContext>
    )
    expect(within(screen.getByRole('list', { name: 'Tasks' })).getByText('New task')).toBeVisible()
    rerender(
      <TaskListContext value={{ ...list, callId: 't2' }}>
        {element({ name: 'TodoWrite', input, result: 'ok' })}
      </TaskListContext>
    )
    expect(screen.queryByRole('list', { name: 'Tasks' })).toBeNull()
  })

  it('the answer among the choices of a question', async () => {
    const questions = [{ question: 'Which?', options: [{ label: 'One' }, { label: 'Two' }] }]
    const result = 'Your questions have been answered: "Which?"="Two". You can now continue.'
    await draw({ name: 'AskUserQuestion', input: { questions }, result })
    const chosen = screen.getByRole('img', { name: 'Answered' }).closest('li')
    expect(chosen).toHaveTextContent('Two')
  })

  it('several answers whose labels hold commas, each in its own box and none invented', async () => {
    const labels = ['Oak, old', 'Pine', 'Elm, new'].map((label) => ({ label }))
    const questions = [{ question: 'Which boards?', multiSelect: true, options: labels }]
    const result = 'Your questions have been answered: "Which boards?"="Oak, old, Elm, new". Go on.'
    await draw({ name: 'AskUserQuestion', input: { questions }, result })
    const chosen = screen
      .getAllByRole('img', { name: 'Answered' })
      .map((mark) => mark.closest('li')?.textContent)
    expect(chosen).toEqual(['Oak, old', 'Elm, new'])
    expect(document.querySelectorAll('li')).toHaveLength(3)
  })

  it.each([
    [true, ['lucide-square', 'lucide-square-check']],
    [false, ['lucide-circle', 'lucide-circle-check']]
  ])('an answer of several: %s, in boxes of that shape', async (multiSelect, shapes) => {
    const questions = [{ question: 'Which?', multiSelect, options: [{ label: 'One' }, { label: 'Two' }] }]
    await draw({ name: 'AskUserQuestion', input: { questions }, result: 'Answered: "Which?"="Two".' })
    const drawn = Array.from(document.querySelectorAll('li svg'), (mark) =>
      [...mark.classList].filter((name) => /^lucide-(?:square|circle)(?:-check)?$/u.test(name)).join()
    )
    expect(drawn).toEqual(shapes)
  })

  it('the arguments of a server’s tool, and every part of its result', async () => {
    const source = { type: 'base64' as const, media_type: 'image/png', data: 'AAAA' }
    await draw({
      name: 'mcp__github__create_issue',
      input: { title: 'Bug', draft: false },
      result: [
        { type: 'text', text: 'made' },
        { type: 'image', source },
        { type: 'unknown', raw: { type: 'audio' } }
      ]
    })
    expect(screen.getByText('github · create issue')).toBeVisible()
    await open()
    const [names, values] = ['dt', 'dd'].map((tag) =>
      Array.from(document.querySelectorAll(tag), (cell) => cell.textContent)
    )
    expect({ names, values }).toEqual({ names: ['title', 'draft'], values: ['Bug', 'false'] })
    expect(screen.getByText('made')).toBeVisible()
    expect(screen.getByRole('img', { name: 'Image' })).toHaveAttribute('src', 'data:image/png;base64,AAAA')
    expect(screen.getByText(/"type": "audio"/)).toBeVisible()
  })

  it('what a search in the session found, however far down', async () => {
    const result = Array.from({ length: 60 }, (_, index) => `${index + 1}\tline ${index + 1}`).join('\n')
    const drawn = { name: 'Read', input: { file_path: 'a.txt' }, result }
    const { rerender } = render(element(drawn))
    await open()
    expect(screen.queryByText('line 50')).toBeNull()
    rerender(element({ ...drawn, reveal: 1 }))
    expect(screen.getByText('line 50')).toBeVisible()
  })
})

describe('bad input', () => {
  const inputs = [null, 'half', 7, [], [{}], {}, { file_path: 3, todos: 'x', questions: [{}], edits: [1] }]
  const results: readonly (ToolResultBlock['content'] | null)[] = [
    null,
    '',
    [],
    [{ type: 'unknown', raw: null }],
    '<tool_use_error></tool_use_error>',
    'Links: ['
  ]

  it.each([
    'Bash',
    'Read',
    'Edit',
    'MultiEdit',
    'Write',
    'NotebookEdit',
    'Grep',
    'Glob',
    'LS',
    'WebFetch',
    'WebSearch',
    'Agent',
    'TodoWrite',
    'TaskUpdate',
    'AskUserQuestion',
    'ExitPlanMode',
    'Skill',
    'mcp__',
    'Odd'
  ])('%s stands with any input and any result', async (name) => {
    const cases = [
      ...inputs.map((input) => ({ input, result: 'x' })),
      ...results.map((result) => ({ input: {}, result }))
    ]
    for (const drawn of cases) {
      for (const isError of [false, true]) {
        const { container, unmount } = await act(async () =>
          render(element({ name, isError, reveal: 1, ...drawn }))
        )
        expect(container).not.toHaveTextContent(/^$/)
        unmount()
      }
    }
  })

  it('draws some of ten thousand tasks, and offers the rest', async () => {
    const todos = Array.from({ length: 10_000 }, (_, index) => ({
      content: `task ${index}`,
      status: 'pending'
    }))
    await draw({ name: 'TodoWrite', input: { todos }, result: 'ok' })
    await open()
    expect(screen.getAllByRole('listitem')).toHaveLength(40)
    await userEvent.click(screen.getByRole('button', { name: /^Show 500 more of 10,000/ }))
    expect(screen.getAllByRole('listitem')).toHaveLength(540)
  })

  it('compares no lines of what is no text', async () => {
    await draw({ name: 'Write', input: { file_path: 'a.bin', content: 'PNG\u0000\u0001' }, result: 'ok' })
    expect(screen.getByText(/^This is no text, so no lines are compared/)).toBeVisible()
    expect(document.querySelectorAll('[data-line]')).toHaveLength(0)
  })

  it('shows every character of a path, in the order it has', async () => {
    await draw({ name: 'Read', input: { file_path: 'a\u0007/\u202egnp.exe' }, result: 'x' })
    expect(screen.getByText('a␇/⟨U+202E⟩gnp.exe')).toBeVisible()
    await draw({ name: 'Read', input: { file_path: 'שלום/עולם.ts' }, result: 'x' })
    const names = screen.getAllByText(/^(שלום|עולם\.ts)$/).map((part) => part.tagName)
    expect(names).toEqual(['BDI', 'BDI'])
  })

  it('shows a result of pictures only', async () => {
    const source = { type: 'base64' as const, media_type: 'image/png', data: 'AAAA' }
    await draw({ name: 'Read', input: { file_path: 'a.png' }, result: [{ type: 'image', source }] })
    await open()
    expect(screen.getByRole('img', { name: 'Image' })).toBeVisible()
    expect(screen.queryByText('No output')).toBeNull()
  })

  it('lays out little of two megabytes in one line, until all is asked for', async () => {
    const result = 'x'.repeat(2_000_000)
    await draw({ name: 'Bash', input: { command: 'cat big' }, result })
    expect(document.body.textContent?.length).toBeLessThan(4_000)
    await userEvent.click(screen.getByRole('button', { name: 'Show all (1.9 MB)' }))
    expect(document.body.textContent?.length).toBeGreaterThan(2_000_000)
    expect(document.querySelectorAll('.output-piece')).toHaveLength(100)
  })

  it('draws some of an edit of ten thousand lines, and offers the rest', async () => {
    const lines = (word: string): string =>
      Array.from({ length: 10_000 }, (_, index) => `${word} ${index}`).join('\n')
    const input = { file_path: 'a.txt', old_string: lines('old'), new_string: lines('new') }
    await draw({ name: 'Edit', input, result: 'ok' })
    expect(screen.getByText('+10000')).toBeVisible()
    expect(document.querySelectorAll('[data-line]')).toHaveLength(24)
    await userEvent.click(screen.getByRole('button', { name: 'Show 500 more of 20,000' }))
    expect(document.querySelectorAll('[data-line]')).toHaveLength(524)
  })
})
