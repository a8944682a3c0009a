/** The composer with the real server: drafts, files, commands, attachments, the queue, keys. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { Draft } from '../../shared/steering.ts'
import { expect, openProject, say, sessionIdOf, test, type, ui } from './test.ts'
import type { SkeinProcess } from './skeinProcess.ts'

async function draftOf(skein: SkeinProcess, projectId: string, sessionId: string): Promise<Draft> {
  return Draft.parse(await skein.api('GET', `/projects/${projectId}/sessions/${sessionId}/draft`))
}

/** A turn that lasts until it is stopped. */
async function begin(page: Page): Promise<void> {
  await type(page, 'say 4000 words')
  await expect(ui.stop(page)).toBeVisible()
}

const attachments = (page: Page) => page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')
const queue = (page: Page) => page.getByRole('list', { name: 'Next up' }).getByRole('listitem')
const picker = (page: Page) => page.locator('input[type="file"]')

/** Runs in the page: how many attachments its database holds for a session. They come there a moment after the words. */
function countKept(sessionId: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('skein')
    opening.onerror = () => reject(opening.error ?? new Error('no database'))
    opening.onsuccess = () => {
      const store = opening.result.transaction('draft-attachments').objectStore('draft-attachments')
      const reading = store.get(sessionId)
      reading.onerror = () => reject(reading.error ?? new Error('no answer'))
      reading.onsuccess = () => {
        opening.result.close()
        const kept: unknown = reading.result
        resolve(Array.isArray(kept) ? kept.length : 0)
      }
    }
  })
}

const notes = { name: 'notes.md', mimeType: 'text/markdown', buffer: Buffer.from('# Notes\n') }

test.describe('a draft', () => {
  test('is kept with its attachments over a reload and a crash of the server', async ({ page, skein }) => {
    const projectId = await openProject(page, skein)
    await say(page, 'say 3 words')
    const sessionId = sessionIdOf(page)
    await ui.message(page).fill('not yet sent')
    await picker(page).setInputFiles([notes])
    await expect(attachments(page)).toHaveCount(1)
    await expect
      .poll(() => draftOf(skein, projectId, sessionId))
      .toEqual({ text: 'not yet sent', attachments: [{ type: 'text', name: 'notes.md', text: '# Notes\n' }] })

    await skein.kill()
    await skein.startAgain()
    await page.evaluate(() => window.localStorage.clear())
    await page.goto(skein.link(`/projects/${projectId}/chat/${sessionId}`))
    await page.reload()
    await expect(ui.message(page)).toHaveValue('not yet sent')
    await expect(attachments(page)).toContainText(['notes.md'])

    await ui.message(page).press('Enter')
    await expect(ui.message(page)).toHaveValue('')
    await expect(attachments(page)).toHaveCount(0)
    await expect.poll(() => draftOf(skein, projectId, sessionId)).toEqual({ text: '', attachments: [] })
  })

  test('of a session that is not created is kept by the browser alone, attachments too', async ({
    page,
    skein
  }) => {
    await openProject(page, skein)
    const sessionId = sessionIdOf(page)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await ui.message(page).fill('an idea')
    await picker(page).setInputFiles([notes])
    await expect(attachments(page)).toHaveCount(1)
    await expect.poll(() => page.evaluate(countKept, sessionId)).toBe(1)
    await page.reload()
    await expect(ui.message(page)).toHaveValue('an idea')
    await expect(attachments(page)).toContainText(['notes.md'])
    expect(asked.filter((url) => url.endsWith(`${sessionId}/draft`))).toEqual([])
    expect(skein.count('SELECT count(*) AS count FROM sessions')).toBe(0)
  })

  test('stays with its session, however fast one switches, and the last word reaches the server', async ({
    page,
    skein
  }) => {
    const projectId = await openProject(page, skein)
    await say(page, 'say 3 words')
    const first = sessionIdOf(page)
    await ui.newSession(page).click()
    await say(page, 'say 4 words')
    const second = sessionIdOf(page)
    const open = (title: string) => ui.sessions(page).filter({ hasText: title }).click()

    await ui.message(page).pressSequentially('for the second')
    await open('say 3 words')
    await ui.message(page).pressSequentially('for the first')
    await open('say 4 words')
    await expect(ui.message(page)).toHaveValue('for the second')
    await open('say 3 words')
    await expect(ui.message(page)).toHaveValue('for the first')
    await expect.poll(async () => (await draftOf(skein, projectId, first)).text).toBe('for the first')
    await expect.poll(async () => (await draftOf(skein, projectId, second)).text).toBe('for the second')
  })

  test('follows to another window that is looked at, and never takes away what is written there', async ({
    page,
    skein,
    context
  }) => {
    const projectId = await openProject(page, skein)
    await say(page, 'say 3 words')
    const other = await context.newPage()
    await other.goto(skein.link(`/projects/${projectId}/chat/${sessionIdOf(page)}`))
    await expect(ui.articles(other).first()).toBeVisible()
    const look = (): Promise<void> => other.evaluate(() => void window.dispatchEvent(new Event('focus')))

    await ui.message(page).fill('from the first window')
    await expect
      .poll(async () => (await draftOf(skein, projectId, sessionIdOf(page))).text)
      .toBe('from the first window')
    await look()
    await expect(ui.message(other)).toHaveValue('from the first window')

    await ui.message(page).fill('and now something else')
    await ui.message(other).fill('written in the second')
    await look()
    await expect
      .poll(async () => (await draftOf(skein, projectId, sessionIdOf(page))).text)
      .toBe('written in the second')
    await expect(ui.message(other)).toHaveValue('written in the second')
  })

  test('that was typed a moment ago survives a reload', async ({ page, skein }) => {
    await openProject(page, skein)
    await say(page, 'say 3 words')
    await ui.message(page).pressSequentially('the last word')
    await page.reload()
    await expect(ui.message(page)).toHaveValue('the last word')
  })
})

