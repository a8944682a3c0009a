/**
 * Browser mode on a machine with other users: somebody takes Skein's port while it is off, listens to the pages that
 * are open, serves pages at its address, and tries all of that on Skein when it is back.
 */
import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import type { SkeinProcess } from '../e2e/skeinProcess.ts'
import { expect, openProject, say, test, ui } from '../e2e/test.ts'
import { bindAsImpostor } from './support/doorsImpostor.ts'
import type { Impostor } from './support/doorsImpostor.ts'

const portOf = (skein: SkeinProcess): number => Number(new URL(skein.url).port)
const draft = 'a draft that is nobody else’s business'

/**
 * Kills Skein under a page that has its key, and resolves when the page has seen that it is gone. What a page says in
 * the moment before that, it says to a Skein it has no reason to doubt: it has a test of its own below.
 */
async function killUnder(page: Page, skein: SkeinProcess): Promise<void> {
  await expect.poll(() => page.evaluate(() => localStorage.getItem('skein.has-key'))).toBe('yes')
  await skein.kill()
  await expect(page.getByRole('status').filter({ hasText: 'Connection lost' })).toBeVisible()
}

/** Whether anything that could be a secret among what it heard opens the Skein that runs now. */
async function opensNothing(impostor: Impostor, skein: SkeinProcess): Promise<void> {
  const words = new Set(impostor.heard.flatMap((line) => line.match(/[\w-]{20,}/gu) ?? []))
  for (const word of words) {
    const { status } = await fetch(new URL('/api/projects', skein.url), {
      headers: { Authorization: `Bearer ${word}` }
    })
    expect([word, status]).toEqual([word, 401])
  }
}

test('an open page tells an impostor nothing, and goes on by itself when Skein is back', async ({
  page,
  skein
}) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  const token = skein.token
  await killUnder(page, skein)
  const impostor = await bindAsImpostor(portOf(skein), 'own')
  await ui.message(page).fill(draft)
  await ui.message(page).press('Enter')
  // It asks whom it talks to, more than once, and says no more than that.
  await expect
    .poll(() => impostor.heard.filter((line) => line.includes('/api/handover')).length, { timeout: 30_000 })
    .toBeGreaterThan(2)
  await expect(page.getByText('could not show that it is Skein').first()).toBeVisible()
  const heard = impostor.heard.join('\n')
  expect(heard).not.toContain(token)
  expect(heard).not.toContain(draft)
  expect(heard).not.toMatch(/bearer|socket|frame/iu)
  await impostor.close()

  await skein.startAgain()
  expect(skein.token).not.toBe(token)
  await opensNothing(impostor, skein)
  await expect(page.getByRole('status').filter({ hasText: 'Connection lost' })).toBeHidden({
    timeout: 40_000
  })
  await expect(ui.articles(page).filter({ hasText: draft })).toHaveCount(1, { timeout: 40_000 })
})

test('what a page says before it has seen that Skein is gone opens nothing', async ({ page, skein }) => {
  await page.routeWebSocket('**/ws/*', (socket) => {
    const server = socket.connectToServer()
    // The page is not told of the end: as long as it does not know, it tells what it has to tell.
    server.onClose(() => undefined)
  })
  await openProject(page, skein)
  await say(page, 'say 3 words')
  const dead = skein.token
  await skein.kill()
  const impostor = await bindAsImpostor(portOf(skein), 'own')
  await ui.message(page).fill(draft)
  // What the page has under way goes to whoever has the port; whether anything has is a matter of milliseconds.
  const tell = (token: string): Promise<unknown> =>
    fetch('/api/projects', { headers: { Authorization: `Bearer ${token}` } }).catch(() => null)
  await expect
    .poll(async () => {
      await page.evaluate(tell, dead)
      return impostor.heard.some((line) => line.includes(`Bearer ${dead}`))
    })
    .toBe(true)
  await impostor.close()
  await skein.startAgain()
  expect(skein.token).not.toBe(dead)
  await opensNothing(impostor, skein)
})

test('what an impostor reads in the storage of the address opens nothing', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  const address = page.url()
  await killUnder(page, skein)
  const impostor = await bindAsImpostor(portOf(skein), 'own')
  await page.reload()
  await expect.poll(impostor.looted).toBe(true)
  expect(impostor.heard.some((line) => line.includes('no key'))).toBe(true)
  const heard = impostor.heard.join('\n')
  expect(heard).not.toContain(skein.token)
  expect(heard).not.toMatch(/POST \/loot .* key \{/u)
  await page.goto('about:blank')
  await impostor.close()

  await skein.startAgain()
  await opensNothing(impostor, skein)
  await page.goto(address)
  await say(page, 'say 4 words')
  await expect(ui.articles(page)).toHaveCount(4)
})

