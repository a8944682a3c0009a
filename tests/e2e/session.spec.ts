/** The acceptance list of the specification, line by line, in the browser. */
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MessagePage } from '../../shared/protocol.ts'
import { SessionSummary } from '../../shared/session.ts'
import { expect, openProject, say, sessionIdOf, test, type, ui } from './test.ts'

test('new session navigates at once, with nothing stored', async ({ page, skein, wire }) => {
  await openProject(page, skein)
  const first = page.url()
  const asked: { method: string; url: string }[] = []
  page.on('request', (request) => asked.push({ method: request.method(), url: request.url() }))
  await ui.newSession(page).click()
  await expect(page).not.toHaveURL(first)
  await expect(page).toHaveURL(/\/chat\/[0-9a-f-]{36}$/)
  await expect(ui.message(page)).toBeEditable()
  await ui.message(page).fill('typing stores nothing either')
  // The lists may be read again at any time (the notices socket came up); the new session is not spoken of.
  const id = sessionIdOf(page)
  expect(asked.filter(({ method, url }) => method !== 'GET' || url.includes(id))).toEqual([])
  expect(wire.opened).toEqual([])
  expect(skein.count('SELECT count(*) AS count FROM sessions')).toBe(0)
})

test('the first message creates the row and goes without a resume flag', async ({ page, skein, wire }) => {
  await openProject(page, skein)
  await page.route('**/sessions', async (route) => {
    if (route.request().method() === 'POST') await expect(page.getByText('Creating session…')).toBeVisible()
    await route.continue()
  })
  await type(page, 'help')
  await expect(page.getByText('Creating session…')).toBeHidden()
  await expect
    .poll(() => wire.messages())
    .toEqual([{ type: 'send_message', id: expect.any(String), text: 'help', config: {} }])
  await expect(ui.stop(page)).toHaveCount(0)
  expect(skein.count('SELECT count(*) AS count FROM sessions')).toBe(1)
})

test('the second message says resume', async ({ page, skein, wire }) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  await say(page, 'say 4 words')
  const sessionId = sessionIdOf(page)
  expect(wire.messages().map(({ text, config }) => [text, config])).toEqual([
    ['say 3 words', {}],
    ['say 4 words', { resume: true, sessionId }]
  ])
})

test('switching sessions clears the old one and loads the new', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 5 words')
  await ui.newSession(page).click()
  await expect(ui.articles(page)).toHaveCount(0)
  await say(page, 'fail')
  await expect(ui.sessions(page)).toHaveCount(2)
  await ui.sessions(page).filter({ hasText: 'say 5 words' }).click()
  await expect(ui.articles(page).first()).toContainText('say 5 words')
  await expect(ui.transcript(page)).not.toContainText('fail')
  await ui.sessions(page).filter({ hasText: 'fail' }).click()
  await expect(ui.articles(page).first()).toContainText('fail')
  await expect(ui.transcript(page)).not.toContainText('say 5 words')
})

test('a reload in mid-conversation loads from the transcript and goes on as a later message', async ({
  page,
  skein,
  wire
}) => {
  const projectId = await openProject(page, skein)
  await say(page, 'say 12 words')
  const before = await ui.articles(page).allInnerTexts()
  await page.reload()
  await expect(ui.articles(page)).toHaveCount(before.length)
  expect(await ui.articles(page).allInnerTexts()).toEqual(before)
  const sessionId = sessionIdOf(page)
  const stored = MessagePage.parse(
    await skein.api('GET', `/projects/${projectId}/sessions/${sessionId}/messages`)
  )
  expect(stored.messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
  await say(page, 'say 3 words')
  expect(wire.messages().at(-1)).toMatchObject({ config: { resume: true, sessionId } })
})

test('a session’s messages are asked for once, before its page has been read', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'help')
  await expect(page.getByRole('log')).toHaveAttribute('data-turn', 'idle')
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.reload()
  await expect(page.getByRole('article').first()).toBeVisible()
  const messages = asked.filter((path) => path.endsWith('/messages'))
  expect(messages).toEqual([expect.stringContaining(sessionIdOf(page))])
})

