/**
 * The desktop app's half of the `start` benchmark: from starting the process to the newest message of the
 * session that was open at the last quit, painted inside the window; beside an empty app of the same kit and
 * its first paint. On the stand-in for Electron, or with `ELECTRON_REAL=1` on Electron. Used by `start.ts`.
 */
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { _electron } from 'playwright-core'
import type { ElectronApplication, Page } from 'playwright-core'
import { openStore } from '../../electron/store/store.ts'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { SessionId } from '../../shared/ids.ts'
import { root } from '../../scripts/run.ts'
import { interleave, median } from './measure.ts'
import { writeTranscript } from './transcriptFile.ts'

const ROUNDS = Number(process.env['START_ROUNDS'] ?? 7)
/** A day's work with an agent. */
const TRANSCRIPT_BYTES = 1_000_000

/** In which Chromium keeps what it has compiled. */
const REST_MS = 4_000

const apps = ['emptyWindow', 'lastSession'] as const
type App = (typeof apps)[number]

/** Medians, milliseconds since the process was started. */
export type DesktopPaint = Readonly<Record<App, number>>

interface LastSession {
  readonly folder: string
  /** Id of the newest message, as the page's article has it. */
  readonly newest: string
}

export async function measureDesktop(): Promise<DesktopPaint> {
  if (process.env['ELECTRON_REAL'] !== '1') {
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = join(root, 'tests', 'electron-standin', 'bin')
  }
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-bench-start-')))
  try {
    const last = { folder, newest: await openAndQuit(folder) }
    // Not counted: the first starts read every file from the disk, and compile the page's scripts, which are kept.
    for (const app of apps) for (let start = 0; start < 2; start += 1) await take(app, last, REST_MS)
    const samples = await interleave(apps, ROUNDS, (app) => take(appOf(app), last))
    const of = (app: App): number => median(samples.get(app) ?? [])
    return { emptyWindow: of('emptyWindow'), lastSession: of('lastSession') }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function appOf(text: string): App {
  return apps.find((app) => app === text) ?? 'emptyWindow'
}

/** Opens a session once and quits, so that the app remembers it; the id of the session's newest message. */
async function openAndQuit(folder: string): Promise<string> {
  const path = await withSession(folder)
  const app = await launch('lastSession', folder)
  try {
    const page = await skeinPage(app)
    await page.goto(new URL(path, page.url()).href)
    await page.locator('article[data-message]').first().waitFor()
    await page.waitForLoadState('networkidle')
    const newest = await page.locator('article[data-message]').last().getAttribute('data-message')
    if (newest === null) throw new Error('the session shows no message')
    return newest
  } finally {
    await app.close()
  }
}

/** A project with one session of Claude Code, and its transcript; the path of its page. */
async function withSession(folder: string): Promise<string> {
  const project = join(folder, 'project')
  const data = join(folder, 'data')
  const id = SessionId.parse(crypto.randomUUID())
  const transcripts = join(folder, '.claude', 'projects', encodeProjectFolder(project))
  await mkdir(project)
  await mkdir(transcripts, { recursive: true })
  await mkdir(data, { mode: 0o700 })
  const file = join(transcripts, `${id}.jsonl`)
  writeTranscript({ file, sessionId: id, cwd: project, bytes: TRANSCRIPT_BYTES })
  const store = openStore(join(data, 'skein.db'))
  try {
    const { id: projectId } = store.projects.upsert({ path: project, name: 'project' }).project
    store.sessions.insert({ id, projectId, agent: 'claude', permissionMode: 'default', model: null })
    return `/projects/${projectId}/chat/${id}`
  } finally {
    store.close()
  }
}

/** @param restMs how long the app is left alone afterwards */
async function take(which: App, { folder, newest }: LastSession, restMs = 0): Promise<number> {
  const startedAt = performance.timeOrigin + performance.now()
  const app = await launch(which, folder)
  try {
    const page = await skeinPage(app)
    // Both clocks count milliseconds since 1970 here.
    const paintedAt =
      which === 'lastSession'
        ? await page.evaluate(messagePainted, newest)
        : await page.evaluate(windowPainted)
    await setTimeout(restMs)
    return paintedAt - startedAt
  } finally {
    await app.close()
  }
}

async function skeinPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow()
  await page.waitForURL(/^http/, { waitUntil: 'commit' })
  return page
}

function launch(which: App, folder: string): Promise<ElectronApplication> {
  const executablePath: unknown = createRequire(import.meta.url)('electron')
  if (typeof executablePath !== 'string') throw new Error('the package electron gives no path')
  const own = {
    ...process.env,
    HOME: folder,
    USERPROFILE: folder,
    CLAUDE_CONFIG_DIR: undefined,
    SKEIN_DATA: undefined,
    SKEIN_LOG: 'silent'
  }
  const env = Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  )
  const target = which === 'lastSession' ? root : join(import.meta.dirname, 'emptyApp')
  const data = join(folder, which === 'lastSession' ? 'data' : 'emptyData')
  return _electron.launch({ executablePath, args: [target, `--user-data-dir=${data}`], env })
}

/**
 * Runs in the page: when messages were first painted, in milliseconds since 1970; exact, whenever it is asked. Only
 * once the newest stands inside the window: a session opens there, so it is in the first picture that has any.
 */
async function messagePainted(id: string): Promise<number> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      const box = document.querySelector(`article[data-message="${id}"]`)?.getBoundingClientRect()
      if (box !== undefined && box.height > 0 && box.bottom > 0 && box.top < innerHeight) resolve()
      else requestAnimationFrame(look)
    }
    look()
  })
  return new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      for (const entry of list.getEntries()) {
        const element: unknown = Reflect.get(entry, 'element')
        if (!(element instanceof Element) || element.closest('article[data-message]') === null) continue
        observer.disconnect()
        resolve(performance.timeOrigin + entry.startTime)
        return
      }
    }).observe({ type: 'largest-contentful-paint', buffered: true })
  })
}

/** Runs in the page: when anything was first painted, in milliseconds since 1970. Exact, whenever it is asked. */
function windowPainted(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      const [entry] = list.getEntriesByName('first-paint')
      if (entry === undefined) return
      observer.disconnect()
      resolve(performance.timeOrigin + entry.startTime)
    }).observe({ type: 'paint', buffered: true })
  })
}