test('files are mentioned by a few letters, folders go on, and one that has gone is told', async ({
  page,
  skein,
  wire
}) => {
  await mkdir(join(skein.projectPath, 'src', 'my parts'), { recursive: true })
  await writeFile(join(skein.projectPath, 'src', 'main.ts'), 'export {}\n')
  await writeFile(join(skein.projectPath, 'src', 'my parts', 'one two.ts'), 'export {}\n')
  await openProject(page, skein)
  const files = page.getByRole('listbox', { name: 'Files' })

  await ui.message(page).pressSequentially('read @main')
  await expect(files.getByRole('option', { selected: true })).toContainText('main.ts')
  await expect(files.locator('mark').first()).toHaveText('main')
  await page.keyboard.press('Enter')
  await expect(ui.message(page)).toHaveValue('read @src/main.ts ')
  await expect(files).toHaveCount(0)

  await ui.message(page).pressSequentially('and @parts')
  await files
    .getByRole('option')
    .filter({ hasText: /^my parts\// })
    .click()
  await expect(ui.message(page)).toHaveValue('read @src/main.ts and @"src/my parts/')
  await ui.message(page).pressSequentially('one')
  await expect(files.getByRole('option', { selected: true })).toContainText('one two.ts')
  await page.keyboard.press('Tab')
  await expect(ui.message(page)).toHaveValue('read @src/main.ts and @"src/my parts/one two.ts" ')
  // What was put in can be taken back like anything typed.
  await page.keyboard.press('ControlOrMeta+z')
  await expect(ui.message(page)).toHaveValue('read @src/main.ts and @"src/my parts/one')

  await ui.message(page).fill('read @src/main.ts and @src/gone.ts')
  await expect(page.getByText('There is no file src/gone.ts in this project.')).toBeVisible()
  await rm(join(skein.projectPath, 'src', 'main.ts'))
  await page.keyboard.press('Enter')
  await expect
    .poll(() => wire.messages().map(({ text }) => text))
    .toEqual(['read @src/main.ts and @src/gone.ts'])
})

test('a command the agent does not know is told, and goes as text the second time', async ({
  page,
  skein,
  wire
}) => {
  await openProject(page, skein)
  await ui.message(page).pressSequentially('/nosuch')
  await expect(page.getByText('No such command.')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/knows no command \/nosuch/)).toBeVisible()
  expect(wire.messages()).toEqual([])
  await page.keyboard.press('Enter')
  await expect.poll(() => wire.messages().map(({ text }) => text)).toEqual(['/nosuch'])
})

test.describe('attachments', () => {
  test('are sent along, and stand in the message', async ({ page, skein, wire }) => {
    await openProject(page, skein)
    await picker(page).setInputFiles([notes])
    await expect(attachments(page)).toHaveCount(1)
    await say(page, 'help')
    expect(wire.messages()).toMatchObject([
      { text: 'help', attachments: [{ type: 'text', name: 'notes.md', text: '# Notes\n' }] }
    ])
    await expect(ui.articles(page).first().getByRole('button', { name: 'Open notes.md' })).toBeVisible()
  })

  test('a picture that is too large is made smaller, and says so', async ({ page, skein, wire }) => {
    await openProject(page, skein)
    const large = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(4000, 3000)
      canvas.getContext('2d')?.fillRect(10, 10, 3000, 2000)
      const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
      return [...bytes]
    })
    await picker(page).setInputFiles([
      { name: 'large.png', mimeType: 'image/png', buffer: Buffer.from(large) }
    ])
    await expect(attachments(page)).toContainText(['Made smaller: 4000 × 3000 → 1568 × 1176'])
    await say(page, 'help')
    expect(wire.messages()).toMatchObject([{ attachments: [{ type: 'image', mediaType: 'image/png' }] }])
  })

  test('dropped anywhere are taken; what cannot be is named with its reason', async ({ page, skein }) => {
    await openProject(page, skein)
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['hello'], 'hello.txt', { type: 'text/plain' }))
      transfer.items.add(new File(['<svg/>'], 'drawing.svg', { type: 'image/svg+xml' }))
      transfer.items.add(new File([new Uint8Array(64)], 'program.bin'))
      transfer.items.add(new File(['x'.repeat(1_200_000)], 'large.log'))
      const beginning = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
      transfer.items.add(new File([beginning], 'broken.png', { type: 'image/png' }))
      return transfer
    })
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: dropped })
    await expect(page.getByText('Drop files to attach them')).toBeVisible()
    await page.dispatchEvent('body', 'drop', { dataTransfer: dropped })
    await expect(page.getByText('Drop files to attach them')).toHaveCount(0)
    await expect(attachments(page)).toContainText(['hello.txt'])
    const told = page.getByRole('status', { name: 'About this message' })
    await expect(told).toContainText('drawing.svg was not attached: agents cannot see SVG pictures.')
    await expect(told).toContainText('program.bin was not attached: only pictures')
    await expect(told).toContainText('large.log was not attached: it has 1.1 MB, at most 1 MB can be sent.')
    await expect(told).toContainText('broken.png was not attached: it cannot be read as a picture.')
  })

  test('ten thousand pasted lines go along as a file, and freeze nothing', async ({ page, skein, wire }) => {
    await openProject(page, skein)
    await expect(ui.message(page)).toBeFocused()
    await page.evaluate(() => {
      const text = Array.from({ length: 10_000 }, (_, line) => `${line}: something happened`).join('\n')
      const transfer = new DataTransfer()
      transfer.setData('text/plain', text)
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
      )
    })
    await expect(attachments(page)).toContainText(['10000 lines'])
    await expect(ui.message(page)).toHaveValue('')
    await say(page, 'help')
    expect(wire.messages()).toMatchObject([{ attachments: [{ type: 'text', name: 'Pasted text.txt' }] }])
  })
})

