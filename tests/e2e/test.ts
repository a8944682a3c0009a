/**
 * The test function of this folder: a Skein of its own for each test, a page that is watched for
 * console errors, and everything that went over its sockets.
 */
import { test as base, expect } from '@playwright/test'
import type { Page, WebSocket } from '@playwright/test'
import { SkeinProcess } from './skeinProcess.ts'

/** What the session sockets of a page carried. */
export class Wire {
  readonly opened: WebSocket[] = []
  readonly sent: Frame[] = []
  readonly received: Frame[] = []

  constructor(page: Page) {
    page.on('websocket', (socket) => {
      if (!socket.url().endsWith('/ws/session')) return
      this.opened.push(socket)
      socket.on('framesent', ({ payload }) => this.sent.push(parseFrame(payload)))
      socket.on('framereceived', ({ payload }) => this.received.push(parseFrame(payload)))
    })
  }

  get openNow(): number {
    return this.opened.filter((socket) => !socket.isClosed()).length
  }

  messages(): Frame[] {
    return this.sent.filter(({ type }) => type === 'send_message')
  }
}

export interface Frame {
  readonly type: string
  readonly [key: string]: unknown
}

function parseFrame(payload: string | Buffer): Frame {
  const value: unknown = JSON.parse(payload.toString())
  if (typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string') {
    return { ...value, type: value.type }
  }
  throw new Error('a frame without a type')
}

/** Console errors and uncaught exceptions, without those that a test brings about on purpose. */
export class Faults {
  readonly all: string[] = []

  constructor(page: Page) {
    page.on('pageerror', (error) => this.all.push(`uncaught: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.all.push(message.text())
    })
  }

  /** Leaves out what the browser itself says of a request or socket that failed. */
  get own(): string[] {
    return this.all.filter(
      (text) => !/Failed to load resource|WebSocket connection to|ERR_CONNECTION/.test(text)
    )
  }
}

interface Fixtures {
  readonly agent: string
  readonly env: NodeJS.ProcessEnv
  readonly skein: SkeinProcess
  readonly wire: Wire
  readonly faults: Faults
}

export const test = base.extend<Fixtures>({
  agent: ['guide', { option: true }],
  env: [{}, { option: true }],
  skein: async ({ agent, env }, use) => {
    const skein = await SkeinProcess.start({ agent, env })
    await use(skein)
    await skein.remove()
  },
  wire: async ({ page }, use) => {
    await use(new Wire(page))
  },
  faults: [
    async ({ page }, use) => {
      const faults = new Faults(page)
      await use(faults)
      expect(faults.own).toEqual([])
    },
    { auto: true }
  ]
})

export { expect }

/** The parts of the session page a person uses. */
export const ui = {
  message: (page: Page) => page.getByRole('textbox', { name: 'Message' }),
  send: (page: Page) => page.getByRole('button', { name: 'Send', exact: true }),
  stop: (page: Page) => page.getByRole('button', { name: 'Stop' }),
  newSession: (page: Page) => page.getByRole('button', { name: 'New session' }),
  transcript: (page: Page) => page.getByRole('log'),
  articles: (page: Page) => page.getByRole('log').getByRole('article'),
  mode: (page: Page) => page.getByRole('combobox', { name: 'Permission mode' }),
  sessions: (page: Page) => page.getByRole('list', { name: 'Sessions' }).getByRole('link')
} as const

/** Opens the project in the browser, at a new session. */
export async function openProject(page: Page, skein: SkeinProcess): Promise<string> {
  const project = await skein.openProject()
  await page.goto(skein.link(`/projects/${project.id}/chat`))
  await expect(page).toHaveURL(/\/chat\/[0-9a-f-]{36}$/)
  return project.id
}

/** The same for a folder whose question of trust has been answered: no, unless told otherwise. */
export async function openAnsweredProject(page: Page, skein: SkeinProcess, trusted = false): Promise<string> {
  const { id } = await skein.openProject()
  await skein.api('PATCH', `/projects/${id}`, { trusted })
  return openProject(page, skein)
}

/** Types a message, sends it with Enter and waits until the turn is over. */
export async function say(page: Page, text: string): Promise<void> {
  const before = await ui.articles(page).count()
  await type(page, text)
  // The prompt and at least one word of the other side: only then can the turn be over.
  await expect.poll(() => ui.articles(page).count()).toBeGreaterThanOrEqual(before + 2)
  await expect(ui.transcript(page)).toHaveAttribute('data-turn', 'idle')
  await expect(ui.stop(page)).toHaveCount(0)
  await expect(ui.message(page)).toHaveValue('')
}

/** Types a message and sends it; the turn runs on. */
export async function type(page: Page, text: string): Promise<void> {
  await ui.message(page).fill(text)
  await expect(ui.send(page)).toBeEnabled()
  await ui.message(page).press('Enter')
  await expect(page.getByText(text, { exact: true }).first()).toBeVisible()
}

export function sessionIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}
