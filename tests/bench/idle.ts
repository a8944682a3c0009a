/**
 * `npm run bench -- idle`: the desktop app with three windows on a session and nobody at the machine, for 60
 * seconds: processor time and wake-ups, beside an empty app with three windows on the same kit; and the memory
 * of one window more. The caret blinks in a text field of every window of both. On the stand-in for Electron, or with `ELECTRON_REAL=1` on Electron. Linux only.
 */
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { _electron } from 'playwright-core'
import type { ElectronApplication } from 'playwright-core'
import { openStore } from '../../electron/store/store.ts'
import { SessionId } from '../../shared/ids.ts'
import { ensureBuilt } from '../../scripts/freshBuild.ts'
import { root } from '../../scripts/run.ts'
import { atMost, median, rounded } from './measure.ts'
import type { Goal } from './measure.ts'
import { usedBy } from './processTree.ts'

const SECONDS = Number(process.env['IDLE_SECONDS'] ?? 60)
const ROUNDS = Number(process.env['IDLE_ROUNDS'] ?? 1)
const WINDOWS = 3
/** Seconds from the last window to rest: pages load, lists are read, code is compiled. */
const REST = 8

type App = 'empty' | 'skein'

interface Sample {
  readonly cpuMsPerSecond: number
  readonly wakeUpsPerSecond: number
  readonly mbPerWindow: number
}

export interface IdleReport {
  readonly name: 'idle'
  readonly ok: boolean
  readonly windows: number
  readonly seconds: number
  /** Medians of the rounds. */
  readonly skein: Sample
  readonly empty: Sample
  readonly goals: Record<string, Goal>
}

export async function run(): Promise<IdleReport> {
  if (process.platform !== 'linux')
    throw new Error('what a process uses is read from /proc, which only Linux has')
  await ensureBuilt()
  if (process.env['ELECTRON_REAL'] !== '1') {
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = join(root, 'tests', 'electron-standin', 'bin')
  }
  const samples: Record<App, Sample[]> = { empty: [], skein: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const app of round % 2 === 0 ? (['empty', 'skein'] as const) : (['skein', 'empty'] as const)) {
      samples[app].push(await take(app))
    }
  }
  const [skein, empty] = [medians(samples.skein), medians(samples.empty)]
  const goals = {
    'processor time, to empty windows': atMost(1.25, skein.cpuMsPerSecond / empty.cpuMsPerSecond, 'x'),
    'wake-ups, to empty windows': atMost(1.25, skein.wakeUpsPerSecond / empty.wakeUpsPerSecond, 'x'),
    'memory of one window more': atMost(80, skein.mbPerWindow, ' MB')
  }
  const ok = Object.values(goals).every((goal) => goal.ok)
  return { name: 'idle', ok, windows: WINDOWS, seconds: SECONDS, skein, empty, goals }
}

async function take(which: App): Promise<Sample> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-bench-idle-')))
  const data = join(folder, 'data')
  const path = which === 'skein' ? await withSession(folder, data) : '/'
  const app = await launch(which, folder, data)
  try {
    const pid = app.process().pid ?? 0
    if (which === 'skein') {
      const page = await app.firstWindow()
      await page.waitForURL(/^http/)
      await page.goto(new URL(path, page.url()).href)
    }
    await setTimeout(REST * 1000)
    const one = usedBy(pid).memoryMb
    if (which === 'skein') {
      const page = await app.firstWindow()
      for (let count = 1; count < WINDOWS; count += 1) {
        await page.evaluate((to) => window.skein?.openWindow(to), path)
      }
    } else {
      await app.evaluate(({ BrowserWindow }, count) => {
        const first = BrowserWindow.getAllWindows()[0]
        for (let more = 1; more < count; more += 1) {
          const webPreferences = {
            sandbox: true,
            contextIsolation: true,
            nodeIntegration: false,
            webSecurity: true,
            webviewTag: false
          }
          void new BrowserWindow({ webPreferences }).loadURL(first?.webContents.getURL() ?? '')
        }
      }, WINDOWS)
    }
    await setTimeout(REST * 1000)
    const before = usedBy(pid)
    await setTimeout(SECONDS * 1000)
    const after = usedBy(pid)
    return {
      cpuMsPerSecond: (after.cpuMs - before.cpuMs) / SECONDS,
      wakeUpsPerSecond: (after.wakeUps - before.wakeUps) / SECONDS,
      mbPerWindow: (after.memoryMb - one) / (WINDOWS - 1)
    }
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function launch(which: App, folder: string, data: string): Promise<ElectronApplication> {
  const executablePath: unknown = createRequire(import.meta.url)('electron')
  if (typeof executablePath !== 'string') throw new Error('the package electron gives no path')
  const own = { ...process.env, HOME: folder, SKEIN_LOG: 'silent' }
  const env = Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  )
  const target = which === 'skein' ? root : join(import.meta.dirname, 'emptyApp')
  return _electron.launch({ executablePath, args: [target, `--user-data-dir=${data}`], env })
}

/** A project with one session that has nothing to do; the path of its page. */
async function withSession(folder: string, data: string): Promise<string> {
  const project = join(folder, 'project')
  await mkdir(project)
  await mkdir(data, { mode: 0o700 })
  const store = openStore(join(data, 'skein.db'))
  try {
    const { id: projectId } = store.projects.upsert({ path: project, name: 'project' }).project
    const id = SessionId.parse(crypto.randomUUID())
    store.sessions.insert({ id, projectId, agent: 'guide', permissionMode: 'default', model: null })
    return `/projects/${projectId}/chat/${id}`
  } finally {
    store.close()
  }
}

function medians(samples: readonly Sample[]): Sample {
  const of = (field: keyof Sample): number => rounded(median(samples.map((sample) => sample[field])))
  return {
    cpuMsPerSecond: of('cpuMsPerSecond'),
    wakeUpsPerSecond: of('wakeUpsPerSecond'),
    mbPerWindow: of('mbPerWindow')
  }
}
