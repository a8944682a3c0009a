/** A session that cannot simply go on says so, and offers what is safe. */
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, openProject, say, test, ui } from './test.ts'

test('the folder is gone: another one is chosen, and the session goes on in it', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 5 words')
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0)
  const moved = join(skein.folder, 'moved')
  await rename(skein.projectPath, moved)
  const banner = page.getByText(`The folder this session works in is gone: ${skein.projectPath}`)
  await ui.message(page).fill('say 6 words')
  await ui.message(page).press('Enter')
  // Refused, not lost: it stands there with what is wrong, and the banner says what helps.
  await expect(page.getByText('so nothing can be sent')).toBeVisible()
  await expect(banner).toBeVisible()
  await page.reload()
  await expect(banner).toBeVisible()
  await page.getByRole('button', { name: 'Choose the folder…' }).click()
  const path = page.getByRole('textbox', { name: 'Full path of the folder' })
  await path.fill(join(skein.folder, 'nowhere'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('There is no folder at')
  await path.fill(moved)
  await page.keyboard.press('Enter')
  await expect(banner).toHaveCount(0)
  await rename(moved, skein.projectPath)
})

test('what was said is gone: a new session gets a summary as its draft, and nothing is sent', async ({
  page,
  skein,
  wire
}) => {
  await openProject(page, skein)
  await say(page, 'say 5 words')
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0)
  const [, sessionId = ''] = /chat\/([^/#]+)/.exec(page.url()) ?? []
  await rm(join(skein.folder, 'data', 'transcripts', `${sessionId}.jsonl`))
  await page.reload()
  await expect(page.getByText('is no longer where its agent keeps it')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Restore from the vault' })).toHaveCount(0)
  await page.getByRole('button', { name: 'New session with a summary' }).click()
  await expect(page).not.toHaveURL(new RegExp(sessionId))
  await expect(ui.message(page)).toHaveValue(/say 5 words/)
  expect(wire.messages()).toHaveLength(1)
})
