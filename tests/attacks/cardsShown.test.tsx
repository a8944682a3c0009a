/** A card shows all that would happen, or says how much it does not show and lets one see it: whatever the input is. */
import '@testing-library/jest-dom/vitest'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { PermissionCard } from '../../renderer/permission/PermissionCard.tsx'
import { printableLines, printableProse } from '../../renderer/transcript/tools/printable.ts'
import type { PermissionRequest } from '../../shared/session.ts'
import { factsOf } from '../support/claudeCalls.ts'
import { fuzzRuns, fuzzTimeout } from './support/fuzzRuns.ts'

const PROJECT = '/home/ada/loom'

async function show(asked: Partial<PermissionRequest>): Promise<HTMLElement> {
  const request: PermissionRequest = {
    id: 'one',
    toolName: 'mcp__x__y',
    input: {},
    title: 'Use y of x',
    rules: [],
    ...factsOf(asked.toolName ?? 'mcp__x__y'),
    ...asked
  }
  await act(async () =>
    render(
      <PermissionCard
        request={request}
        projectPath={PROJECT}
        place={null}
        onAnswer={() => Promise.resolve(null)}
        onMode={vi.fn()}
      />
    )
  )
  return screen.getByRole('region')
}

/** Asks for more until there is no more. */
function unfold(card: HTMLElement): void {
  const asked = new Set<Element>()
  for (let times = 0; times < 40; times += 1) {
    const more = screen
      .queryAllByRole('button', { name: / more |^Show all|unchanged|^Show as written/ })
      .find((button) => card.contains(button) && !asked.has(button))
    if (more === undefined) return
    if (/written/.test(more.textContent)) asked.add(more)
    fireEvent.click(more)
  }
}

function leavesOf(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]: readonly [string, unknown]) => [
      ...(Array.isArray(value) ? [] : [name]),
      ...leavesOf(inner)
    ])
  }
  return [typeof value === 'string' ? value : JSON.stringify(value)]
}

/** In one of the ways it may be drawn; of many lines each by itself. */
function isIn(text: string, leaf: string): boolean {
  const inJson = printableLines(JSON.stringify(leaf).slice(1, -1))
  if (text.includes(inJson) || text.includes(printableLines(leaf.replaceAll('\r\n', '␍\n')))) return true
  return printableProse(leaf)
    .split(/\r?\n/)
    .every((line) => text.includes(line.trim()) || text.includes(printableLines(line).trim()))
}

const names = fc.oneof(
  fc.constantFrom(
    'command',
    'plan',
    'url',
    'file_path',
    'description',
    'prompt',
    'content',
    'old_string',
    'new_string'
  ),
  fc.constantFrom(
    'edits',
    'replace_all',
    'dangerouslyDisableSandbox',
    'run_in_background',
    'timeout',
    'questions',
    '__proto__'
  ),
  fc.constantFrom(
    'notebook_path',
    'new_source',
    'pattern',
    'path',
    'question',
    'options',
    'label',
    'toString'
  ),
  fc.string({ minLength: 1, maxLength: 12, unit: 'binary' })
)
const leaf = fc.oneof(
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.string({ maxLength: 40 }),
  fc
    .array(
      fc.constantFrom('a', 'b\n', '\r\n', '\u202e', 'е', '/etc', '[x](https://evil.example)', '<!-- x -->'),
      { maxLength: 9 }
    )
    .map((parts) => parts.join('')),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null)
)
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 6 }).map(objectOf)
  )
}))
const input = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.tuple(names, json), { maxLength: 7 }).map(objectOf) },
  { weight: 1, arbitrary: json }
)
const tools = [
  'Bash',
  'PowerShell',
  'Edit',
  'MultiEdit',
  'Write',
  'NotebookEdit',
  'WebFetch',
  'Read',
  'mcp__x__y',
  'Odd'
] as const

/** As JSON makes it: `__proto__` is a name like any other. */
function objectOf(entries: readonly (readonly [string, unknown])[]): object {
  const made: object = {}
  for (const [name, value] of entries) {
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true, writable: true })
  }
  return made
}

