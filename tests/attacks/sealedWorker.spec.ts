/** A worker runs in the page's own name: only the program that the page was built with may be one. */
import { writeAnswer } from '../e2e/answerSession.ts'
import { expect, test } from '../e2e/test.ts'

test('another program in the place of the worker is not run, and code is drawn plain', async ({
  page,
  skein,
  faults
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.route('**/assets/colourWorker-*.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: "fetch('/stolen'); onmessage = () => fetch('/stolen')"
    })
  )
  const path = await writeAnswer(skein, 'code', [{ type: 'text', text: '```js\nconst after = 1\n```' }])
  await page.goto(skein.link(path))
  await expect(page.getByText('const after = 1')).toBeVisible()
  await expect.poll(() => faults.all.some((text) => text.includes('integrity'))).toBe(true)
  faults.all.length = 0
  await expect(page.locator('[data-tone]')).toHaveCount(0)
  expect(asked).not.toContain('/stolen')
  expect(asked.filter((one) => one.includes('colourWorker'))).not.toEqual([])
})

test('the worker that belongs to the page colours code', async ({ page, skein }) => {
  const path = await writeAnswer(skein, 'code', [{ type: 'text', text: '```js\nconst after = 1\n```' }])
  await page.goto(skein.link(path))
  await expect(page.locator('[data-tone="keyword"]')).toHaveText('const')
})
