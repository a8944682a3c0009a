/**
 * A session that another program has, as a person sees it: in the list, in the window's title, above the transcript; what
 * that program writes, and the ways to go on here. Its registry and transcript are written as Claude Code writes them, for
 * a process that lives; the program itself is in `tests/agent/claudeHeld.test.ts`.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import type { SkeinProcess } from './skeinProcess.ts'
import { expect, test as base, ui } from './test.ts'

const test = base.extend<{ terminal: Terminal }>({
  terminal: async ({ skein }, use) => {
    const terminal = new Terminal(skein)
    await use(terminal)
    terminal.end()
  }
})
test.skip(process.platform !== 'linux', 'the moment a process began is read from /proc')

/** A process that holds one session and writes its transcript. */
class Terminal {
  readonly sessionId = randomUUID()
  readonly #skein: SkeinProcess
  readonly #process: ChildProcess
  #last: string | null = null
  #file = ''
  #cwd = ''

  constructor(skein: SkeinProcess) {
    this.#skein = skein
    this.#process = spawn('sleep', ['600'], { stdio: 'ignore' })
  }

  /** Makes the session known, as one that began here. */
  async begin(projectPath: string, projectId: string): Promise<string> {
    this.#cwd = projectPath
    const folder = join(this.#skein.folder, '.claude', 'projects', encodeProjectFolder(projectPath))
    await mkdir(folder, { recursive: true })
    this.#file = join(folder, `${this.sessionId}.jsonl`)
    await this.says('user', 'Why is the forecast off by a day?')
    await this.says('assistant', 'The dates are read as UTC.')
    const session = { sessionId: this.sessionId, agent: 'claude' }
    await this.#skein.api('POST', `/projects/${projectId}/sessions`, session)
    return `/projects/${projectId}/chat/${this.sessionId}`
  }

  async says(role: 'user' | 'assistant', text: string): Promise<void> {
    const uuid = randomUUID()
    const message =
      role === 'user'
        ? { role, content: text }
        : { id: `msg_${uuid}`, type: 'message', role, model: 'm', content: [{ type: 'text', text }] }
    const record = {
      parentUuid: this.#last,
      isSidechain: false,
      type: role,
      message,
      uuid,
      timestamp: new Date().toISOString(),
      userType: 'external',
      entrypoint: 'cli',
      cwd: this.#cwd,
      sessionId: this.sessionId,
      version: '2.1.330',
      gitBranch: 'main'
    }
    this.#last = uuid
    await appendFile(this.#file, `${JSON.stringify(record)}\n`)
  }

  async is(status: string, waitingFor?: string): Promise<void> {
    const { pid } = this.#process
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1')
    const procStart = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    const registry = join(this.#skein.folder, '.claude', 'sessions')
    await mkdir(registry, { recursive: true })
    const { sessionId } = this
    const said = {
      pid,
      sessionId,
      cwd: this.#cwd,
      procStart,
      kind: 'interactive',
      entrypoint: 'cli',
      status,
      waitingFor
    }
    await writeFile(join(registry, `${pid}.json`), JSON.stringify({ ...said, updatedAt: Date.now() }))
  }

  end(): void {
    this.#process.kill('SIGKILL')
  }
}

test('is marked in every list, followed as it grows, sends nothing, and is free when its process has ended', async ({
  page,
  skein,
  terminal
}) => {
  const project = await skein.openProject()
  await skein.api('PATCH', `/projects/${project.id}`, { trusted: true })
  await terminal.is('idle')
  const path = await terminal.begin(skein.projectPath, project.id)
  await page.goto(skein.link(path))
  const banner = page.getByRole('status').filter({ hasText: 'Here you only watch it.' })
  await expect(banner).toContainText('This session is open in a terminal')
  const row = ui.sessions(page).filter({ hasText: 'Why is the forecast' })

  await terminal.is('busy')
  await expect(row.getByRole('img', { name: 'This session is at work in a terminal' })).toBeVisible()
  await terminal.says('user', 'And on the map?')
  await terminal.says('assistant', 'There, too.')
  await expect(ui.transcript(page)).toContainText('There, too.')
  await expect(ui.articles(page)).toHaveCount(4)

  await terminal.is('waiting', 'permission prompt')
  await expect(banner).toContainText('waits in a terminal for an answer (permission prompt)')
  await expect(page).toHaveTitle(/^\(1\)/)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])

  await ui.message(page).fill('mine')
  await ui.message(page).press('Enter')
  await expect(
    page.getByText('The session is open in another program. Continue it here first.')
  ).toBeVisible()
  await expect(ui.message(page)).toHaveValue('mine')
  await expect(ui.articles(page)).toHaveCount(4)
  await page.reload()
  await expect(ui.articles(page)).toHaveCount(4)
  await expect(ui.message(page)).toHaveValue('mine')

  await page.getByRole('button', { name: 'Bring it here…' }).click()
  await page.getByRole('button', { name: 'End it there' }).click()
  await expect(banner).toHaveCount(0)
  await expect(page.getByText('The session is yours again.')).toBeVisible()
  await expect(page).not.toHaveTitle(/^\(/)
  await expect(ui.send(page)).toBeEnabled()
})

test('goes on in a copy while the other program goes on', async ({ page, skein, terminal }) => {
  const project = await skein.openProject()
  await terminal.is('busy')
  const path = await terminal.begin(skein.projectPath, project.id)
  await page.goto(skein.link(path))
  await page.getByRole('button', { name: 'Continue in a copy' }).click()
  await expect(page).not.toHaveURL(new RegExp(terminal.sessionId))
  await expect(ui.articles(page)).toHaveCount(2)
  await expect(page.getByText('Here you only watch it.')).toHaveCount(0)
  await terminal.says('user', 'Only there')
  await expect(ui.articles(page)).toHaveCount(2)
})
