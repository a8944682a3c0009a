/** What tools did, and what they may do: their views, the requests for permission, and what waits in the whole app. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, openProject, say, test, ui } from './test.ts'
import { writeToolSession } from './toolSession.ts'
import type { WrittenCall } from './toolSession.ts'

const card = (page: Page) => page.getByRole('region', { name: /^Permission request/ })

/** Sends a message of which a request comes, which takes the focus from nobody, and goes to it. */
async function ask(page: Page, text: string): Promise<void> {
  await ui.message(page).fill(text)
  await ui.message(page).press('Enter')
  await expect(card(page)).toBeVisible()
  await expect(ui.message(page)).toBeFocused()
  await page.keyboard.press('F6')
  await expect(card(page)).toBeFocused()
}

/** Keys count only once the card has stood for a moment, and alone: pressed again until it takes one. */
async function pressUntil(page: Page, key: string, taken: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key)
    await taken()
  }).toPass()
}

/** What axe has against a part of the page. */
async function objections(page: Page, part: string): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(part)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)
}

const gone = (page: Page) => () => expect(card(page)).toHaveCount(0, { timeout: 200 })
const idle = (page: Page) => expect(ui.transcript(page)).toHaveAttribute('data-turn', 'idle')

const before = 'export function tide(now) {\n  return station.standardOffset\n}\n'
const after = 'export function tide(now) {\n  return station.offsetAt(now)\n}\n'
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAD0lEQVR4nGOowAEYhpYEACrVWgFd/AL1AAAAAElFTkSuQmCC'

const calls: readonly WrittenCall[] = [
  {
    name: 'Bash',
    input: { command: 'npm test' },
    content: '\u001b[32mpassed\u001b[0m \u001b[38;5;208mslow\u001b[0m\n10 %\r100 %'
  },
  { name: 'Bash', input: { command: 'npm run build' }, content: 'Exit code 2\nno such file', isError: true },
  {
    name: 'Bash',
    input: { command: 'rm -rf out' },
    content: 'The user denied this and said: Keep it',
    isError: true
  },
  { name: 'Read', input: { file_path: 'src/tide.js' }, content: '1\texport function tide(now) {\n2\t}' },
  { name: 'Edit', input: { file_path: 'src/tide.js', old_string: before, new_string: after }, content: 'ok' },
  { name: 'Write', input: { file_path: 'bin/tool', content: 'ELF\u0000\u0001' }, content: 'ok' },
  { name: 'Grep', input: { pattern: 'tide' }, content: 'src/tide.js:1:export function tide(now) {' },
  { name: 'Glob', input: { pattern: '**/*.js' }, content: 'src/tide.js\nsrc/moon.js' },
  { name: 'WebFetch', input: { url: 'https://example.com/tides', prompt: 'When?' }, content: 'At **noon**.' },
  { name: 'Agent', input: { description: 'Find callers', prompt: 'Find them.' }, content: 'Two callers.' },
  { name: 'TodoWrite', input: { todos: [{ content: 'Look', status: 'in_progress' }] }, content: 'ok' },
  {
    name: 'TodoWrite',
    input: {
      todos: [
        { content: 'Look', status: 'completed' },
        { content: 'Mend', status: 'in_progress' }
      ]
    },
    content: 'ok'
  },
  {
    name: 'AskUserQuestion',
    input: { questions: [{ question: 'Which?', options: [{ label: 'One' }, { label: 'Two' }] }] },
    content: 'Your questions have been answered: "Which?"="Two". You can now continue.'
  },
  { name: 'ExitPlanMode', input: { plan: '## Mend it' }, content: 'And the docs?', isError: true },
  {
    name: 'mcp__github__create_issue',
    input: { title: 'Late tides', labels: ['bug'] },
    content: [
      { type: 'text', text: 'made' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: picture } },
      { type: 'resource', uri: 'x://y' }
    ]
  },
  { name: 'NobodyKnowsIt', input: 'no object', content: 'fine' },
  { name: 'Bash', input: { command: 'sleep 100' }, content: null }
]

