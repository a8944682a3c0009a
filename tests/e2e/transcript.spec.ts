/** The transcript of a long session: opened at its end, older pages above, followed or read, searched. */
import type { Locator, Page, Route } from '@playwright/test'
import { writeLongSession } from './longSession.ts'
import type { LongSession } from './longSession.ts'
import type { SkeinProcess } from './skeinProcess.ts'
import { expect, openProject, say, test, type, ui } from './test.ts'

/** 120 turns: 240 rows of messages, of which the first page holds a few. */
async function openLong(
  page: Page,
  skein: SkeinProcess,
  extra: Readonly<Record<number, string>> = {}
): Promise<LongSession> {
  const session = await writeLongSession(skein, 120, extra)
  await page.goto(skein.link(session.path))
  await expect(page.getByText('Answer 120.')).toBeInViewport()
  return session
}

/** A row with the words, and how far below the top of the window it stands, in pixels. */
async function topOf(row: Locator): Promise<number> {
  return row.evaluate((element) => element.getBoundingClientRect().top)
}

function distanceFromEnd(page: Page): Promise<number> {
  return ui.transcript(page).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)
}

/** Resolves when nothing has moved or grown for some frames. */
async function resting(page: Page): Promise<void> {
  await ui.transcript(page).evaluate(
    (box) =>
      new Promise<void>((resolve) => {
        let still = 0
        let last = ''
        const look = (): void => {
          const now = `${box.scrollTop} ${box.scrollHeight}`
          still = now === last ? still + 1 : 0
          last = now
          if (still > 12) resolve()
          else requestAnimationFrame(look)
        }
        look()
      })
  )
}

const pill = (page: Page) => page.getByRole('button', { name: /^(Jump to latest|\d+ new messages?)$/ })

test('opens at the newest message, with few rows in the document', async ({ page, skein }) => {
  await openLong(page, skein)
  expect(await distanceFromEnd(page)).toBeLessThanOrEqual(1)
  expect(await ui.articles(page).count()).toBeLessThan(40)
  await expect(pill(page)).toHaveCount(0)
})

test('older pages come in above without moving what is read', async ({ page, skein }) => {
  await openLong(page, skein)
  const log = ui.transcript(page)
  await log.hover()
  const firstInView = (): Promise<string> =>
    log.evaluate((box) => {
      const { top } = box.getBoundingClientRect()
      const rows = Array.from(box.querySelectorAll<HTMLElement>('[data-row]'))
      return (
        rows.find(
          (row) => !row.dataset['row']?.includes(':') && row.getBoundingClientRect().bottom > top + 20
        )?.dataset['row'] ?? ''
      )
    })
  for (let round = 0; round < 3; round += 1) {
    // Held back until the place has been written down.
    const held: Route[] = []
    await page.route('**/messages?*before=*', (route) => {
      held.push(route)
    })
    const height = await log.evaluate((box) => box.scrollHeight)
    await page.mouse.wheel(0, -100_000)
    await expect(page.getByText('Loading older messages…')).toBeVisible()
    await expect.poll(() => log.evaluate((box) => box.scrollTop)).toBe(0)
    await resting(page)
    const row = page.locator(`[data-row="${await firstInView()}"]`)
    const before = await topOf(row)
    await Promise.all(held.map((route) => route.continue()))
    await expect.poll(() => log.evaluate((box) => box.scrollHeight)).toBeGreaterThan(height + 500)
    await page.unroute('**/messages?*before=*')
    expect(Math.abs((await topOf(row)) - before)).toBeLessThan(1)
    await resting(page)
    expect(Math.abs((await topOf(row)) - before)).toBeLessThan(1)
  }
})

test('follows a growing answer until the reader scrolls up, and again from the button', async ({
  page,
  skein
}) => {
  await openProject(page, skein)
  await type(page, 'say 3000 words')
  const log = ui.transcript(page)
  const height = () => log.evaluate((box) => box.scrollHeight)
  const window = await log.evaluate((box) => box.clientHeight)
  await expect.poll(height, { timeout: 20_000 }).toBeGreaterThan(window + 400)
  expect(await distanceFromEnd(page)).toBeLessThanOrEqual(2)

  await log.hover()
  await page.mouse.wheel(0, -250)
  await expect(pill(page)).toBeVisible()
  const [place, early] = await log.evaluate((box) => [box.scrollTop, box.scrollHeight] as const)
  await expect.poll(height, { timeout: 20_000 }).toBeGreaterThan(early + 60)
  expect(await log.evaluate((box) => box.scrollTop)).toBe(place)

  await pill(page).click()
  await expect(pill(page)).toHaveCount(0)
  await expect.poll(() => distanceFromEnd(page)).toBeLessThanOrEqual(2)
  await ui.stop(page).click()
  await expect(ui.stop(page)).toHaveCount(0)
  expect(await distanceFromEnd(page)).toBeLessThanOrEqual(2)
})