test('a reload in the middle of a running turn shows the same and goes on streaming', async ({
  page,
  skein
}) => {
  await openProject(page, skein)
  await type(page, 'say 1500 words')
  await expect(ui.articles(page).nth(1)).toContainText(/\w+ \w+ \w+/)
  await page.reload()
  await expect(ui.articles(page).first()).toContainText('say 1500 words')
  await expect(ui.stop(page)).toBeVisible()
  const length = async (): Promise<number> => (await ui.articles(page).nth(1).innerText()).length
  const atReload = await length()
  await expect.poll(length).toBeGreaterThan(atReload)
  await ui.stop(page).click()
  await expect(ui.stop(page)).toHaveCount(0)
})

test('an unknown id is a session that is not created yet', async ({ page, skein }) => {
  const project = await skein.openProject()
  const sessionId = randomUUID()
  const answered = page.waitForResponse((response) => response.url().includes(`/sessions/${sessionId}`))
  await page.goto(skein.link(`/projects/${project.id}/chat/${sessionId}`))
  expect((await answered).status()).toBe(404)
  await expect(ui.message(page)).toBeEditable()
  await expect(ui.articles(page)).toHaveCount(0)
  expect(skein.count('SELECT count(*) AS count FROM sessions')).toBe(0)
  await say(page, 'say 3 words')
  expect(sessionIdOf(page)).toBe(sessionId)
  expect(skein.count(`SELECT count(*) AS count FROM sessions WHERE id = '${sessionId}'`)).toBe(1)
})

test('streamed blocks merge into one message, and the end of the turn settles it', async ({
  page,
  skein,
  wire
}) => {
  await openProject(page, skein)
  await type(page, 'say 400 words')
  await expect(ui.stop(page)).toBeVisible()
  await expect(ui.articles(page)).toHaveCount(2)
  const early = await ui.articles(page).nth(1).innerText()
  await expect
    .poll(async () => (await ui.articles(page).nth(1).innerText()).length)
    .toBeGreaterThan(early.length)
  await expect(ui.stop(page)).toHaveCount(0)
  await expect(ui.articles(page)).toHaveCount(2)
  const streamed = wire.received.filter(
    ({ type: kind, event }) =>
      kind === 'event' && typeof event === 'object' && event !== null && 'append' in event
  )
  expect(streamed.length).toBeGreaterThan(20)
  const complete = wire.received.find(
    ({ event }) =>
      typeof event === 'object' && event !== null && 'type' in event && event.type === 'message_complete'
  )
  expect(complete).toMatchObject({ event: { outcome: 'done', metadata: { messageCount: 2 } } })
})

test('metadata stands in the database and on screen after a turn', async ({ page, skein }) => {
  const projectId = await openProject(page, skein)
  await say(page, 'say 7 words')
  const path = `/projects/${projectId}/sessions/${sessionIdOf(page)}`
  const { metadata } = SessionSummary.parse(await skein.api('GET', path))
  expect(metadata).toEqual({
    totalTokens: 0,
    messageCount: 2,
    lastMessageAt: expect.any(String),
    firstMessagePreview: 'say 7 words'
  })
  expect(skein.count('SELECT message_count AS count FROM sessions')).toBe(2)
  const row = ui.sessions(page).filter({ hasText: 'say 7 words' })
  await expect(row).toHaveAttribute('title', /2 messages/)
})

test('tool uses are drawn with their results', async ({ page, skein }) => {
  await writeFile(join(skein.projectPath, 'alpha.txt'), 'first line\nsecond line\n')
  await openProject(page, skein)
  await say(page, 'read alpha.txt')
  await expect(ui.transcript(page).getByText('Read', { exact: true })).toBeVisible()
  await ui.transcript(page).getByRole('button', { name: /Read/ }).click()
  await expect(ui.transcript(page)).toContainText('second line')
  await page.reload()
  await ui.transcript(page).getByRole('button', { name: /Read/ }).click()
  await expect(ui.transcript(page)).toContainText('second line')
})