test.describe('a session with every tool', () => {
  for (const theme of ['light', 'dark', 'contrast'] as const) {
    test(`has a view for each, and axe objects to none (${theme})`, async ({ page, skein }) => {
      await skein.api('PATCH', '/settings', { theme, motion: 'reduce' })
      // Tall enough to draw every row.
      await page.setViewportSize({ width: 1280, height: 4000 })
      await page.goto(skein.link(await writeToolSession(skein, calls)))
      const folded = ui.transcript(page).locator('button[aria-expanded="false"]')
      await expect(folded.first()).toBeVisible()
      while ((await folded.count()) > 0) await folded.first().click()
      await expect(ui.transcript(page)).toContainText('Run npm run build · exit code 2')
      await expect(ui.transcript(page)).toContainText('You denied this, and said:')
      await expect(ui.transcript(page)).toContainText('This is no text, so no lines are compared.')
      await expect(ui.transcript(page)).toContainText('You want to go on planning, and said:')
      await expect(ui.transcript(page)).toContainText('github · create issue')
      await expect(ui.transcript(page)).toContainText('Run sleep 100 Stopped')
      await expect(ui.transcript(page)).not.toContainText('10 %')
      expect(await objections(page, '[role="log"]')).toEqual([])
    })
  }

  test('shows the task list as it stands at the newest call only', async ({ page, skein }) => {
    await page.goto(skein.link(await writeToolSession(skein, calls.slice(10, 12))))
    await expect(page.getByRole('list', { name: 'Tasks' })).toHaveCount(1)
    await expect(page.getByRole('list', { name: 'Tasks' })).toHaveText(/Look\s*Mend/)
  })

  test('shows a change side by side where there is room', async ({ page, skein }) => {
    await page.goto(skein.link(await writeToolSession(skein, calls.slice(4, 5))))
    await page.getByRole('button', { name: 'Open larger' }).click()
    const dialog = page.getByRole('dialog', { name: 'Changes to src/tide.js' })
    const topOf = async (kind: string): Promise<number> =>
      (await dialog.locator(`[data-line="${kind}"]`).boundingBox())?.y ?? Number.NaN
    await expect(dialog.getByText('standardOffset')).toBeVisible()
    expect(await topOf('added')).toBe(await topOf('removed'))
    await page.setViewportSize({ width: 880, height: 700 })
    await expect.poll(async () => (await topOf('added')) > (await topOf('removed'))).toBe(true)
  })

  test('stays at hand with two megabytes in one line', async ({ page, skein }) => {
    const big = { name: 'Bash', input: { command: 'cat big.json' }, content: 'x'.repeat(2_000_000) }
    await page.goto(skein.link(await writeToolSession(skein, [big])))
    // What comes last moves the transcript, and a button under a finger that comes down is not there when it goes up.
    await expect(page.getByRole('button', { name: 'Don’t trust' })).toBeVisible()
    await page.getByRole('button', { name: 'Show all (1.9 MB)' }).click()
    await expect(page.getByRole('button', { name: 'Show less' })).toBeVisible()
    await page.getByRole('button', { name: 'Show less' }).click()
    await expect(page.getByRole('button', { name: 'Show all (1.9 MB)' })).toBeVisible()
  })

  test('opens a file in the person’s editor, at its line', async ({ page, skein }) => {
    const script = join(skein.folder, 'editor.mjs')
    const opened = join(skein.folder, 'opened')
    await writeFile(
      script,
      `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(opened)}, process.argv.slice(2).join(' '))\n`
    )
    await skein.api('PATCH', '/settings', {
      editorCommand: `"${process.execPath}" "${script}" {path} {line}`
    })
    await writeFile(join(skein.projectPath, 'tide.js'), before)
    const found = { name: 'Grep', input: { pattern: 'tide' }, content: 'tide.js:2:  return' }
    await page.goto(skein.link(await writeToolSession(skein, [found])))
    await page.getByRole('button', { name: 'Search tide' }).click()
    await page.getByRole('button', { name: 'Open tide.js at line 2' }).click()
    await expect
      .poll(() => readFile(opened, 'utf8').catch(() => ''))
      .toBe(`${join(skein.projectPath, 'tide.js')} 2`)
  })

  test('says so when a file is gone', async ({ page, skein }) => {
    const found = { name: 'Glob', input: { pattern: '*' }, content: 'gone.js' }
    await page.goto(skein.link(await writeToolSession(skein, [found])))
    await page.getByRole('button', { name: 'Find *' }).click()
    await page.getByRole('button', { name: 'gone.js' }).click()
    await expect(page.getByRole('region', { name: 'Messages' }).getByText(/gone\.js/)).toBeVisible()
  })
})

