/** The panes of the page frame: pulled by mouse and keys, remembered by each window, out of the way in a small one. */
import type { Page } from '@playwright/test'
import { expect, openProject, say, test, ui } from './test.ts'

const sidebar = (page: Page) => page.getByRole('complementary', { name: 'Projects and sessions' })
const edge = (page: Page) => page.getByRole('separator', { name: 'Width of the sidebar' })

async function width(page: Page): Promise<number> {
  return Math.round((await sidebar(page).boundingBox())?.width ?? 0)
}

/** Takes the edge `beside` px from its line, pulls it by `by`, and lets it go. */
async function pull(page: Page, by: number, beside = 0): Promise<void> {
  const box = await edge(page).boundingBox()
  if (box === null) throw new Error('there is no edge')
  await page.mouse.move(box.x + beside, 300)
  await page.mouse.down()
  await page.mouse.move(box.x + beside + by / 2, 310)
  await page.mouse.move(box.x + beside + by, 320)
  await page.mouse.up()
}

test('the sidebar is pulled by mouse and by keys, and a reload changes nothing', async ({ page, skein }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await openProject(page, skein)
  expect(await width(page)).toBe(256)
  await pull(page, 80, 2)
  expect(await width(page)).toBe(336)
  await pull(page, -900)
  expect(await width(page)).toBe(200)
  await pull(page, 900)
  expect(await width(page)).toBe(480)

  await edge(page).focus()
  await page.keyboard.press('ArrowLeft')
  expect(await width(page)).toBe(464)
  await page.keyboard.press('Shift+ArrowLeft')
  expect(await width(page)).toBe(400)
  await expect(edge(page)).toHaveAttribute('aria-valuenow', '400')
  await page.keyboard.press('Home')
  expect(await width(page)).toBe(200)
  await page.keyboard.press('ArrowRight')

  await page.reload()
  await expect(ui.message(page)).toBeVisible()
  expect(await width(page)).toBe(216)
  await page.getByRole('link', { name: 'All projects' }).click()
  await page.goBack()
  await expect(ui.message(page)).toBeVisible()
  expect(await width(page)).toBe(216)

  await edge(page).dblclick({ position: { x: 0, y: 100 } })
  expect(await width(page)).toBe(256)
})

test('Escape takes a pull back and stops no turn', async ({ page, skein }) => {
  await openProject(page, skein)
  const box = await edge(page).boundingBox()
  await page.mouse.move(box?.x ?? 0, 300)
  await page.mouse.down()
  await page.mouse.move(400, 300)
  expect(await width(page)).toBeGreaterThan(390)
  await page.keyboard.press('Escape')
  expect(await width(page)).toBe(256)
  await page.mouse.up()
  expect(await width(page)).toBe(256)
})

test('two windows differ, and each remembers its own', async ({ page, context, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  await pull(page, 100)
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(ui.message(other)).toBeVisible()
  expect(await width(other)).toBe(256)
  await pull(other, 40)
  await page.getByRole('button', { name: 'Hide sidebar' }).click()
  await expect(sidebar(page)).toHaveCount(0)
  await page.reload()
  await other.reload()
  await expect(ui.message(page)).toBeVisible()
  await expect(ui.message(other)).toBeVisible()
  await expect(sidebar(page)).toHaveCount(0)
  expect(await width(other)).toBe(296)
  await page.keyboard.press('ControlOrMeta+b')
  expect(await width(page)).toBe(356)
})

test('a small window has room for both; a smaller one lays the sidebar over the session', async ({
  page,
  skein
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await openProject(page, skein)
  await pull(page, 200)
  await page.setViewportSize({ width: 900, height: 600 })
  expect(await width(page)).toBe(456)
  expect((await ui.message(page).boundingBox())?.width).toBeGreaterThan(250)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(900)

  await page.setViewportSize({ width: 899, height: 600 })
  await expect(sidebar(page)).toHaveCount(0)
  await expect(edge(page)).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+b')
  expect(await width(page)).toBe(256)
  await expect(edge(page)).toHaveCount(0)
  await page
    .getByRole('button', { name: 'Hide sidebar' })
    .first()
    .click({ position: { x: 700, y: 300 } })

  // What the small window took comes back with the large one.
  await page.setViewportSize({ width: 1280, height: 800 })
  expect(await width(page)).toBe(456)
})

test('in German it is called what it does', async ({ page, skein }) => {
  await skein.api('PATCH', '/settings', { language: 'de' })
  await openProject(page, skein)
  await expect(page.getByRole('separator', { name: 'Breite der Seitenleiste' })).toBeVisible()
})
