/** The size of the message box and what letters bring about: it grows with its words and never keeps a size too long. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, openProject, say, test, ui } from './test.ts'

const lines = (count: number): string => Array.from({ length: count }, (_, at) => `line ${at + 1}`).join('\n')

async function heightOf(page: Page): Promise<number> {
  return ui.message(page).evaluate((box) => box.clientHeight)
}

/** But for its padding: whether the last line, where the caret is, can be seen. */
async function showsItsEnd(page: Page): Promise<boolean> {
  return ui.message(page).evaluate((box) => box.scrollTop + box.clientHeight >= box.scrollHeight - 12)
}

async function paste(page: Page, text: string): Promise<void> {
  await ui.message(page).focus()
  await page.keyboard.insertText(text)
}

test.use({ viewport: { width: 900, height: 600 } })

test('the box grows with its lines, shrinks with what is deleted, and is small again when it is sent', async ({
  page,
  skein
}) => {
  await openProject(page, skein)
  const box = ui.message(page)
  await expect(box).toBeVisible()
  const empty = await heightOf(page)
  await box.focus()
  for (const word of ['one', 'two', 'three']) {
    await page.keyboard.type(word)
    await page.keyboard.press('Shift+Enter')
  }
  await expect.poll(() => heightOf(page)).toBeGreaterThan(empty + 40)
  const three = await heightOf(page)
  await page.keyboard.press('Backspace')
  for (const _ of 'three') await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await expect.poll(() => heightOf(page)).toBeLessThan(three)
  await page.keyboard.type(' a line so long that it has to wrap'.repeat(6))
  await expect.poll(() => showsItsEnd(page)).toBe(true)
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue('')
  await expect.poll(() => heightOf(page)).toBe(empty)
})

test('thirty lines pasted fill two fifths of the window and no more; undone they are gone', async ({
  page,
  skein
}) => {
  await openProject(page, skein)
  const box = ui.message(page)
  await expect(box).toBeVisible()
  const empty = await heightOf(page)
  await paste(page, lines(30))
  await expect(box).toHaveValue(lines(30))
  await expect.poll(() => heightOf(page)).toBeGreaterThan(empty * 2)
  expect(await heightOf(page)).toBeLessThanOrEqual(600 * 0.45)
  await expect.poll(() => showsItsEnd(page)).toBe(true)
  await expect(ui.send(page)).toBeInViewport()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(box).toHaveValue('')
  await expect.poll(() => heightOf(page)).toBe(empty)
})

test('what is recalled is seen whole, and what is left again', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 2 words')
  const box = ui.message(page)
  const empty = await heightOf(page)
  await paste(page, `say 3 words\n${lines(4)}`)
  await expect.poll(() => heightOf(page)).toBeGreaterThan(empty)
  const five = await heightOf(page)
  await page.keyboard.press('Enter')
  await expect.poll(() => heightOf(page)).toBe(empty)
  await page.keyboard.press('ArrowUp')
  await expect(box).toHaveValue(`say 3 words\n${lines(4)}`)
  await expect.poll(() => heightOf(page)).toBe(five)
  for (const _ of lines(5).split('\n')) await page.keyboard.press('ArrowDown')
  await expect(box).toHaveValue('')
  await expect.poll(() => heightOf(page)).toBe(empty)
})

test('an input method composes in the box, which grows with it', async ({ page, skein }) => {
  await openProject(page, skein)
  const box = ui.message(page)
  await box.focus()
  const empty = await heightOf(page)
  const session = await page.context().newCDPSession(page)
  await session.send('Input.imeSetComposition', { text: 'せつめい', selectionStart: 4, selectionEnd: 4 })
  await expect(box).toHaveValue('せつめい')
  await session.send('Input.imeSetComposition', {
    text: '説明'.repeat(60),
    selectionStart: 2,
    selectionEnd: 2
  })
  await session.send('Input.insertText', { text: '説明'.repeat(60) })
  await expect(box).toHaveValue('説明'.repeat(60))
  await expect.poll(() => heightOf(page)).toBeGreaterThan(empty)
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue('')
  await expect(page.getByText('説明'.repeat(60)).last()).toBeVisible()
})

test('a list opens on the letter that asks for it, within a sentence too, and goes with it', async ({
  page,
  skein
}) => {
  await writeFile(join(skein.projectPath, '説明.md'), '')
  await openProject(page, skein)
  const box = ui.message(page)
  await box.focus()
  const list = page.getByRole('listbox')
  await page.keyboard.type('/')
  await expect(list).toBeVisible()
  await page.keyboard.press('Backspace')
  await expect(list).toBeHidden()
  await page.keyboard.type('看（@')
  await expect(list).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(box).toHaveValue('看（@')
})
