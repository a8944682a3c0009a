/** Connections that come late, break and come back: nothing is lost, nothing is sent twice, nothing loops. */
import { expect, openProject, say, test, type, ui } from './test.ts'

test('killed in mid-answer, the server comes back and everything that was on screen is still there', async ({
  page,
  skein,
  wire
}) => {
  await openProject(page, skein)
  await type(page, 'say 3000 words')
  const answer = ui.articles(page).nth(1)
  await expect.poll(async () => (await answer.innerText()).length).toBeGreaterThan(200)
  await skein.kill()
  await expect(page.getByRole('status').filter({ hasText: 'Connection lost' })).toBeVisible()
  const onScreen = (await answer.innerText()).trim()
  await ui.message(page).fill('a draft in the meantime')
  await skein.startAgain()
  await expect(page.getByRole('status').filter({ hasText: 'Connection lost' })).toBeHidden({
    timeout: 40_000
  })
  await expect(ui.transcript(page)).toContainText('Skein stopped while this turn was running')
  expect((await answer.innerText()).trim().startsWith(onScreen.slice(0, onScreen.length - 20))).toBe(true)
  await expect(ui.message(page)).toHaveValue('a draft in the meantime')
  await say(page, 'say 5 words')
  expect(wire.messages().map(({ text }) => text)).toEqual(['say 3000 words', 'say 5 words'])
})

test('after five attempts it gives up, says so, and reconnects by hand', async ({ page, skein, wire }) => {
  test.setTimeout(120_000)
  await openProject(page, skein)
  await say(page, 'say 3 words')
  const before = wire.opened.length
  await skein.kill()
  const reconnect = page.getByRole('button', { name: 'Reconnect', exact: true })
  await expect(reconnect).toBeVisible({ timeout: 60_000 })
  expect(wire.opened.length - before).toBeLessThanOrEqual(5)
  await skein.startAgain()
  await reconnect.click()
  await expect(reconnect).toBeHidden()
  // Chromium itself holds back a socket to a host that refused it several times, for some seconds.
  await expect(page.getByText('Connected', { exact: true })).toBeVisible({ timeout: 30_000 })
  await say(page, 'say 4 words')
  await expect(ui.articles(page)).toHaveCount(4)
})

test('idle for a minute and through twenty navigations it holds one socket', async ({
  page,
  skein,
  wire
}) => {
  test.setTimeout(150_000)
  await openProject(page, skein)
  await say(page, 'say 3 words')
  await ui.newSession(page).click()
  await say(page, 'say 4 words')
  const before = wire.opened.length
  // A minute of doing nothing is what is tested: there is no event to wait for.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 60_000)))
  expect(wire.opened.length).toBe(before)
  expect(wire.openNow).toBe(1)
  for (let visit = 0; visit < 20; visit += 1) {
    const [here, other] = visit % 2 === 0 ? ['say 3 words', 'say 4 words'] : ['say 4 words', 'say 3 words']
    await ui.sessions(page).filter({ hasText: here }).click()
    await expect(ui.articles(page).first()).toContainText(here)
    await expect(ui.transcript(page)).not.toContainText(other)
  }
  await expect.poll(() => wire.openNow).toBe(1)
  expect(wire.opened.length - before).toBeLessThanOrEqual(20)
})

test('nothing but the authentication is sent before connected; what was accepted goes then, once', async ({
  page,
  skein
}) => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const early: string[] = []
  await page.routeWebSocket('**/ws/session', (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      early.push(message.toString())
      server.send(message)
    })
    server.onMessage((message) => void held.then(() => socket.send(message)))
  })
  await openProject(page, skein)
  await ui.message(page).fill('say 3 words')
  await ui.message(page).press('Enter')
  await expect.poll(() => early.length).toBe(1)
  await expect(page.getByText('Sending…')).toBeVisible()
  await ui.message(page).fill('typed while it connects')
  await ui.message(page).press('Enter')
  await expect(ui.message(page)).toHaveValue('typed while it connects')
  expect(early.map((frame) => frame.slice(0, 24))).toEqual(['{"type":"authenticate","'])
  release()
  // Enter came a moment too early: the message stays in sight until it can go, and goes by itself.
  await expect(ui.message(page)).toHaveValue('')
  await expect(ui.articles(page)).toHaveCount(4)
  await expect(ui.stop(page)).toHaveCount(0)
  const sent = early.filter((frame) => !frame.includes('"type":"ping"'))
  expect(sent.map((frame) => /"type":"(\w+)"/.exec(frame)?.[1])).toEqual([
    'authenticate',
    'send_message',
    'send_message'
  ])
  expect(sent.map((frame) => /"text":"([^"]*)"/.exec(frame)?.[1]).slice(1)).toEqual([
    'say 3 words',
    'typed while it connects'
  ])
})

test('rapid messages arrive once each, in order', async ({ page, skein }) => {
  const project = await openProject(page, skein)
  const texts = ['say 30 words', 'say 31 words', 'say 32 words', 'say 33 words']
  for (const text of texts) {
    await ui.message(page).fill(text)
    await expect(ui.send(page)).toBeEnabled()
    await ui.message(page).press('Enter')
    await expect(ui.message(page)).toHaveValue('')
  }
  await expect(ui.articles(page)).toHaveCount(8, { timeout: 20_000 })
  await expect(ui.stop(page)).toHaveCount(0)
  const prompts = ui.articles(page).filter({ hasText: /^(You\s*)?say \d+ words$/ })
  await expect(prompts).toHaveCount(4)
  const shown = await prompts.allInnerTexts()
  expect(shown.map((text) => /say \d+ words/.exec(text)?.[0])).toEqual(texts)
  expect(skein.count(`SELECT message_count AS count FROM sessions WHERE project_id = '${project}'`)).toBe(8)
})

test('a message sent while the connection was gone is delivered when it is back', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  await page.context().setOffline(true)
  await skein.kill()
  await expect(page.getByRole('status').filter({ hasText: 'Connection lost' })).toBeVisible()
  await ui.message(page).fill('say 4 words')
  await ui.message(page).press('Enter')
  await expect(ui.message(page)).toHaveValue('say 4 words')
  await skein.startAgain()
  await page.context().setOffline(false)
  await expect(page.getByRole('status').filter({ hasText: 'Connection lost' })).toBeHidden({
    timeout: 40_000
  })
  await ui.message(page).press('Enter')
  await expect(ui.articles(page)).toHaveCount(4)
})

test('a page without the key says how to come in, and a wrong key is told at once', async ({
  browser,
  skein
}) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(skein.url)
  await expect(page.getByText('This page does not know its server')).toBeVisible()
  await page.goto(`${skein.url}#token=${skein.token}`)
  await expect(page.getByRole('button', { name: 'Open folder' })).toBeVisible()
  await expect(page).toHaveURL(skein.url)
  await context.close()
})

test('ended by its supervisor it settles the turn and exits clean', async ({ page, skein }) => {
  await openProject(page, skein)
  await type(page, 'say 2000 words')
  await expect(ui.articles(page).nth(1)).toContainText(/\w+ \w+ \w+/)
  expect(await skein.terminate()).toBe(0)
  await skein.startAgain()
  await expect(ui.transcript(page)).toContainText('Skein was closed while this turn was running', {
    timeout: 40_000
  })
})
