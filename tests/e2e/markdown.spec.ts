/** What of an answer needs a real browser: diagrams, math, long texts, and answers that stream. */
import { expect, test } from './test.ts'
import { writeAnswer } from './answerSession.ts'

const answer = (text: string): readonly object[] => [{ type: 'text', text }]

test('a diagram is drawn, shows its source, and follows the theme', async ({ page, skein }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  const source = 'flowchart LR\n  A[Window] --> B[Server]'
  await page.goto(skein.link(await writeAnswer(skein, 'draw', answer(`\`\`\`mermaid\n${source}\n\`\`\``))))
  const picture = page.getByRole('img', { name: 'Diagram' })
  await expect(picture).toBeVisible({ timeout: 20_000 })
  const drawn = await picture.evaluate((image) => ({
    isDrawn: image instanceof HTMLImageElement && image.naturalWidth > 100 && image.naturalHeight > 20,
    source: image.getAttribute('src')
  }))
  expect(drawn.isDrawn).toBe(true)
  await page.getByRole('button', { name: 'Show source' }).click()
  await expect(page.locator('.diagram pre')).toHaveText(source)
  await page.getByRole('button', { name: 'Show diagram' }).click()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(picture).not.toHaveAttribute('src', drawn.source ?? '', { timeout: 20_000 })
})

test('a diagram that cannot be drawn says why and shows its source', async ({ page, skein }) => {
  await page.goto(
    skein.link(await writeAnswer(skein, 'draw', answer('```mermaid\nflowchart LR\n  A[[[ -->\n```')))
  )
  await expect(page.getByText(/^This diagram could not be drawn: Parse error on line 2/)).toBeVisible({
    timeout: 20_000
  })
  await expect(page.locator('.diagram pre')).toContainText('A[[[ -->')
})

test('math is drawn by the browser, with its rows and signs in place', async ({ page, skein }) => {
  const text =
    'So $\\frac{a}{b}$ costs $5 or $10.\n\n$$\n\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}\n$$'
  await page.goto(skein.link(await writeAnswer(skein, 'solve', answer(text))))
  await expect(page.locator('.prose math')).toHaveCount(2)
  await expect(page.locator('.prose p').first()).toContainText('costs $5 or $10.')
  const [numerator, denominator] = await Promise.all(
    [0, 1].map((index) => page.locator('mfrac > *').nth(index).boundingBox())
  )
  expect((denominator?.y ?? 0) - (numerator?.y ?? 0)).toBeGreaterThan(5)
  const cells = await page
    .locator('mtd')
    .evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().x))
  expect(cells[1]).toBeGreaterThan((cells[0] ?? 0) + 8)
})

test('a line of two megabytes and ten thousand lines leave the page usable', async ({ page, skein }) => {
  const blocks = [
    { type: 'text', text: 'word '.repeat(420_000) },
    { type: 'text', text: `\`\`\`ts\n${'const x = 1\n'.repeat(10_000)}\`\`\`` },
    { type: 'text', text: 'The end.' }
  ]
  await page.goto(skein.link(await writeAnswer(skein, 'much', blocks)))
  await expect(page.getByText('The end.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all 10,000 lines' }).click()
  await expect(page.getByRole('button', { name: 'Show less' })).toBeVisible()
  await page.getByRole('button', { name: 'Show all (2 MB)' }).click()
  await expect(page.getByRole('button', { name: 'Show less' })).toHaveCount(2)
})
