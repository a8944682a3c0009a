/** What everything has used: a page over all sessions found on this machine. */
import { readFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './test.ts'
import type { SkeinProcess } from './skeinProcess.ts'

const fixtures = join(import.meta.dirname, '../fixtures/claude-jsonl')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Recorded sessions, a few days apart, and one of a model nobody knows the price of. */
async function layOut(home: string): Promise<void> {
  const names = ['tools', 'thinking', 'compacted', 'plain-text', 'permission-denied']
  for (const [at, name] of names.entries()) {
    const text = await readFile(join(fixtures, `${name}.jsonl`), 'utf8')
    const day = new Date(Date.now() - at * 2 * 86_400_000).toISOString().slice(0, 10)
    const moved = text.replaceAll(/"timestamp":"\d{4}-\d\d-\d\d/g, `"timestamp":"${day}`)
    const priceless =
      name === 'plain-text' ? moved.replaceAll('claude-opus-5-5', 'somebody-elses-model') : moved
    const lines = name === 'plain-text' ? priceless.replaceAll(/^\{"type":"cost-state".*\n/gm, '') : priceless
    const file = join(home, 'projects', `-srv-${name}`, `00000000-0000-4000-8000-00000000000${at}.jsonl`)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, lines)
  }
}

async function startAgain(skein: SkeinProcess): Promise<void> {
  await skein.terminate()
  await skein.startAgain()
}

test.beforeEach(async ({ skein }) => {
  await layOut(claudeHomeOf(skein))
  await startAgain(skein)
})

function claudeHomeOf({ folder }: SkeinProcess): string {
  return join(folder, '.claude')
}

test.use({ viewport: { width: 1280, height: 800 } })

test('is reached from the palette, counts everything, and tells it by day, project, agent, model and session', async ({
  page,
  skein
}) => {
  await page.goto(skein.link())
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('tokens and cost of everything')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/usage$/)
  const table = page.getByRole('table')
  await expect(table.getByRole('row')).toHaveCount(7)
  await expect(page.getByRole('img', { name: 'Tokens by Day.' })).toBeVisible()
  await page.getByRole('radio', { name: 'Model' }).click()
  await expect(table.getByRole('row', { name: /somebody-elses-model/ })).toContainText('no price known')
  await expect(table.getByRole('row', { name: /^Total/ })).toContainText('at least $')
  await page.getByRole('radio', { name: 'Project' }).click()
  await expect(table.getByRole('row')).toHaveCount(7)
  await page.getByRole('radio', { name: 'Session' }).click()
  await expect(table.getByRole('link')).toHaveCount(5)
  await page.getByRole('radio', { name: '7 days' }).click()
  await expect(table.getByRole('row')).toHaveCount(6)
})

test('the table goes out as CSV', async ({ page, skein }) => {
  await page.goto(skein.link('/usage'))
  await page.getByRole('radio', { name: 'Model' }).click()
  await expect(page.getByRole('table')).toContainText('somebody-elses-model')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as CSV' }).click()
  ])
  expect(download.suggestedFilename()).toMatch(/^skein-usage-model-.*\.csv$/)
  const text = await readFile(await download.path(), 'utf8')
  expect(text.split('\r\n')[0]).toBe(
    'model,name,input,output,cache_read,cache_write,cost_usd,cost_is_complete,calls,sessions'
  )
  expect(text).toMatch(/\r\nsomebody-elses-model,,\d+,\d+,\d+,\d+,,false,/)
})

for (const theme of ['light', 'dark', 'contrast'] as const) {
  test(`nothing axe objects to, ${theme}`, async ({ page, skein }) => {
    await skein.api('PATCH', '/settings', { theme, motion: 'reduce' })
    await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' })
    await page.goto(skein.link('/usage'))
    await expect(page.getByRole('table')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).withTags(rules).disableRules(['region']).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))])).toEqual([])
  })
}

for (const language of ['en', 'de'] as const) {
  test(`fits into a small window, ${language}`, async ({ page, skein }) => {
    await skein.api('PATCH', '/settings', { language })
    await page.setViewportSize({ width: 900, height: 600 })
    await page.goto(skein.link('/usage'))
    await expect(page.getByRole('table')).toBeVisible()
    const { scrollWidth, clientWidth } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      clientWidth: document.documentElement.clientWidth
    }))
    expect(scrollWidth).toBe(clientWidth)
    const shots = process.env['SKEIN_SHOTS']
    if (shots === undefined) return
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const [width, height] of [
        [1280, 800],
        [900, 600]
      ] as const) {
        await page.setViewportSize({ width, height })
        await page.screenshot({ path: join(shots, `usage-${language}-${colorScheme}-${width}.png`) })
      }
    }
  })
}