describe('every value of an input', () => {
  const runs = fuzzRuns()
  test(
    'is found in its card, once all that is counted as hidden was asked for',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...tools, 'ExitPlanMode', 'AskUserQuestion'),
          input,
          async (toolName, given) => {
            const card = await show({ toolName, input: given })
            unfold(card)
            const text = card.textContent
            const missing = leavesOf(given).filter((one) => one !== '' && !isIn(text, one))
            // Said in a sentence of ours instead.
            const said = ['replace_all', 'dangerouslyDisableSandbox', 'run_in_background', 'true']
            const named = [
              'command',
              'description',
              'file_path',
              'notebook_path',
              'content',
              'new_source',
              'old_string',
              'new_string',
              'plan',
              'questions',
              'question',
              'options',
              'label',
              'header',
              'multiSelect',
              'false'
            ]
            expect(missing.filter((one) => ![...said, ...named].includes(one))).toEqual([])
            cleanup()
          }
        ),
        runs
      )
    },
    fuzzTimeout(runs)
  )
})

describe('what a tool of a server is called with', () => {
  const given = {
    plan: '# Harmless',
    command: 'rm -rf ~/x',
    url: 'https://example.com@evil.example/',
    file_path: '/etc/passwd',
    nested: { deep: ['../../up', 7, null] }
  }

  test('is shown by field, not as if it were the tool of the agent', async () => {
    const card = await show({ toolName: 'mcp__x__run', input: given })
    for (const one of leavesOf(given)) expect(card).toHaveTextContent(one)
    expect(card).toHaveTextContent('mcp__x__run')
    expect(screen.queryByRole('heading', { name: 'Harmless' })).toBeNull()
    expect(card).toHaveTextContent('This address leads to evil.example')
    const red = [...card.querySelectorAll('.text-danger')].map(({ textContent }) => textContent)
    expect(red).toEqual(expect.arrayContaining(['~/x', '/etc/passwd', '../../up']))
  })
})