test('a permission mode stays with its session, and new sessions take the default', async ({
  page,
  skein
}) => {
  const projectId = await openProject(page, skein)
  await say(page, 'say 3 words')
  await ui.mode(page).click()
  await page.getByRole('option', { name: /Plan/ }).click()
  await expect(ui.mode(page)).toContainText('Plan')
  const path = `/projects/${projectId}/sessions/${sessionIdOf(page)}`
  await expect
    .poll(async () => SessionSummary.parse(await skein.api('GET', path)).permissionMode)
    .toBe('plan')
  await page.reload()
  await expect(ui.mode(page)).toContainText('Plan')
  await ui.newSession(page).click()
  await expect(ui.mode(page)).toContainText('Ask')
  await skein.api('PATCH', '/settings', { defaultPermissionMode: 'acceptEdits' })
  await page.reload()
  await ui.newSession(page).click()
  await expect(ui.mode(page)).toContainText('Accept edits')
})

test('no empty sessions come to be, however often one begins anew', async ({ page, skein }) => {
  await openProject(page, skein)
  for (let visit = 0; visit < 5; visit += 1) {
    await ui.newSession(page).click()
    await ui.message(page).fill(`draft ${visit}`)
  }
  await page.reload()
  await expect(ui.message(page)).toHaveValue('draft 4')
  await say(page, 'say 3 words')
  expect(skein.count('SELECT count(*) AS count FROM sessions')).toBe(1)
  expect(skein.count('SELECT count(*) AS count FROM sessions WHERE message_count = 0')).toBe(0)
})

test('two tabs are independent, and two on one session stay identical', async ({ page, context, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 4 words')
  const shared = page.url()
  const second = await context.newPage()
  await second.goto(shared)
  await expect(ui.articles(second)).toHaveCount(2)
  await type(page, 'say 60 words')
  await expect(ui.articles(second)).toHaveCount(4)
  await expect(ui.stop(second)).toHaveCount(0)
  await expect(ui.stop(page)).toHaveCount(0)
  expect(await ui.articles(second).allInnerTexts()).toEqual(await ui.articles(page).allInnerTexts())
  await ui.newSession(second).click()
  await say(second, 'say 5 words')
  await expect(ui.articles(page)).toHaveCount(4)
  await expect(ui.transcript(page)).not.toContainText('say 5 words')
})

test('a file is written after a click, and not before', async ({ page, skein }) => {
  await openProject(page, skein)
  await type(page, 'write made.txt Hello there')
  const allow = page.getByRole('button', { name: 'Allow once' })
  await expect(allow).toBeVisible()
  await page.reload()
  await expect(allow).toBeVisible()
  await allow.click()
  await expect(ui.stop(page)).toHaveCount(0)
  await type(page, 'read made.txt')
  await expect(ui.stop(page)).toHaveCount(0)
  await ui.transcript(page).getByRole('button', { name: /Read/ }).click()
  await expect(ui.transcript(page).getByText('Hello there', { exact: true }).first()).toBeVisible()
})

test('denied by keyboard alone, the command does not run', async ({ page, skein }) => {
  await openProject(page, skein)
  await expect(ui.message(page)).toBeFocused()
  await page.keyboard.type("run node -e \"require('fs').writeFileSync('ran','')\"")
  await page.keyboard.press('Enter')
  const card = page.getByRole('region', { name: /Permission request/ })
  await expect(card).toBeVisible()
  await page.keyboard.press('F6')
  await expect(card).toBeFocused()
  // Keys count only once the card has stood for a moment: pressed again until it has.
  await expect(async () => {
    await page.keyboard.press('Escape')
    await expect(card).toHaveCount(0, { timeout: 200 })
  }).toPass()
  await expect(ui.stop(page)).toHaveCount(0)
  await say(page, 'list')
  await ui
    .transcript(page)
    .getByRole('button', { name: /List|Glob/ })
    .last()
    .click()
  await expect(ui.transcript(page).getByText('ran', { exact: true })).toHaveCount(0)
})