test('Skein’s own page, served by an impostor, tells it nothing either', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  const token = skein.token
  await killUnder(page, skein)
  const impostor = await bindAsImpostor(portOf(skein), 'skein')
  await page.reload()
  await expect(page.getByText('This page does not know its server')).toBeVisible()
  const heard = impostor.heard.join('\n')
  expect(heard).toContain('/api/handover')
  expect(heard).not.toContain(token)
  expect(heard).not.toMatch(/bearer|socket|frame/iu)
  await impostor.close()
})

test('an impostor that passes everything on to a Skein at another port gets nothing that opens', async ({
  page,
  skein
}) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  const port = portOf(skein)
  await killUnder(page, skein)
  await skein.listen(0)
  expect(portOf(skein)).not.toBe(port)
  const relay = await bindAsImpostor(port, 'own')
  await expect
    .poll(() => relay.heard.filter((line) => line.includes('/api/handover')).length, { timeout: 30_000 })
    .toBeGreaterThan(0)
  const question: unknown = JSON.parse(
    /\{"id":"[^"]+","nonce":"[^"]+"\}/u.exec(
      relay.heard.find((line) => line.includes('/api/handover')) ?? ''
    )?.[0] ?? '{}'
  )
  const ask = (origin: string): Promise<Response> =>
    fetch(new URL('/api/handover', skein.url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin },
      body: JSON.stringify(question)
    })
  const sealed = await ask(new URL(skein.url).origin)
  expect(sealed.status).toBe(200)
  expect((await ask(`http://127.0.0.1:${port}`)).status).toBe(403)
  // What it gets from Skein it gives to the page, and the page does not take it.
  const answer = await sealed.text()
  await page.route('**/api/handover', (route) =>
    route.fulfill({ status: 200, contentType: 'application/json', body: answer })
  )
  await expect(page.getByText('could not show that it is Skein').first()).toBeVisible({ timeout: 40_000 })
  expect(relay.heard.join('\n')).not.toMatch(/bearer|socket|frame/iu)
  await relay.close()
})

test('an open page runs nothing that an impostor gives it, in no script and in no frame', async ({
  page,
  skein,
  faults
}) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  const later = (await readdir(resolve('out/renderer/assets'))).filter((name) =>
    /^(katex|bash)-.*\.js$/u.test(name)
  )
  expect(later.length).toBeGreaterThan(0)
  await skein.kill()
  const impostor = await bindAsImpostor(portOf(skein), 'scripts')
  for (const name of later) {
    const outcome = await page.evaluate(
      (url) =>
        import(url).then(
          () => 'ran',
          () => 'refused'
        ),
      `/assets/${name}`
    )
    expect([name, outcome]).toEqual([name, 'refused'])
  }
  expect(impostor.heard.some((line) => line.includes('/assets/'))).toBe(true)
  expect(await page.evaluate(() => 'impostor' in window)).toBe(false)
  await impostor.close()
  expect(faults.own.filter((text) => !text.includes('integrity'))).toEqual([])
  faults.all.length = 0
})

test('what an impostor gave the browser to keep is not run when Skein is back', async ({
  page,
  skein,
  faults
}) => {
  await openProject(page, skein)
  const address = page.url()
  await skein.kill()
  // Anybody knows how Skein's scripts are called: the impostor puts its own in their place, for a year.
  const impostor = await bindAsImpostor(portOf(skein), 'scripts')
  const scripts = (await readdir(resolve('out/renderer/assets'))).filter((name) =>
    /^(index|early|katex)-.*\.js$/u.test(name)
  )
  await page.goto(new URL('/assets/none.css', skein.url).href)
  for (const name of scripts) {
    await page.evaluate(
      (url) => fetch(url, { cache: 'reload' }).then((answer) => answer.text()),
      `/assets/${name}`
    )
  }
  await impostor.close()
  await skein.startAgain()
  await page.goto('about:blank')
  await page.goto(address)
  await expect.poll(() => faults.all.some((text) => text.includes('integrity'))).toBe(true)
  expect(await page.evaluate(() => 'impostor' in window)).toBe(false)
  faults.all.length = 0
})

test('a reload, another tab and a bookmark come in without the link, also after a restart', async ({
  page,
  context,
  skein
}) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  await skein.kill()
  await skein.startAgain()
  await page.reload()
  await expect(ui.articles(page)).toHaveCount(2)
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(ui.articles(other)).toHaveCount(2)
  expect(await other.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(
    skein.token
  )
})

test('a token from anywhere never takes the place of a good one', async ({ page, context, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  const address = page.url()
  const other = await context.newPage()
  const asked: string[] = []
  other.on('request', (request) => asked.push(request.headers()['authorization'] ?? ''))
  await other.goto(`${address}#at=3&token=bad`)
  await expect(ui.articles(other)).toHaveCount(2)
  expect(other.url()).not.toContain('token')
  expect(asked.join()).not.toContain('bad')
  // In the tab that is open, where only the part after # changes.
  await page.evaluate(() => {
    window.location.hash = 'token=worse'
  })
  await expect(page).toHaveURL(address)
  await say(page, 'say 4 words')
  await page.goBack()
  await page.reload()
  await other.reload()
  await expect(ui.articles(other)).toHaveCount(4)
})
