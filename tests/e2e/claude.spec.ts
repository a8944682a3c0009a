/**
 * The main job with the real Claude Code against the fake model: a permission click edits a real file,
 * the server is killed in mid-answer, everything that was on screen is still there, and it goes on.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { whyNoClaude } from '../agent/claudeBinary.ts'
import { fakeModelEnvironment } from '../fakeModel/environment.ts'
import { error, gate, reply, text, thinking, toolUse } from '../fakeModel/script.ts'
import { test } from './claudeTest.ts'
import { expect, openAnsweredProject, type, ui } from './test.ts'

test.use({
  env: async ({ model }, use) => {
    await use({ ...fakeModelEnvironment(model), CLAUDE_CODE_MAX_RETRIES: '2' })
  }
})
test.skip(whyNoClaude !== null, whyNoClaude ?? '')

test('edits a file after a click, survives kill -9 in mid-answer, and goes on', async ({
  page,
  skein,
  model
}) => {
  const file = join(skein.projectPath, 'greeting.txt')
  await writeFile(file, 'hello alpha\n')
  model.script([
    reply(thinking('A small change.'), text('I read it first.'), toolUse('Read', { file_path: file })),
    reply(toolUse('Edit', { file_path: file, old_string: 'alpha', new_string: 'beta' })),
    reply(text('Done: it says **beta** now.'))
  ])
  await openAnsweredProject(page, skein)
  await type(page, 'Change the greeting')
  const allow = page.getByRole('button', { name: 'Allow once' })
  await expect(allow).toBeVisible({ timeout: 20_000 })
  expect(await readFile(file, 'utf8')).toBe('hello alpha\n')
  await allow.click()
  await expect(ui.transcript(page)).toContainText('it says beta now')
  await expect(ui.stop(page)).toHaveCount(0)
  expect(await readFile(file, 'utf8')).toBe('hello beta\n')

  const words = Array.from({ length: 120 }, (_, index) => `word${index}`)
  model.script([reply(text(words.slice(0, 80).join(' ')), gate('middle'), text(words.slice(80).join(' ')))])
  await type(page, 'Tell me more')
  await expect(ui.transcript(page)).toContainText('word79')
  await skein.kill()
  const before = await ui.articles(page).allInnerTexts()
  await skein.startAgain()
  await page.reload()
  await expect(ui.transcript(page)).toContainText('Skein stopped while this turn was running')
  const after = await ui.articles(page).allInnerTexts()
  expect(after.slice(0, before.length)).toEqual(before)

  model.script([reply(text('Here I am again.'))])
  await type(page, 'Go on')
  await expect(ui.transcript(page)).toContainText('Here I am again.', { timeout: 20_000 })
  await expect(ui.stop(page)).toHaveCount(0)
  const resumed = model.requests.at(-1)
  expect(JSON.stringify(resumed?.body)).toContain('Change the greeting')
})

test('a reload in mid-turn shows the same, and the end of the turn arrives', async ({
  page,
  skein,
  model
}) => {
  model.script([reply(text('First half.'), gate('middle'), text('Second half.'))])
  await openAnsweredProject(page, skein)
  await type(page, 'Speak')
  await expect(ui.transcript(page)).toContainText('First half.', { timeout: 20_000 })
  await page.reload()
  await expect(ui.transcript(page)).toContainText('First half.')
  await expect(ui.stop(page)).toBeVisible()
  model.open('middle')
  await expect(ui.transcript(page)).toContainText('Second half.')
  await expect(ui.stop(page)).toHaveCount(0)
  const live = await ui.articles(page).allInnerTexts()
  await page.reload()
  await expect(ui.articles(page)).toHaveCount(live.length)
  expect(await ui.articles(page).allInnerTexts()).toEqual(live)
  const row = ui.sessions(page).first()
  await expect(row).toHaveAttribute('title', /15 tokens/)
})

test('a refused key is a failed turn that says what to do', async ({ page, skein, model }) => {
  model.script([error(401), error(401), error(401)])
  await openAnsweredProject(page, skein)
  await type(page, 'Hello')
  const told = ui.transcript(page).getByText(/not logged in or the key was refused/)
  await expect(told).toBeVisible({ timeout: 30_000 })
  await expect(ui.transcript(page)).toContainText('/login')
  model.script([reply(text('Welcome.'))])
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(ui.transcript(page)).toContainText('Welcome.')
  await expect(told).toHaveCount(1)
})