test.describe('the queue', () => {
  test('is edited, reordered and shortened, and goes out in that order', async ({ page, skein, wire }) => {
    await openProject(page, skein)
    await begin(page)
    for (const text of ['say 1 words', 'say 2 words', 'say 3 words']) {
      await ui.message(page).fill(text)
      await page.keyboard.press('Enter')
      await expect(queue(page).filter({ hasText: text })).toBeVisible()
    }
    await page.getByRole('button', { name: 'Edit “say 1 words”' }).click()
    await page.getByRole('textbox', { name: 'Queued message' }).fill('say 5 words')
    await page.keyboard.press('Enter')
    await expect(queue(page)).toContainText(['say 5 words', 'say 2 words', 'say 3 words'])
    await page.getByRole('button', { name: 'Edit “say 3 words”' }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect(queue(page)).toContainText(['say 5 words', 'say 3 words', 'say 2 words'])
    await page.getByRole('button', { name: 'Remove “say 2 words” from the queue' }).click()
    await expect(queue(page)).toContainText(['say 5 words', 'say 3 words'])

    await ui.stop(page).click()
    await expect(page.getByText('2 messages wait for you.')).toBeVisible()
    await page.getByRole('button', { name: 'Go on' }).click()
    await expect(queue(page)).toHaveCount(0)
    await expect(ui.transcript(page)).toHaveAttribute('data-turn', 'idle')
    await expect(ui.articles(page).filter({ hasText: /^say \d words$/ })).toHaveText([
      'say 5 words',
      'say 3 words'
    ])
    expect(wire.messages()).toHaveLength(4)
  })

  test('is overtaken by what is sent with Ctrl+Enter, which stops the agent', async ({
    page,
    skein,
    wire
  }) => {
    await openProject(page, skein)
    await begin(page)
    await ui.message(page).fill('say 2 words')
    await page.keyboard.press('Enter')
    await expect(queue(page)).toHaveCount(1)
    await ui.message(page).fill('say 3 words')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(ui.articles(page).filter({ hasText: /^say 3 words$/ })).toBeVisible()
    expect(wire.messages().at(-1)).toMatchObject({ text: 'say 3 words', interrupt: true })
  })

  test('gives up one message to be sent at once', async ({ page, skein }) => {
    await openProject(page, skein)
    await begin(page)
    for (const text of ['say 1 words', 'say 2 words']) {
      await ui.message(page).fill(text)
      await page.keyboard.press('Enter')
      await expect(queue(page).filter({ hasText: text })).toBeVisible()
    }
    await page.getByRole('button', { name: 'Interrupt and send “say 2 words” now' }).click()
    await expect(ui.articles(page).filter({ hasText: /^say \d words$/ })).toHaveText([
      'say 2 words',
      'say 1 words'
    ])
  })
})

test('list, chips and queue are fit for assistive technology', async ({ page, skein }) => {
  await openProject(page, skein)
  await begin(page)
  await ui.message(page).fill('a queued one')
  await page.keyboard.press('Enter')
  await expect(queue(page)).toHaveCount(1)
  await picker(page).setInputFiles([notes])
  await expect(attachments(page)).toHaveCount(1)
  await ui.message(page).pressSequentially('/')
  await expect(page.getByRole('listbox', { name: 'Commands' })).toBeVisible()
  const box = ui.message(page)
  const active = await box.getAttribute('aria-activedescendant')
  await expect(page.locator(`[id="${active}"]`)).toHaveAttribute('aria-selected', 'true')
  const { violations } = await new AxeBuilder({ page }).disableRules(['region']).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
})

test('keys: earlier prompts, the permission mode, the way back', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 1 words')
  await say(page, 'say 2 words')
  await page.keyboard.press('ArrowUp')
  await expect(ui.message(page)).toHaveValue('say 2 words')
  await page.keyboard.press('ArrowUp')
  await expect(ui.message(page)).toHaveValue('say 1 words')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(ui.message(page)).toHaveValue('')

  await expect(ui.mode(page)).toHaveText('Ask')
  await page.keyboard.press('Shift+Tab')
  await expect(ui.mode(page)).toHaveText('Plan')
  await page.keyboard.press('Shift+Tab')
  await expect(ui.mode(page)).toHaveText('Accept edits')
  await page.keyboard.press('Shift+Tab')
  const question = page.getByRole('alertdialog')
  await expect(question).toBeVisible()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(ui.mode(page)).toHaveText('Ask')
  await expect(ui.message(page)).toBeFocused()

  await page.keyboard.press('Escape')
  await expect(page.getByText(/Press Esc again/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Go back to an earlier message' })).toBeVisible()
})

test('Enter starts a new line when that was chosen, and Ctrl+Enter sends', async ({ page, skein, wire }) => {
  await skein.api('PATCH', '/settings', { sendKey: 'mod-enter' })
  await openProject(page, skein)
  await ui.message(page).pressSequentially('say 1')
  await page.keyboard.press('Enter')
  await expect(ui.message(page)).toHaveValue('say 1\n')
  expect(wire.messages()).toEqual([])
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(() => wire.messages().map(({ text }) => text)).toEqual(['say 1'])
})

test('the text grows to two fifths of the window and then scrolls', async ({ page, skein }) => {
  await openProject(page, skein)
  const height = async (): Promise<number> => (await ui.message(page).boundingBox())?.height ?? 0
  const one = await height()
  await ui.message(page).fill('one\ntwo\nthree')
  expect(await height()).toBeGreaterThan(one + 30)
  await ui.message(page).fill(Array.from({ length: 100 }, (_, line) => String(line)).join('\n'))
  const viewport = page.viewportSize()?.height ?? 0
  expect(await height()).toBeLessThanOrEqual(viewport * 0.4 + 1)
  expect(await height()).toBeGreaterThan(viewport * 0.35)
})
