/** "stop" never means allow, in a browser: typed as a request comes, it runs nothing and keeps nothing. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, openProject, test, ui } from '../e2e/test.ts'
import type { SkeinProcess } from '../e2e/skeinProcess.ts'

const card = (page: Page): Locator => page.getByRole('region', { name: /^Permission request/ })

/** How long a key may still act after it was pressed, with room. */
const settled = 1_200

async function open(page: Page, skein: SkeinProcess): Promise<() => boolean> {
  await openProject(page, skein)
  await expect(ui.message(page)).toBeFocused()
  return () => existsSync(join(skein.projectPath, 'touched'))
}

/** The guide asks whether it may touch a file. */
async function ask(page: Page): Promise<void> {
  await ui.message(page).fill('run touch touched')
  await expect(ui.send(page)).toBeEnabled()
  await ui.message(page).press('Enter')
}

/** Waits, and sees that the request still stands and nothing was done. */
async function stands(page: Page, isTouched: () => boolean): Promise<void> {
  await page.waitForTimeout(settled)
  await expect(card(page)).toBeVisible()
  expect(isTouched()).toBe(false)
}

const texts = ['stop', 'please', 'sap ', 'also', 'yes\n', 'a', 's', 'p']

test('typed into the composer as it comes, and after', async ({ page, skein }) => {
  const isTouched = await open(page, skein)
  await ask(page)
  // Blindly, while the request is on its way.
  await page.keyboard.type('stop please sap ', { delay: 25 })
  await expect(card(page)).toBeVisible()
  await expect(ui.message(page)).toBeFocused()
  for (const text of texts.filter((one) => !one.includes('\n'))) {
    await ui.message(page).fill('')
    await page.keyboard.type(text, { delay: 30 })
    await expect(ui.message(page)).toHaveValue(text)
  }
  await ui.message(page).fill('')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await stands(page, isTouched)
})

test('typed while nothing has the focus', async ({ page, skein }) => {
  const isTouched = await open(page, skein)
  await ask(page)
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  await expect(card(page)).toBeVisible()
  for (const text of texts) {
    await page.keyboard.type(text, { delay: 40 })
    await page.waitForTimeout(450)
  }
  await stands(page, isTouched)
})

test('typed in the search of the page', async ({ page, skein }) => {
  const isTouched = await open(page, skein)
  await ask(page)
  await expect(card(page)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+f')
  const find = page.getByRole('textbox', { name: 'Find in session' })
  await expect(find).toBeFocused()
  await page.keyboard.type('sap\n', { delay: 30 })
  await stands(page, isTouched)
})

for (const way of ['F6', 'click'] as const) {
  test(`typed into the request itself, chosen by ${way}`, async ({ page, skein }) => {
    const isTouched = await open(page, skein)
    await ask(page)
    await expect(card(page)).toBeVisible()
    for (const text of ['stop', 'please ', 'sap ', 'also', 'yes\n', 'pass\n', 'as\n']) {
      await page.waitForTimeout(1_600)
      if (way === 'F6') await page.keyboard.press('F6')
      else await card(page).getByRole('heading').first().click()
      await page.keyboard.type(text, { delay: 60 })
      await page.waitForTimeout(600)
      // An "e" of its own opens the editor: a field to write in, and the way back.
      if (await card(page).getByRole('textbox').count()) await page.keyboard.press('Escape')
    }
    await stands(page, isTouched)
    await card(page).getByRole('button', { name: 'Deny', exact: true }).click()
    await expect(ui.transcript(page)).toHaveAttribute('data-turn', 'idle')
    // Nothing is remembered: it is asked again.
    await ask(page)
    await expect(card(page)).toBeVisible()
    expect(isTouched()).toBe(false)
  })
}

test('keys that go on after an answer are text again', async ({ page, skein }) => {
  const isTouched = await open(page, skein)
  await ask(page)
  const allow = card(page).getByRole('button', { name: 'Allow once' })
  await expect(allow).toBeVisible()
  await page.waitForTimeout(600)
  await page.keyboard.press('F6')
  await page.keyboard.press('a')
  await expect(card(page)).toHaveCount(0)
  await expect.poll(isTouched).toBe(true)
  await expect(ui.message(page)).toBeFocused()
  await page.keyboard.type('aaaa')
  await expect(ui.message(page)).toHaveValue('aaaa')
})

test('by keyboard alone it is still allowed, kept and denied', async ({ page, skein }) => {
  const isTouched = await open(page, skein)
  const choose = async (): Promise<void> => {
    await ask(page)
    await expect(card(page)).toBeVisible()
    await page.waitForTimeout(600)
    await page.keyboard.press('F6')
    await expect(card(page)).toBeFocused()
  }
  const gone = async (): Promise<void> => {
    await expect(card(page)).toHaveCount(0)
    await expect(ui.transcript(page)).toHaveAttribute('data-turn', 'idle')
    await expect(ui.message(page)).toBeFocused()
  }
  await choose()
  await page.keyboard.press('d')
  await gone()
  expect(isTouched()).toBe(false)
  await choose()
  await page.keyboard.press('s')
  await expect(card(page).getByRole('button', { name: 'For this session' })).toBeFocused()
  await page.waitForTimeout(600)
  await page.keyboard.press('Enter')
  await gone()
  expect(isTouched()).toBe(true)
  // Kept: it is asked no more.
  const before = await ui.articles(page).count()
  await ask(page)
  await expect.poll(() => ui.articles(page).count()).toBeGreaterThanOrEqual(before + 2)
  await expect(card(page)).toHaveCount(0)
})