test('counts what has come while the reader was further up', async ({ page, skein, context }) => {
  await openProject(page, skein)
  await say(page, 'say 600 words')
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(ui.articles(other)).toHaveCount(2)
  await ui.transcript(page).hover()
  await page.mouse.wheel(0, -500)
  await expect(pill(page)).toHaveText('Jump to latest')
  await say(other, 'say 3 words')
  await expect(pill(page)).toHaveText('2 new messages')
  await pill(page).click()
  await expect(pill(page)).toHaveCount(0)
})

test('a selection across messages outlives the growth of the newest', async ({ page, skein }) => {
  await openProject(page, skein)
  await type(page, 'say 400 words')
  const [prompt, answer] = [ui.articles(page).first(), ui.articles(page).nth(1)]
  await expect(answer).toContainText(/\w+ \w+ \w+ \w+ \w+ \w+/)
  // By hand, which begins otherwise than a script does. What grows never stands still enough for a patient pointer.
  await prompt
    .locator('[data-block]')
    .first()
    .hover({ position: { x: 1, y: 4 }, force: true })
  await page.mouse.down()
  await answer
    .locator('p')
    .first()
    .hover({ position: { x: 40, y: 10 }, force: true })
  await page.mouse.up()
  const selected = await page.evaluate(() => document.getSelection()?.toString() ?? '')
  expect(selected).toMatch(/^say 400 words[^]*\n\w+[ \w]*$/)
  await expect(ui.stop(page)).toHaveCount(0)
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe(selected)
})

test('the focus stays where it is when its row is scrolled away', async ({ page, skein }) => {
  await openLong(page, skein)
  const call = page.getByRole('button', { name: /f119/ })
  await call.focus()
  await ui.transcript(page).hover()
  for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(0, -3000)
  await expect(page.getByText('Answer 120.')).toHaveCount(0)
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON')
  await expect(call).toBeFocused()
})

test('Home, End and the page keys scroll the transcript', async ({ page, skein }) => {
  await openLong(page, skein)
  const log = ui.transcript(page)
  await log.focus()
  const top = () => log.evaluate((box) => box.scrollTop)
  const atEnd = await top()
  await page.keyboard.press('PageUp')
  await expect.poll(top).toBeLessThan(atEnd - 300)
  await expect(pill(page)).toBeVisible()
  await page.keyboard.press('PageDown')
  await expect.poll(() => distanceFromEnd(page)).toBeLessThanOrEqual(2)
  await expect(pill(page)).toHaveCount(0)
  await page.keyboard.press('Home')
  await expect(pill(page)).toBeVisible()
  await page.keyboard.press('End')
  await expect.poll(() => distanceFromEnd(page)).toBeLessThanOrEqual(2)
})

test('finds in what is loaded and what is not, and opens what hides it', async ({ page, skein }) => {
  await openLong(page, skein, { 3: 'the Lighthouse keeper', 110: 'a lighthouse far off', 118: 'no light' })
  await ui.message(page).focus()
  await page.keyboard.press('ControlOrMeta+f')
  const bar = page.getByRole('search', { name: 'Find in session' })
  const field = bar.getByRole('textbox')
  await expect(field).toBeFocused()
  await field.fill('lighthouse')
  await expect(bar.getByText('2 of 2')).toBeVisible()
  // Folded away at first: a result in a line, long and cut.
  await expect(page.getByText('a lighthouse far off')).toBeInViewport()
  const lit = () =>
    page.evaluate(() => [
      CSS.highlights.get('skein-find')?.size ?? 0,
      Array.from(CSS.highlights.get('skein-find-current') ?? [], (range) =>
        range instanceof Range ? range.toString() : ''
      ).join()
    ])
  await expect.poll(lit).toEqual([1, 'lighthouse'])

  await page.keyboard.press('Shift+Enter')
  await expect(bar.getByText('1 of 2')).toBeVisible()
  const far = page.getByText('the Lighthouse keeper')
  await expect(far).toBeInViewport()
  await expect.poll(lit).toEqual([1, 'Lighthouse'])
  await resting(page)
  const { height } = page.viewportSize() ?? { height: 0 }
  const at = await page.evaluate(() => {
    const [range] = CSS.highlights.get('skein-find-current') ?? []
    return range instanceof Range ? range.getBoundingClientRect().top : Number.NaN
  })
  expect(at).toBeGreaterThan(height * 0.2)
  expect(at).toBeLessThan(height * 0.75)

  await page.keyboard.press('F3')
  await expect(bar.getByText('2 of 2')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)
  await expect(ui.message(page)).toBeFocused()
  expect(await lit()).toEqual([0, ''])
})

