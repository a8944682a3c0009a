/** The question of trust in Chromium, with the real Claude Code behind it: nothing starts before it is answered. */
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { whyNoClaude } from '../agent/claudeBinary.ts'
import { test } from '../e2e/claudeTest.ts'
import { expect, openProject, say, test as base, ui } from '../e2e/test.ts'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import { plantHostileFolder } from './support/hostileFolder.ts'

const question = 'Do you trust what is in this folder?'
const card = (page: Page): Locator => page.getByRole('region', { name: question })
const dialog = (page: Page): Locator => page.getByRole('alertdialog', { name: question })

base('a folder opened for the first time is asked about, and in nobody’s way', async ({ page, skein }) => {
  await openProject(page, skein)
  await expect(card(page)).toBeVisible()
  await expect(card(page)).toContainText('every command asks')
  await expect(ui.message(page)).toBeFocused()
  await page.keyboard.type('help')
  await expect(ui.message(page)).toHaveValue('help')
  // The guide loads nothing of a folder: it answers without a question.
  await say(page, 'help')
  await expect(dialog(page)).toHaveCount(0)
  await expect(card(page)).toBeVisible()

  // Closing the question is not stopping what runs.
  await ui.message(page).fill('say 2000 words')
  await ui.message(page).press('Enter')
  await expect(ui.stop(page)).toBeVisible()
  await card(page).getByRole('button', { name: 'Trust this folder…' }).click()
  await expect(dialog(page)).toContainText(skein.projectPath)
  await expect(dialog(page)).toContainText('run programs of the folder as you')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await expect(ui.transcript(page)).toHaveAttribute('data-turn', 'running')
  await expect(card(page)).toBeVisible()
  await card(page).getByRole('button', { name: 'Don’t trust' }).click()
  await expect(card(page)).toHaveCount(0)
  await page.reload()
  await expect(ui.articles(page)).not.toHaveCount(0)
  await expect(card(page)).toHaveCount(0)
})

base('an answer in one window is an answer in all of them', async ({ page, skein, context }) => {
  await openProject(page, skein)
  await expect(card(page)).toBeVisible()
  const other = await context.newPage()
  await openProject(other, skein)
  await card(other).getByRole('button', { name: 'Don’t trust' }).click()
  await expect(card(page)).toHaveCount(0)
})

base(
  'the question is fit for assistive technology, and answered by the keyboard alone',
  async ({ page, skein }) => {
    const project = await openProject(page, skein)
    await expect(card(page)).toBeVisible()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.getByRole('button', { name: /^Switch project/ }).press('Enter')
    await page.getByRole('menuitem', { name: 'Trust this folder…' }).press('Enter')
    await expect(dialog(page)).toBeFocused()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await expect(async () => {
      await dialog(page).getByRole('button', { name: 'Trust this folder' }).press('Enter')
      await expect(dialog(page)).toHaveCount(0, { timeout: 200 })
    }).toPass()
    expect(await skein.api('GET', `/projects/${project}`)).toMatchObject({
      trusted: true,
      trustAnswered: true
    })
  }
)

base('is asked in German', async ({ page, skein }) => {
  await skein.api('PATCH', '/settings', { language: 'de' })
  await openProject(page, skein)
  const german = page.getByRole('region', { name: 'Vertraust du dem, was in diesem Ordner liegt?' })
  await expect(german.getByRole('button', { name: 'Nicht vertrauen' })).toBeVisible()
  await expect(german.getByRole('button', { name: 'Diesem Ordner vertrauen' })).toBeVisible()
})

test.describe('with Claude Code', () => {
  test.skip(whyNoClaude !== null, whyNoClaude ?? '')

  test('a message waits for the answer, and nothing of the folder runs before a command is allowed', async ({
    page,
    skein,
    model
  }) => {
    const hostile = await plantHostileFolder(skein.projectPath, join(skein.folder, 'outside'))
    model.script([
      reply(toolUse('Bash', { command: 'git status', description: 'look' })),
      reply(text('I did not look.'))
    ])
    await openProject(page, skein)
    await ui.message(page).fill('/')
    await expect(page.getByRole('option').first()).toBeVisible({ timeout: 20_000 })
    await ui.message(page).fill('Look around')
    await ui.message(page).press('Enter')
    await expect(dialog(page)).toBeVisible()
    expect([model.requests, skein.count('SELECT count(*) AS count FROM sessions')]).toEqual([[], 0])
    await dialog(page).getByRole('button', { name: 'Don’t trust' }).click()
    await expect(page.getByRole('button', { name: 'Allow once' })).toBeVisible({ timeout: 20_000 })
    expect(await hostile.ran()).toEqual([])
    await page.getByRole('button', { name: 'Deny', exact: true }).click()
    await expect(ui.transcript(page)).toContainText('I did not look.')
    expect(await hostile.ran()).toEqual([])
  })

  test('a closed question leaves the message in the composer, over a reload too', async ({
    page,
    skein,
    model
  }) => {
    await openProject(page, skein)
    await ui.message(page).fill('Look around')
    await ui.message(page).press('Enter')
    await expect(dialog(page)).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toHaveCount(0)
    await expect(ui.message(page)).toHaveValue('Look around')
    await expect(ui.message(page)).toBeFocused()
    await page.reload()
    await expect(ui.message(page)).toHaveValue('Look around')
    await expect(card(page)).toBeVisible()
    expect(model.requests).toEqual([])
  })

  test('a burst of typing answers nothing', async ({ page, skein, model }) => {
    const project = await openProject(page, skein)
    await ui.message(page).fill('Look around')
    await page.keyboard.press('Enter')
    await page.keyboard.type('stop please yes trust it \n\n  stop\n')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Space')
    await expect(dialog(page)).toBeVisible()
    expect(await skein.api('GET', `/projects/${project}`)).toMatchObject({
      trusted: false,
      trustAnswered: false
    })
    expect(model.requests).toEqual([])
  })
})
