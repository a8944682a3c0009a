/** What the system asks Skein to open: folders of the command line, files of the dock, links. */
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import { filePathsVariable } from '../electron-standin/filePaths.ts'
import { ask, openGuideSession, say } from './guideSession.ts'
import { type Desktop, runAgain, spawnApp, test } from './launch.ts'

async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  return page
}

function folderOf(desktop: Desktop, name: string): string {
  const folder = join(realpathSync(desktop.folder), name)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Questions are answered by the button with this number, and kept. */
async function answerWith(app: ElectronApplication, response: number): Promise<() => Promise<string>> {
  await app.evaluate(({ dialog }, answer) => {
    const questions: string[] = []
    Object.assign(globalThis, { questions })
    dialog.showMessageBox = async (...args: readonly unknown[]) => {
      questions.push(JSON.stringify(args.at(-1)))
      return { response: answer, checkboxChecked: false }
    }
  }, response)
  return () => app.evaluate(() => String(Object.getOwnPropertyDescriptor(globalThis, 'questions')?.value))
}

const openUrl = (app: ElectronApplication, url: string): Promise<unknown> =>
  app.evaluate(
    ({ app: electron }, link) => electron.emit('open-url', { preventDefault: () => undefined }, link),
    url
  )

test('a folder of the command line is opened, also one with spaces and other scripts', async ({
  desktop
}) => {
  const folder = folderOf(desktop, 'Приливы и ß')
  const app = await desktop.launch(undefined, {}, [folder])
  const page = await firstPage(app)
  await expect(page).toHaveURL(/\/projects\/[0-9a-f-]{36}/)
  await expect(page.getByText('Приливы и ß').first()).toBeVisible()
  if (process.env['ELECTRON_REAL'] === '1') return
  const recent = await app.evaluate(({ app: electron }) => Reflect.get(electron, 'recentDocuments'))
  expect(recent).toEqual([folder])
})

test('a second start opens its folder in the app that runs, from where it was started', async ({
  desktop
}) => {
  folderOf(desktop, 'tides')
  const app = await desktop.launch()
  const page = await firstPage(app)
  await expect(page).toHaveURL(/\/$/)
  expect((await runAgain(desktop, ['tides'], desktop.folder)).code).toBe(0)
  await expect(page).toHaveURL(/\/projects\/[0-9a-f-]{36}/)
  await expect(page.getByText('tides').first()).toBeVisible()
  expect(app.windows()).toHaveLength(1)
})

test('what cannot be opened is told, and the app stays as it is', async ({ desktop }) => {
  const file = join(desktop.folder, 'notes.txt')
  writeFileSync(file, 'x')
  const app = await desktop.launch()
  const page = await firstPage(app)
  const questions = await answerWith(app, 0)
  await runAgain(desktop, [file])
  await expect.poll(questions).toContain('is a file. Open the folder it is in.')
  await runAgain(desktop, [join(desktop.folder, 'nowhere')])
  await expect.poll(questions).toContain('There is no folder at')
  for (const link of ['skein://run?x=1', `skein://open?project=/${'a'.repeat(100_000)}`, 'skein://']) {
    await openUrl(app, link)
  }
  await expect.poll(async () => (await questions()).split('This link is not one').length - 1).toBe(3)
  await expect(page).toHaveURL(/\/$/)
  expect(await ask(page, 'GET', '/api/projects')).toEqual({ projects: [] })
})

test('a link leads to a session, and to none that is not there', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await firstPage(app)
  const path = await openGuideSession(desktop, page)
  await say(page, 'say 3 words')
  await expect(page.getByRole('log')).toHaveAttribute('data-turn', 'idle')
  const [, project, session] = /projects\/([^/]+)\/chat\/(.+)$/.exec(path) ?? []
  await page.goto(new URL('/settings', page.url()).href)
  await openUrl(app, `skein://open?project=${project}&session=${session}`)
  await expect(page).toHaveURL(new RegExp(`${path}$`))
  await expect(page.getByText('say 3 words').first()).toBeVisible()

  const questions = await answerWith(app, 0)
  await openUrl(app, `skein://open?project=${project}&session=${project}`)
  await expect.poll(questions).toContain('is not known here')
  await expect(page).toHaveURL(new RegExp(`${path}$`))
})

test('a folder that only a link names becomes a project by a person’s word alone', async ({ desktop }) => {
  const folder = folderOf(desktop, 'from a link')
  const app = await desktop.launch()
  const page = await firstPage(app)
  const link = `skein://open?project=${encodeURIComponent(folder)}`
  const declined = await answerWith(app, 1)
  await openUrl(app, link)
  await expect.poll(declined).toContain('Open this folder?')
  expect(await ask(page, 'GET', '/api/projects')).toEqual({ projects: [] })
  await answerWith(app, 0)
  await openUrl(app, link)
  await expect(page).toHaveURL(/\/projects\/[0-9a-f-]{36}/)
})

test('a link that comes before the app is ready waits for it', async ({ desktop }) => {
  const folder = folderOf(desktop, 'early')
  const app = await desktop.launch(undefined, {}, [`skein://open?project=${encodeURIComponent(folder)}`])
  const page = await firstPage(app)
  // Nobody has answered the question yet: the stand-in takes the first button by itself.
  test.skip(process.env['ELECTRON_REAL'] === '1', 'the question waits for a person')
  await expect(page).toHaveURL(/\/projects\/[0-9a-f-]{36}/)
})

test('of three that start at once one runs, and opens what the others were asked', async ({ desktop }) => {
  const names = ['one', 'two', 'three']
  const started = names.map((name) => spawnApp(desktop, [folderOf(desktop, name)]))
  const ended: unknown[] = []
  for (const child of started) {
    child.stdout.resume()
    child.stderr.resume()
    child.once('close', (code) => ended.push(code))
  }
  try {
    await expect.poll(() => ended, { timeout: 30_000 }).toEqual([0, 0])
    // The others may be gone before the one that runs has opened its database, or made its tables.
    await expect(() => {
      const database = new DatabaseSync(join(desktop.userData, 'skein.db'), { readOnly: true })
      try {
        const rows = database.prepare('SELECT name FROM projects ORDER BY name').all()
        expect(rows.map(({ name }) => name)).toEqual(names.toSorted())
      } finally {
        database.close()
      }
    }).toPass({ timeout: 30_000 })
    expect(ended).toHaveLength(2)
  } finally {
    for (const child of started) child.kill()
  }
  await expect.poll(() => ended, { timeout: 30_000 }).toHaveLength(3)
})

test('a folder dropped on the window is opened', async ({ desktop }) => {
  const folder = folderOf(desktop, 'dropped')
  const page = await firstPage(await desktop.launch(undefined, { [filePathsVariable]: '1' }))
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: [folder], dragOperationsMask: 1 }
  // The page listens a moment after it is drawn: what is let go before is dropped again, as a person would.
  await expect(async () => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
    }
    await expect(page).toHaveURL(/\/projects\/[0-9a-f-]{36}/, { timeout: 3_000 })
  }).toPass()
  await expect(page.getByText('dropped').first()).toBeVisible()
})