test('finds in an answer that still grows', async ({ page, skein }) => {
  await openProject(page, skein)
  await type(page, 'say 1500 words')
  await expect(ui.articles(page).nth(1)).toContainText('as it does from a model')
  await page.keyboard.press('ControlOrMeta+f')
  const bar = page.getByRole('search', { name: 'Find in session' })
  await bar.getByRole('textbox').fill('as it does from a model')
  await expect(bar.getByText(/^\d+ of \d+$/)).toBeVisible()
  const total = async (): Promise<number> => Number(/of (\d+)/.exec(await bar.innerText())?.[1] ?? Number.NaN)
  const early = await total()
  await expect.poll(total).toBeGreaterThan(early)
  await page.keyboard.press('Escape')
  // It closed the bar and did not stop the agent.
  await expect(ui.stop(page)).toBeVisible()
})

test('a search that leads far can be stopped on the way', async ({ page, skein }) => {
  await openLong(page, skein, { 2: 'the Lighthouse keeper' })
  await page.route('**/messages?*before=*', () => new Promise(() => undefined))
  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type('lighthouse')
  await expect(page.getByText('Loading older messages to get there…')).toBeVisible()
  await page.getByRole('search').getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByText('Loading older messages to get there…')).toHaveCount(0)
  await expect(page.getByRole('search')).toBeVisible()
})

test('a link to a message leads to it, loaded or not', async ({ page, skein, context }) => {
  const { path } = await openLong(page, skein)
  const origin = new URL(page.url()).origin
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
  const last = ui.articles(page).last()
  await last.hover()
  const row = page.locator('[data-row]').filter({ has: page.getByText('Answer 120.') })
  await expect(row.getByText(/claude-opus-5-5/)).toBeVisible()
  await row.getByRole('button', { name: 'Copy link to this message' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${origin}${path}#m-msg_120_b`)
  await row.getByRole('button', { name: 'Copy as Markdown' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Answer 120\.\n\nThe tide/)

  const other = await context.newPage()
  await other.goto(`${origin}${path}#m-msg_4_b`)
  await expect(other.getByText('Answer 4.')).toBeInViewport()
  await expect(other.locator('.named-row')).toContainText('Answer 4.')
})

test('the actions of a message are one stop of the Tab key', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 5 words')
  const copy = page.getByRole('button', { name: 'Copy as Markdown' }).last()
  await copy.focus()
  await expect(page.getByRole('toolbar', { name: 'Message actions' }).last()).toHaveCSS('opacity', '1')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('button', { name: 'Copy link to this message' }).last()).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(ui.message(page)).toBeFocused()
})

test('a reload brings the reader back to where they stood, loaded or not', async ({ page, skein }) => {
  await openLong(page, skein)
  const log = ui.transcript(page)
  await log.hover()
  await page.mouse.wheel(0, -9_000)
  await expect(page).toHaveURL(/#at=.+~-?\d+$/)
  await resting(page)
  // What the address says once the reader rests is the place that comes back.
  await expect
    .poll(async () => (await placeInView(page))?.at)
    .toBe(decodeURIComponent(new URL(page.url()).hash))
  const before = await placeInView(page)
  await page.reload()
  await expect(ui.transcript(page).getByRole('article').first()).toBeVisible()
  await expect
    .poll(async () => {
      const now = await placeInView(page)
      return now?.message === before?.message && Math.abs((now?.top ?? 1e9) - (before?.top ?? 0)) <= 2
    })
    .toBe(true)
  await ui.transcript(page).press('End')
  await expect(page).not.toHaveURL(/#/)
})

/** The message at the upper edge, and how far its row's top is from there. */
function placeInView(page: Page) {
  return ui.transcript(page).evaluate((box) => {
    const { top } = box.getBoundingClientRect()
    const row = Array.from(box.querySelectorAll<HTMLElement>('[data-row]')).find(
      (one) => one.getBoundingClientRect().bottom > top && one.querySelector('[data-message]') !== null
    )
    const message = row?.querySelector<HTMLElement>('[data-message]')?.dataset['message']
    if (row === undefined || message === undefined) return null
    const away = row.getBoundingClientRect().top - top
    return { message, top: away, at: `#at=${message}~${Math.round(away)}` }
  })
}
