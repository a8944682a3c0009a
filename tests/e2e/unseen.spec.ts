/** What ends where nobody looks, told in every window; and sessions found that no list has loaded. */
import { randomUUID } from 'node:crypto'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { SocketClient } from '../contract/socketClient.ts'
import type { SkeinProcess } from './skeinProcess.ts'
import { expect, openProject, say, sessionIdOf, test, ui } from './test.ts'

const mark = (page: Page, name: 'Finished' | 'Failed') =>
  page.getByRole('img', { name: `${name}, not looked at yet` })

/** A turn in a session that is on no screen, brought to its end: a program asked for it. */
async function endElsewhere(skein: SkeinProcess, projectId: string, text: string): Promise<void> {
  const sessionId = randomUUID()
  await skein.api('POST', `/projects/${projectId}/sessions`, { sessionId })
  const client = await new SocketClient(skein.url).enter(skein.token, sessionId)
  await client.say(text)
  await client.nextEvent('message_complete')
  await client.close()
}

test('a turn that ends or fails elsewhere leaves a mark in every window, until somebody looks', async ({
  page,
  context,
  skein
}) => {
  const projectId = await openProject(page, skein)
  const other = await context.newPage()
  await other.goto(skein.link(`/projects/${projectId}/chat`))
  await endElsewhere(skein, projectId, 'say 40 words')
  for (const window of [page, other]) await expect(mark(window, 'Finished')).toHaveCount(1)
  await endElsewhere(skein, projectId, 'fail')
  for (const window of [page, other]) await expect(mark(window, 'Failed')).toHaveCount(1)

  // The same in the palette and on the page of all projects; and it outlives a reload.
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await palette.getByRole('combobox').fill('fail')
  await expect(palette.getByRole('option', { name: /fail/ }).getByRole('img')).toHaveAccessibleName(/^Failed/)
  await page.keyboard.press('Escape')
  await other.reload()
  await expect(mark(other, 'Failed')).toHaveCount(1)
  expect((await new AxeBuilder({ page: other }).disableRules(['region']).analyze()).violations).toEqual([])
  await other.goto(skein.link('/'))
  await expect(mark(other, 'Failed')).toHaveCount(1)

  // Looked at in one window, it is gone in both; what is on screen is never marked.
  await ui.sessions(page).filter({ hasText: 'fail' }).click()
  await expect(ui.articles(page).first()).toBeVisible()
  await expect(mark(page, 'Failed')).toHaveCount(0)
  await expect(mark(other, 'Failed')).toHaveCount(0)
  await expect(mark(other, 'Finished')).toHaveCount(1)
  await ui.sessions(page).filter({ hasText: 'say 40 words' }).click()
  await expect(mark(other, 'Finished')).toHaveCount(0)
  await say(page, 'say 3 words')
  await expect
    .poll(async () => JSON.stringify(await skein.api('GET', `/projects/${projectId}/sessions`)))
    .not.toContain('unseen')
})

test('the palette finds sessions of all projects that are not loaded', async ({ page, skein }) => {
  const projectId = await openProject(page, skein)
  await say(page, 'say 2 words about tides')
  const old = sessionIdOf(page)
  await skein.api('PATCH', `/projects/${projectId}/sessions/${old}`, { title: 'Ébb and flow' })
  const newer = Array.from({ length: 51 }, () => randomUUID())
  await Promise.all(
    newer.map((sessionId) => skein.api('POST', `/projects/${projectId}/sessions`, { sessionId }))
  )
  await page.goto(skein.link(`/projects/${projectId}/chat`))
  await expect(ui.sessions(page).first()).toBeVisible()
  await expect(ui.sessions(page).filter({ hasText: 'Ébb' })).toHaveCount(0)
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  const search = palette.getByRole('combobox')

  // By its first words, and by its title without the accent.
  await page.keyboard.press('ControlOrMeta+k')
  await search.fill('about tides')
  await expect(palette.getByRole('option', { name: /^Ébb and flow/ })).toBeVisible()
  await search.fill('')
  await page.keyboard.type('ebb')
  await expect(palette.getByRole('option', { name: /^Ébb and flow/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Ébb and flow' })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(old))
})