test('a command shows what it writes while it runs', async ({ page, skein }) => {
  await openProject(page, skein)
  await ask(
    page,
    `run node -e "console.log('first'); process.stdin.once('data', () => 0); setTimeout(() => console.log('last'), 4000)"`
  )
  await pressUntil(page, 'a', gone(page))
  await expect(ui.transcript(page).getByText('first', { exact: true })).toBeVisible()
  await expect(ui.transcript(page)).toHaveAttribute('data-turn', 'running')
  await idle(page)
  await expect(ui.transcript(page).getByText(/^first\s+last$/)).toBeVisible()
})

test('a command is changed before it is allowed', async ({ page, skein }) => {
  await openProject(page, skein)
  await ask(page, 'run echo one')
  await pressUntil(page, 'e', () =>
    expect(page.getByRole('textbox', { name: 'Command' })).toBeFocused({ timeout: 200 })
  )
  await page.getByRole('textbox', { name: 'Command' }).fill('echo two')
  await page.keyboard.press('ControlOrMeta+Enter')
  await idle(page)
  await expect(ui.transcript(page).getByRole('button', { name: 'Run echo two' })).toBeVisible()
  await expect(ui.transcript(page).getByText('two', { exact: true })).toBeVisible()
})

test('a denial with a note is told as one, and the focus goes back to the composer', async ({
  page,
  skein
}) => {
  await openProject(page, skein)
  await ask(page, 'run echo one')
  await pressUntil(page, 'n', () =>
    expect(page.getByRole('textbox', { name: 'Tell the agent what to do instead' })).toBeFocused({
      timeout: 200
    })
  )
  await page.keyboard.type('Only look')
  await page.keyboard.press('Enter')
  await idle(page)
  await expect(ui.transcript(page).getByText('You denied this, and said:')).toBeVisible()
  await expect(ui.transcript(page).getByText('Only look', { exact: true })).toBeVisible()
  await expect(ui.message(page)).toBeFocused()
  await page.reload()
  await expect(ui.transcript(page).getByText('You denied this, and said:')).toBeVisible()
})

test('letters typed into the composer answer nothing; F6 goes to the request', async ({ page, skein }) => {
  await openProject(page, skein)
  await ask(page, 'run echo one')
  await ui.message(page).click()
  await page.keyboard.type('a d s p')
  await expect(ui.message(page)).toHaveValue('a d s p')
  await expect(card(page)).toBeVisible()
  await page.keyboard.press('F6')
  await expect(card(page)).toBeFocused()
  await pressUntil(page, 'd', gone(page))
  await expect(ui.message(page)).toHaveValue('a d s p')
})

test('what leads out of the project is red and says so', async ({ page, skein }) => {
  await openProject(page, skein)
  await ask(page, 'run cat /etc/hosts ../x && ls src')
  await expect(card(page).getByText('Outside the project')).toBeVisible()
  const red = card(page).locator('pre .text-danger\\!')
  await expect(red).toHaveText(['/etc/hosts', '../x'])
})

