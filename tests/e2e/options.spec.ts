/** What is chosen for a session: in the header by keyboard, as defaults in the settings, kept and told to the real Claude Code. */
import { z } from 'zod'
import { whyNoClaude } from '../agent/claudeBinary.ts'
import type { FakeModel } from '../fakeModel/fakeModel.ts'
import { reply, text } from '../fakeModel/script.ts'
import { test } from './claudeTest.ts'
import { expect, openAnsweredProject, type, ui } from './test.ts'

test.skip(whyNoClaude !== null, whyNoClaude ?? '')

const Asked = z.object({ output_config: z.object({ effort: z.string() }) })
const effortsAsked = (model: FakeModel): string[] =>
  model.requests.map(({ body }) => Asked.parse(body).output_config.effort)

test('mode and effort are chosen in the header by keyboard, reach Claude Code, and stay', async ({
  page,
  skein,
  model
}) => {
  model.script([reply(text('One.')), reply(text('Two.')), reply(text('Three.'))])
  await openAnsweredProject(page, skein)
  const header = page.getByRole('button', { name: /^Mode and effort: / })
  await expect(header).toHaveText('Ask')
  await header.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitemradio', { name: /^Ask/ })).toBeFocused()
  await expect(page.getByRole('menuitemradio')).toHaveCount(12)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitemradio', { name: /^Auto/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(header).toHaveText('Auto')
  await expect(header).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('High')
  await page.keyboard.press('Enter')
  await expect(header).toHaveText('Auto · High')
  await type(page, 'Go')
  await expect(ui.transcript(page)).toContainText('One.', { timeout: 20_000 })
  await expect(ui.stop(page)).toHaveCount(0)

  // In the middle of the session, under the composer.
  await page.getByRole('combobox', { name: 'Effort' }).click()
  await page.getByRole('option', { name: /^Low/ }).click()
  await expect(header).toHaveText('Auto · Low')
  await type(page, 'Again')
  await expect(ui.transcript(page)).toContainText('Two.')
  await expect(ui.stop(page)).toHaveCount(0)
  await skein.kill()
  await skein.startAgain()
  await page.reload()
  await expect(header).toHaveText('Auto · Low')
  await type(page, 'And again')
  await expect(ui.transcript(page)).toContainText('Three.', { timeout: 20_000 })
  expect(effortsAsked(model)).toEqual(['high', 'low', 'low'])

  // What asks nothing is asked about.
  await header.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Byp')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog', { name: 'Let the agent do anything?' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(header).toHaveText('Auto · Low')
})

test('the defaults of the settings are what a new session begins with', async ({ page, skein, model }) => {
  model.script([reply(text('One.'))])
  await page.goto(skein.link('/settings'))
  const modes = page.getByRole('radiogroup', { name: 'Permission mode of new sessions' })
  await expect(modes.getByRole('radio')).toHaveText(['Ask', 'Plan', 'Accept edits', 'Auto', 'Don’t ask'])
  await modes.getByRole('radio', { name: 'Plan' }).click()
  await page
    .getByRole('radiogroup', { name: 'Effort of Claude Code' })
    .getByRole('radio', { name: 'Maximum' })
    .click()
  await openAnsweredProject(page, skein)
  const header = page.getByRole('button', { name: /^Mode and effort: / })
  await expect(header).toHaveText('Plan · Maximum')
  await type(page, 'Go')
  await expect(ui.transcript(page)).toContainText('One.', { timeout: 20_000 })
  expect(effortsAsked(model)).toEqual(['max'])
})

test.describe('in a German window', () => {
  test.use({ locale: 'de-DE' })

  test('modes and efforts are named and explained in German', async ({ page, skein }) => {
    await openAnsweredProject(page, skein)
    await page.getByRole('button', { name: 'Modus und Aufwand: Fragen' }).press('Enter')
    await expect(page.getByRole('menuitemradio')).toHaveText([
      /^FragenFragt, bevor er/u,
      /^PlanenLiest und denkt/u,
      /^Änderungen zulassen/u,
      /^AutoEin zweites Modell/u,
      /^Nicht fragenFragt nie: /u,
      /^Ohne FragenFragt nie\./u,
      'Standardaufwand',
      'Gering',
      'Mittel',
      'Hoch',
      'Sehr hoch',
      'Höchster'
    ])
  })
})

for (const colorScheme of ['light', 'dark'] as const)
  for (const size of [
    { width: 1280, height: 800 },
    { width: 900, height: 600 }
  ])
    test.describe(`${colorScheme} at ${size.width}`, () => {
      test.use({ colorScheme, viewport: size })

      test('the menu of the header is whole on the screen', async ({ page, skein }, info) => {
        await openAnsweredProject(page, skein)
        const header = page.getByRole('button', { name: /^Mode and effort: / })
        await header.press('Enter')
        const menu = page.getByRole('menu')
        await expect(page.getByRole('menuitemradio')).toHaveCount(12)
        await expect(menu).toBeInViewport({ ratio: 0.99 })
        await page.screenshot({ path: info.outputPath('header.png') })
        await page.keyboard.press('Escape')
        await page.goto(skein.link('/settings'))
        await page.getByRole('radiogroup', { name: 'Effort of Claude Code' }).scrollIntoViewIfNeeded()
        await page.screenshot({ path: info.outputPath('settings.png') })
      })
    })