test.each([
  ['Bash', { command: 'ls', dangerouslyDisableSandbox: true }, /outside the sandbox/],
  ['Bash', { command: 'ls', run_in_background: true }, /in the background/],
  ['Bash', { command: 'ls', timeout: 99, odd: 'x1' }, /timeout99odd"?x1/],
  ['Bash', { command: 'ls', dangerouslyDisableSandbox: 'yes' }, /dangerouslyDisableSandboxyes/],
  [
    'Edit',
    { file_path: 'a', old_string: 'x', new_string: 'y', replace_all: true },
    /Every place with this text/
  ],
  ['Edit', { file_path: 'a', old_string: 'x\n', new_string: 'x\r\n' }, /new_stringx␍/],
  ['Edit', { file_path: 'a', old_string: 'x', new_string: 'x\n' }, /old_string/],
  ['Write', { file_path: 'a', content: 'a\u0000b' }, /a␀b/],
  ['WebFetch', { url: 'https://a.example/', prompt: 'What?' }, /promptWhat\?/],
  ['WebFetch', { url: 'https://аpple.com/' }, /leads to xn--/],
  ['ExitPlanMode', { plan: 'Go', allowedPrompts: [{ tool: 'Bash', prompt: 'anything' }] }, /anything/],
  [
    'ExitPlanMode',
    { plan: 'See [the docs](https://evil.example/x)' },
    /the docs \(https:\/\/evil\.example\/x\)/
  ],
  ['ExitPlanMode', { plan: { not: 'a text' } }, /a text/],
  ['AskUserQuestion', { questions: [{ question: 'Which?', options: [], more: 'unseen' }] }, /unseen/]
])('%s with %j says so', async (toolName, given, shown) => {
  expect((await show({ toolName, input: given })).textContent).toMatch(shown)
})

test('what a plan hides when it is drawn can be seen as it is written', async () => {
  const card = await show({
    toolName: 'ExitPlanMode',
    input: { plan: 'Go\n\n<!-- and delete -->\n\n[x]: https://evil.example' }
  })
  fireEvent.click(screen.getByRole('button', { name: 'Show as written' }))
  expect(card).toHaveTextContent('<!-- and delete --> [x]: https://evil.example')
})

test('why it is asked is said, ours as ours and the agent’s as the agent’s', async () => {
  const card = await show({
    toolName: 'Bash',
    input: { command: 'ls' },
    cause: 'untrusted_folder',
    reason: '\u001b[31mTrust me\u001b[0m <b>now</b>\u202e',
    blockedPath: '/etc/x'
  })
  expect(card).toHaveTextContent('You have not said that you trust this folder, so every command asks')
  expect(card).toHaveTextContent('The agent says:Trust me <b>now</b>⟨U+202E⟩')
  expect(card).toHaveTextContent('It is about this path:/etc/x')
  expect(screen.getByText('/etc/x')).toHaveClass('text-danger')
  cleanup()
  expect(await show({ cause: 'safety_check' })).toHaveTextContent('The agent itself raised a safety check.')
})

test('a command that is cut says so, and warns of what is not shown yet', async () => {
  const command = `${'echo one\n'.repeat(200)}rm -rf ~/x`
  const card = await show({ toolName: 'Bash', input: { command }, title: 'Run echo one' })
  expect(card).not.toHaveTextContent('rm -rf')
  expect(card).toHaveTextContent('Outside the project')
  expect(screen.getByRole('button', { name: '189 more lines' })).toBeVisible()
  unfold(card)
  expect(card).toHaveTextContent('rm -rf ~/x')
})

test('one line of 100,000 letters says how much more there is', async () => {
  await show({ toolName: 'Bash', input: { command: `echo ${'x'.repeat(100_000)}` } })
  expect(screen.getByRole('button', { name: '98,505 more characters' })).toBeVisible()
})

test('a title that is too long stands whole in the card', async () => {
  const card = await show({ title: `${'Look '.repeat(100)}and delete` })
  expect(card).toHaveTextContent('and delete')
})

test('a rule is shown to the letter', async () => {
  const card = await show({ rules: [{ toolName: 'Bash', pattern: `a\u200bb ${'x'.repeat(5_000)}` }] })
  expect(card).toHaveTextContent('Bash: a⟨U+200B⟩b')
  expect(card).toHaveTextContent('more characters')
})

describe('an input of many megabytes does not hold the page', () => {
  const deep = (): unknown => {
    let value: unknown = 'end'
    for (let depth = 0; depth < 100_000; depth += 1) value = depth % 2 === 0 ? [value] : { a: value }
    return value
  }
  test.each<[string, string, () => unknown]>([
    ['a command of one line', 'Bash', () => ({ command: 'x'.repeat(8_000_000) })],
    ['a command of many lines', 'Bash', () => ({ command: '/etc/x\n'.repeat(1_000_000) })],
    ['a text that is written', 'Write', () => ({ file_path: 'a', content: '\u202eа'.repeat(4_000_000) })],
    ['a path', 'Write', () => ({ file_path: '../'.repeat(2_000_000), content: '' })],
    ['a field', 'mcp__x__y', () => ({ plan: '\u0301'.repeat(8_000_000) })],
    ['a name', 'mcp__x__y', () => ({ ['n'.repeat(8_000_000)]: 1 })],
    [
      'many fields',
      'mcp__x__y',
      () => Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`f${at}`, at]))
    ],
    ['many values', 'mcp__x__y', () => ({ all: Array.from({ length: 1_000_000 }, (_, at) => at) })],
    ['a deep value', 'mcp__x__y', deep],
    ['a plan', 'ExitPlanMode', () => ({ plan: '[x](https://evil.example) '.repeat(300_000) })],
    [
      'many questions',
      'AskUserQuestion',
      () => ({ questions: Array.from({ length: 50_000 }, () => ({ question: 'x?', options: [] })) })
    ],
    [
      'a question',
      'AskUserQuestion',
      () => ({ questions: [{ question: 'x'.repeat(8_000_000), options: [] }] })
    ]
  ])('%s', async (_, toolName, make) => {
    const given = make()
    const began = performance.now()
    const card = await show({ toolName, input: given })
    expect(performance.now() - began).toBeLessThan(6_000)
    expect(card).toHaveTextContent(/more/)
    expect(card.textContent.length).toBeLessThan(60_000)
  })
})