test('an edit shows what will change, and the rule before it is saved', async ({ page, skein }) => {
  await openProject(page, skein)
  const file = join(skein.projectPath, 'tide.js')
  await writeFile(file, before)
  await ask(page, 'edit tide.js station.standardOffset => station.offsetAt(now)')
  await expect(card(page).locator('[data-line]')).toHaveText([
    '−station.standardOffset',
    '+station.offsetAt(now)'
  ])
  await expect(card(page).getByText(`Edit: ${file}`)).toBeVisible()
  await pressUntil(page, 's', () =>
    expect(card(page).getByRole('button', { name: 'For this session' })).toBeFocused({ timeout: 200 })
  )
  await pressUntil(page, 'Enter', gone(page))
  await idle(page)
  expect(await readFile(file, 'utf8')).toBe(after)
  // The rule holds for this session: nothing is asked any more.
  await say(page, 'edit tide.js station.offsetAt(now) => station.standardOffset')
  expect(await readFile(file, 'utf8')).toBe(before)
})

test('a question is answered by numbers', async ({ page, skein }) => {
  await openProject(page, skein)
  await ask(page, 'ask Shall I go on?')
  await pressUntil(page, '2', () =>
    expect(card(page).getByRole('radio', { name: /^No/ })).toBeChecked({ timeout: 200 })
  )
  await page.keyboard.press('Enter')
  await idle(page)
  await expect(ui.transcript(page).getByText('You answered: No.')).toBeVisible()
})

test('a plan is approved together with the mode that follows', async ({ page, skein }) => {
  await openProject(page, skein)
  await ask(page, 'plan mend the tides')
  await expect(card(page).getByRole('heading', { name: 'mend the tides' })).toBeVisible()
  await pressUntil(page, 'e', () =>
    expect(card(page).getByRole('button', { name: 'Carry out, accept edits' })).toBeFocused({ timeout: 200 })
  )
  await pressUntil(page, 'Enter', gone(page))
  await idle(page)
  await expect(ui.transcript(page).getByText('Approved', { exact: true })).toBeVisible()
  await expect(ui.mode(page)).toHaveText(/Accept edits/)
})

test('a plan is sent back with words', async ({ page, skein }) => {
  await openProject(page, skein)
  await ask(page, 'plan mend the tides')
  await card(page).getByRole('button', { name: 'Comment' }).click()
  await page.keyboard.type('And the docs?')
  await page.keyboard.press('Enter')
  await idle(page)
  await expect(ui.transcript(page).getByText('You want to go on planning, and said:')).toBeVisible()
})

test('what waits is counted in the title and the list of every window, also of one that comes later', async ({
  page,
  context,
  skein
}) => {
  const project = await openProject(page, skein)
  await ask(page, 'run echo one')
  await expect(page).toHaveTitle(/^\(1\) run echo one/)
  const second = await context.newPage()
  await second.goto(skein.link(`/projects/${project}/chat`))
  await expect(second).toHaveTitle(/^\(1\) New session/)
  await expect(ui.sessions(second).getByRole('img', { name: 'Waits for your permission' })).toHaveText('1')
  await pressUntil(page, 'd', gone(page))
  await expect(second).toHaveTitle(/^New session/)
  await expect(page).toHaveTitle(/^run echo one/)
})

for (const theme of ['light', 'dark', 'contrast'] as const) {
  test(`axe objects to no request (${theme})`, async ({ page, skein }) => {
    await skein.api('PATCH', '/settings', { theme, motion: 'reduce' })
    await openProject(page, skein)
    const part = '[aria-label^="Permission request"]'
    await ask(page, 'run cat /etc/hosts && echo "$HOME"')
    expect(await objections(page, part)).toEqual([])
    await card(page).getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Command' }).fill('')
    expect(await objections(page, part)).toEqual([])
    await page.keyboard.press('Escape')
    await card(page).getByRole('button', { name: 'Deny', exact: true }).click()
    await idle(page)
    await ask(page, 'ask Shall I go on?')
    await card(page).getByRole('radio', { name: /^Yes/ }).check()
    expect(await objections(page, part)).toEqual([])
    await card(page).getByRole('button', { name: 'Skip' }).click()
    await idle(page)
    await ask(page, 'plan mend the tides')
    expect(await objections(page, part)).toEqual([])
  })
}
