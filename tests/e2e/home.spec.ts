/** Where one starts from: sessions of all projects, those nobody began here among them, and the way to each. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { leaveTranscript } from './foundSessions.ts'
import type { SkeinProcess } from './skeinProcess.ts'
import { expect, openAnsweredProject, openProject, say, test, ui } from './test.ts'

const list = (page: Page, name: string) => page.getByRole('list', { name, exact: true })

async function objections(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).disableRules(['region']).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** A folder with three sessions, one on a branch of its own, and one whose folder is gone. */
async function leaveSome(skein: SkeinProcess): Promise<void> {
  const harbour = join(skein.folder, 'harbour')
  await mkdir(harbour)
  await leaveTranscript(skein.folder, { cwd: harbour, prompt: 'Why is the forecast off?', age: 2 })
  await leaveTranscript(skein.folder, {
    cwd: harbour,
    prompt: 'Draw the tides',
    age: 3,
    branch: 'draw-tides'
  })
  await leaveTranscript(skein.folder, {
    cwd: harbour,
    prompt: 'Count the gulls',
    age: 30,
    entrypoint: 'sdk-ts'
  })
  await leaveTranscript(skein.folder, { cwd: join(skein.folder, 'sunk'), prompt: 'What is left?', age: 90 })
}

test('shows every session there is and whose folder is gone, and keys lead to each', async ({
  page,
  skein
}) => {
  await leaveSome(skein)
  await skein.kill()
  await skein.startAgain()
  await page.goto(skein.link())
  const newest = list(page, 'Worked at last')
  await expect(newest.getByRole('link')).toHaveText([
    /Why is the forecast off\?.*harbour/,
    /Draw the tides.*draw-tides.*harbour/,
    /Count the gulls.*harbour/,
    /What is left\?.*sunk/
  ])
  const found = list(page, 'Found on this machine')
  await expect(found.getByRole('link', { name: 'sunk' })).toContainText('The folder is gone.')
  await expect(found.getByRole('link', { name: 'harbour' })).not.toContainText('The folder is gone.')
  expect(await objections(page)).toEqual([])

  await newest.getByRole('link').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(newest.getByRole('link', { name: /Draw the tides/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Draw the tides' })).toBeVisible()
  const header = page.getByRole('main').getByRole('banner').or(page.locator('main header'))
  await expect(header.getByText('draw-tides')).toBeVisible()
  await expect(header.getByRole('img', { name: 'Began in a terminal' })).toBeVisible()
  await expect(ui.articles(page)).toHaveCount(2)

  // The same in the sidebar: filtered, and what is wanted at hand before all others.
  await expect(ui.sessions(page)).toHaveCount(3)
  const filter = page.getByRole('group', { name: 'Which sessions' })
  await filter.getByRole('button', { name: 'Terminal' }).click()
  await expect(ui.sessions(page)).toHaveCount(2)
  await filter.getByRole('button', { name: 'Mine' }).click()
  await expect(page.getByText('No session of this project began in Skein.')).toBeVisible()
  await filter.getByRole('button', { name: 'All' }).click()
  await ui.sessions(page).filter({ hasText: 'gulls' }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Pin', exact: true }).click()
  await expect(ui.sessions(page).first()).toContainText('gulls')
  await page.reload()
  await expect(ui.sessions(page).first()).toContainText('gulls')
  expect(await objections(page)).toEqual([])

  // Deleting says what stays.
  await ui.sessions(page).filter({ hasText: 'forecast' }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('its transcript stays with its agent')
  await page.keyboard.press('Escape')

  // And the palette finds one of a project that is not open.
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('what is left')
  await expect(page.getByRole('option', { name: /^What is left\?.*sunk$/ })).toBeVisible()
})

test('a list of many is drawn in part, says how long it is, and has no end but the last one', async ({
  page,
  skein
}) => {
  const folder = join(skein.folder, 'busy')
  await mkdir(folder)
  for (let age = 1; age <= 130; age += 1) {
    await leaveTranscript(skein.folder, { cwd: folder, prompt: `Question ${age}`, age })
  }
  await skein.kill()
  await skein.startAgain()
  await page.goto(skein.link())
  const newest = list(page, 'Worked at last')
  const first = newest.getByRole('link', { name: /Question 1 / })
  await expect(first).toBeVisible()
  await expect(newest.getByRole('listitem').first()).toHaveAttribute('aria-setsize', '-1')
  await first.click()
  await expect(ui.sessions(page).first()).toContainText('Question 1')
  await ui.sessions(page).first().focus()
  const last = ui.sessions(page).filter({ hasText: 'Question 130' })
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(last).toBeFocused({ timeout: 300 })
  }).toPass()
  await expect(last.locator('xpath=ancestor::li')).toHaveAttribute('aria-setsize', '130')
  await expect(last.locator('xpath=ancestor::li')).toHaveAttribute('aria-posinset', '130')
  expect(await ui.sessions(page).count()).toBeLessThan(60)
})

test('what waits for a person stands before all others', async ({ page, skein }) => {
  await openAnsweredProject(page, skein)
  await say(page, 'say 2 words')
  await ui.newSession(page).click()
  await ui.message(page).fill('run echo hello')
  await ui.message(page).press('Enter')
  await expect(page.getByRole('button', { name: 'Allow once' })).toBeVisible()
  await page.getByRole('link', { name: 'All projects' }).click()
  const waits = list(page, 'Waits for you')
  await expect(waits.getByRole('link')).toHaveText([/run echo hello.*Waits for your permission.*project/])
  await expect(list(page, 'Worked at last').getByRole('link')).toHaveText([/say 2 words/])
  expect(await objections(page)).toEqual([])
  await waits.getByRole('link').click()
  await page.getByRole('button', { name: 'Allow once' }).click()
  // What ends where nobody looks waits for a look.
  await expect(ui.transcript(page)).toHaveAttribute('data-turn', 'idle')
  await page.getByRole('link', { name: 'All projects' }).click()
  await expect(waits).toHaveCount(0)
  await expect(list(page, 'Worked at last').getByRole('link')).toHaveCount(2)
})

test('the search field leads to the page of search', async ({ page, skein }) => {
  await openProject(page, skein)
  await page.goto(skein.link())
  await page.getByRole('button', { name: /^Search everything that was ever said/ }).click()
  await expect(page.getByRole('combobox', { name: /^Search everything/ })).toBeFocused()
})
