/** The page of search and the palette's way into it: found by any word, narrowed, opened at the message, by keys. */
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { SearchResult } from '../../shared/search.ts'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { leaveTranscript } from './foundSessions.ts'
import type { SkeinProcess } from './skeinProcess.ts'
import { expect, test, ui } from './test.ts'

const field = (page: Page): Locator => page.getByRole('combobox', { name: /^Search everything/ })
const hits = (page: Page): Locator => page.getByRole('listbox', { name: 'Hits' }).getByRole('option')

/** Waits until the index holds so many hits. */
async function untilFound(skein: SkeinProcess, query: string, count: number): Promise<void> {
  await expect
    .poll(async () => SearchResult.parse(await skein.api('GET', `/search?${query}`)).hits.length)
    .toBe(count)
}

async function objections(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).disableRules(['region']).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** Three sessions of two projects; opens the start page when all can be found. */
async function leaveSome(page: Page, skein: SkeinProcess): Promise<void> {
  const harbour = join(skein.folder, 'harbour')
  const orchard = join(skein.folder, 'orchard')
  await Promise.all([mkdir(harbour), mkdir(orchard)])
  const leave = (cwd: string, age: number, prompt: string) =>
    leaveTranscript(skein.folder, { cwd, age, prompt })
  await leave(harbour, 2, 'Why does refreshTokenStore forget the lantern?')
  await leave(harbour, 30, 'Draw the lantern of the pier')
  await leave(orchard, 50, 'Hang a lantern into the plum tree')
  await skein.kill()
  await skein.startAgain()
  await page.goto(skein.link('/search'))
  await untilFound(skein, 'q=lantern', 6)
}

test('any word leads to the message it was said in, with find going on from there', async ({
  page,
  skein
}) => {
  await leaveSome(page, skein)
  await expect(field(page)).toBeFocused()
  await expect(page.getByText(/^Finds what you and your agents said/)).toBeVisible()
  await page.keyboard.type('token')
  await expect(hits(page)).toHaveCount(2)
  await expect(hits(page).first().locator('mark')).toHaveText('Token')
  await expect(page.getByText('2 hits', { exact: true })).toBeVisible()
  expect(await objections(page)).toEqual([])

  await page.keyboard.press('ArrowDown')
  await expect(hits(page).nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/chat\/[0-9a-f-]{36}#m-/)
  await expect(ui.articles(page)).toHaveCount(2)
  const bar = page.getByRole('search', { name: 'Find in session' })
  await expect(bar.getByRole('textbox')).toHaveValue('Token')
  // Of two hits the one that was chosen, though the other stands above it.
  await expect(bar).toContainText('2 of 2')

  // It is there again after a reload, until it is closed.
  await page.reload()
  await expect(bar).toContainText('2 of 2')
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)
  await page.reload()
  await expect(ui.articles(page)).toHaveCount(2)
  await expect(bar).toHaveCount(0)

  await page.goBack()
  await expect(field(page)).toHaveValue('token')
  await expect(hits(page)).toHaveCount(2)
})

test('what is typed narrows it, chips show it and take it away', async ({ page, skein }) => {
  await leaveSome(page, skein)
  const groups = page.getByRole('listbox', { name: 'Hits' }).getByRole('group')
  await page.keyboard.type('lantern')
  await expect(groups).toHaveCount(3)
  await page.keyboard.type(' project:orch')
  await expect(groups).toHaveCount(1)
  await expect(groups).toContainText('Hang a lantern into the plum tree')
  const chip = page.getByRole('button', { name: 'Remove the filter project: orch' })
  await chip.click()
  await expect(field(page)).toHaveValue('lantern')
  await expect(groups).toHaveCount(3)

  await page.getByRole('button', { name: 'By me' }).click()
  await expect(field(page)).toHaveValue('lantern role:user ')
  await expect(hits(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'By me' }).click()
  await page.getByRole('button', { name: 'Newest first' }).click()
  await expect(groups.first()).toContainText('refreshTokenStore')

  await field(page).fill('no such word')
  await expect(page.getByText('Nothing found in what was said.')).toBeVisible()
  await page.getByRole('button', { name: 'Look through tools and thinking, too' }).click()
  await expect(field(page)).toHaveValue('no such word in:all ')
  await expect(page.getByText('Nothing found.', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field(page)).toHaveValue('')
})

test('the palette finds what was said, and hands on to the page', async ({ page, skein }) => {
  await leaveSome(page, skein)
  await page.goto(skein.link())
  await expect(page.getByRole('list', { name: 'Worked at last' }).getByRole('link')).toHaveCount(3)
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  const typed = palette.getByRole('combobox')
  await typed.fill('plum tree yes')
  await palette.getByRole('option', { name: /About “Hang a lantern into the plum tree”: yes/ }).click()
  await expect(page.getByRole('search', { name: 'Find in session' })).toBeVisible()
  await expect(ui.articles(page)).toHaveCount(2)

  await page.keyboard.press('ControlOrMeta+k')
  await typed.fill('lantern')
  await palette.getByRole('option', { name: 'Search everything for “lantern”' }).click()
  await expect(field(page)).toHaveValue('lantern')
  await expect(hits(page)).toHaveCount(6)

  await page.getByRole('button', { name: 'Back' }).click()
  await expect(ui.articles(page)).toHaveCount(2)
  await page.keyboard.press('ControlOrMeta+Shift+f')
  await expect(field(page)).toBeFocused()
})

test('what a subagent said in a worktree is found, and opened inside the call that started it', async ({
  page,
  skein
}) => {
  const harbour = join(skein.folder, 'harbour')
  const worktree = join(harbour, '.claude/worktrees/tides')
  await mkdir(worktree, { recursive: true })
  const sessionId = randomUUID()
  const folder = join(skein.folder, '.claude', 'projects', encodeProjectFolder(worktree))
  await mkdir(join(folder, sessionId, 'subagents'), { recursive: true })
  const recorded = async (name: string): Promise<string> => {
    const text = await readFile(join('tests/fixtures/claude-jsonl', name), 'utf8')
    return text.replaceAll('/home/dev/projects/subagent', worktree)
  }
  await writeFile(join(folder, `${sessionId}.jsonl`), await recorded('subagent.jsonl'))
  await writeFile(
    join(folder, sessionId, 'subagents', 'agent-a2d206c3dbb74a4d1.jsonl'),
    await recorded('subagent.sidechain.jsonl')
  )
  await skein.kill()
  await skein.startAgain()
  await untilFound(skein, 'q=%22sub%20reading%22&scope=all', 1)

  await page.goto(skein.link('/search'))
  await page.keyboard.type('"sub reading"')
  await page.getByRole('button', { name: 'Look through tools and thinking, too' }).click()
  await expect(page.getByRole('group', { name: /, harbour$/ })).toBeVisible()
  await field(page).press('Enter')
  await expect(page).toHaveURL(new RegExp(sessionId))
  await expect(ui.transcript(page).getByText('sub reading', { exact: true })).toBeInViewport()
})
