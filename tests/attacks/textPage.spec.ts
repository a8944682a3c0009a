/**
 * Answers that are slow to draw, in the built app: the session that holds them opens, shows them, and the page is never
 * held up for long.
 */
import { writeAnswer } from '../e2e/answerSession.ts'
import { expect, test } from '../e2e/test.ts'
import { longestTask, watchTasks } from './text/longTasks.ts'

const seen: Readonly<Record<string, string>> = {
  'twenty thousand definitions of links': `${Array.from({ length: 20_000 }, (_, at) => `[a${at}]: https://example.com/${at}\n`).join('')}\n[a7] words after them`,
  'a diagram with a word of twenty thousand letters': `\`\`\`mermaid\nflowchart LR\n  A[${'x'.repeat(20_000)}] --> B\n\`\`\``,
  'four long words of ini': Array.from(
    { length: 4 },
    (_, at) => `\`\`\`ini\n${at}${'a'.repeat(39_000)}\n\`\`\``
  ).join('\n\n'),
  'emphasis that never ends': '*a_'.repeat(5_000),
  'emphasis in itself': '*a '.repeat(3_000) + 'b*'.repeat(3_000),
  'quotes without end': '> '.repeat(50_000),
  'a table of thousands of columns': `|${'a|'.repeat(4_000)}\n|${'-|'.repeat(4_000)}\n${'|\n'.repeat(4_000)}`,
  'math in itself': `$$${'\\sqrt{'.repeat(480)}a${'}'.repeat(480)}$$`,
  'an address of mail without end': `${'a'.repeat(16_000)}@`,
  'long lines of brackets': `${'['.repeat(15_000)}\n`.repeat(20)
}

for (const [name, text] of Object.entries(seen)) {
  test(`a session opens and is usable with ${name}`, async ({ page, skein }) => {
    const tasks = await watchTasks(page)
    const path = await writeAnswer(skein, 'slow', [
      { type: 'text', text },
      { type: 'text', text: 'The end of it.' }
    ])
    await page.goto(skein.link(path))
    await expect(page.getByText('The end of it.')).toBeAttached()
    const composer = page.getByRole('textbox').last()
    await composer.fill('still here')
    await expect(composer).toHaveValue('still here')
    // What comes late has come.
    await expect(page.getByText('Drawing…')).toHaveCount(0, { timeout: 30_000 })
    expect(Math.max(0, ...(await tasks()))).toBeLessThan(await longestTask(page))
    // What it says is there, in one way or another.
    const shown = await page.locator('.prose').first().textContent()
    expect(shown?.length ?? 0).toBeGreaterThan(10)
  })
}

test('the page is not held up by what colours code, and goes on colouring', async ({ page, skein }) => {
  const tasks = await watchTasks(page)
  const ini = Array.from({ length: 4 }, (_, at) => `\`\`\`ini\n${at}${'a'.repeat(39_000)}\n\`\`\``)
  const path = await writeAnswer(skein, 'colours', [
    { type: 'text', text: [...ini, '```js\nconst after = 1\n```'].join('\n\n') }
  ])
  await page.goto(skein.link(path))
  await expect(page.locator('[data-language="js"] [data-tone="keyword"]')).toHaveText('const', {
    timeout: 20_000
  })
  await expect(page.locator('[data-language="ini"]').first()).toContainText('0aaaa')
  expect(Math.max(0, ...(await tasks()))).toBeLessThan(await longestTask(page))
})
