/** Sessions with the guide, made as the page itself makes them, for desktop specs that need one to look at. */
import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import { Project } from '../../shared/session.ts'
import { type Desktop, endpointOf } from './launch.ts'

/** A project in the test's own folder, and the page in front on a new session in it, with the guide. */
export async function openGuideSession(desktop: Desktop, page: Page, name = 'tides'): Promise<string> {
  const folder = join(realpathSync(desktop.folder), name)
  mkdirSync(folder, { recursive: true })
  await ask(page, 'PATCH', '/api/settings', { defaultAgent: 'guide' })
  const { id } = Project.parse(await ask(page, 'POST', '/api/projects', { path: folder }))
  const address = new URL(`/projects/${id}/chat`, page.url()).href
  await page.goto(address)
  await expect(page).toHaveURL(/\/chat\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname
}

export async function say(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Message' })
  await box.fill(text)
  await box.press('Enter')
  await expect(box).toHaveValue('')
}

/** What the guide works at until somebody ends it; it asks first. */
export const endlessCommand = 'run node -e "setTimeout(() => {}, 600000)"'

/** Resolves when the guide is at it. */
export async function workEndlessly(page: Page): Promise<void> {
  await say(page, endlessCommand)
  await page.getByRole('button', { name: 'Allow once' }).click()
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()
}

export async function ask(page: Page, method: string, path: string, body?: unknown): Promise<unknown> {
  const { url, token } = await endpointOf(page)
  const response = await fetch(new URL(path, url), {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? null : { body: JSON.stringify(body) })
  })
  expect(response.ok).toBe(true)
  return response.json()
}

/** The page of a window that opens while `act` is carried out. */
export async function windowOpenedBy(app: ElectronApplication, act: () => Promise<unknown>): Promise<Page> {
  const opened = app.waitForEvent('window')
  await act()
  const page = await opened
  await expect(page).toHaveTitle(/Skein/)
  return page
}
