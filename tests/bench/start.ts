/**
 * `npm run bench -- start`: from starting the process to the ready line, and to the page's first paint
 * in Chromium. `cold` is the start page on an empty data folder, `warm` the same on one that holds 200
 * sessions; `project0` and `project200` are a project's page without and with those sessions. Beside
 * them `empty`, an empty server of the same kit: a Node script that prints a line, with an empty page.
 * And the desktop app (`startDesktop.ts`): to the newest message of the session that was open at the last quit.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import { SessionId } from '../../shared/ids.ts'
import { openStore } from '../../electron/store/store.ts'
import { chromiumFlags, findChromium } from '../../scripts/chromium.ts'
import { ensureBuilt } from '../../scripts/freshBuild.ts'
import { root } from '../../scripts/run.ts'
import { atMost, interleave, median, rounded } from './measure.ts'
import type { Goal } from './measure.ts'
import { measureDesktop } from './startDesktop.ts'
import type { DesktopPaint } from './startDesktop.ts'

const ROUNDS = 7
const SESSIONS = 200
const sampleScript = join(import.meta.dirname, 'startSample.ts')
const variants = ['empty', 'cold', 'warm', 'project0', 'project200'] as const
type Variant = (typeof variants)[number]
/** Data folders that are used again and again: one project with no session, one with 200. */
type Kept = 'none' | 'many'

const Ready = z.object({ url: z.string(), token: z.string() })

/** Milliseconds since the process was started. */
interface Sample {
  readonly ready: number
  /** First contentful paint of the page, opened as soon as the ready line was read. */
  readonly paint: number
  /** The same within the page: since its navigation began. */
  readonly paintInPage: number
}

/** What all samples of a run share. */
interface Setting {
  readonly folder: string
  readonly browser: Browser
  /** The project in the data folders that are not empty. */
  readonly projectId: Readonly<Record<Kept, string>>
}

type Medians = Record<Variant, number>

export interface StartReport {
  readonly name: 'start'
  readonly ok: boolean
  /** Medians. */
  readonly readyMs: Medians
  readonly paintMs: Medians
  readonly paintInPageMs: Medians
  /** Of the desktop app. */
  readonly desktopPaintMs: DesktopPaint
  readonly goals: Record<string, Goal>
}

export async function run(): Promise<StartReport> {
  await ensureBuilt()
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('No Chromium was found. Install one or set CHROMIUM_PATH.')
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-bench-start-')))
  const browser = await chromium.launch({ executablePath, args: [...chromiumFlags()] })
  try {
    const setting: Setting = {
      folder,
      browser,
      projectId: {
        none: await fill(folder, 'none', 0),
        many: await fill(folder, 'many', SESSIONS)
      }
    }
    // Not counted: the first starts read every file from the disk.
    for (const variant of variants) await take(variant, setting)
    const samples = await interleave(variants, ROUNDS, (variant) => take(variantOf(variant), setting))
    return report(samples, await measureDesktop())
  } finally {
    await browser.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function report(samples: ReadonlyMap<string, readonly Sample[]>, desktop: DesktopPaint): StartReport {
  const of = (variant: Variant, field: keyof Sample): number =>
    median((samples.get(variant) ?? []).map((sample) => sample[field]))
  const medians = (field: keyof Sample): Medians => ({
    empty: rounded(of('empty', field)),
    cold: rounded(of('cold', field)),
    warm: rounded(of('warm', field)),
    project0: rounded(of('project0', field)),
    project200: rounded(of('project200', field))
  })
  const goals = {
    'ready, cold, to empty server': atMost(10, of('cold', 'ready') / of('empty', 'ready'), 'x'),
    'ready, warm to cold': atMost(1.25, of('warm', 'ready') / of('cold', 'ready'), 'x'),
    'first paint, cold, to empty page': atMost(6, of('cold', 'paint') / of('empty', 'paint'), 'x'),
    'first paint, warm to cold': atMost(1.25, of('warm', 'paint') / of('cold', 'paint'), 'x'),
    'first paint of a project, 200 sessions to none': atMost(
      1.25,
      of('project200', 'paint') / of('project0', 'paint'),
      'x'
    ),
    'first paint of a project, 200 sessions, to empty page': atMost(
      7.5,
      of('project200', 'paint') / of('empty', 'paint'),
      'x'
    ),
    'last session painted, desktop app, to empty window': atMost(
      1.5,
      desktop.lastSession / desktop.emptyWindow,
      'x'
    )
  }
  return {
    name: 'start',
    ok: Object.values(goals).every(({ ok }) => ok),
    readyMs: medians('ready'),
    paintMs: medians('paint'),
    paintInPageMs: medians('paintInPage'),
    desktopPaintMs: {
      emptyWindow: rounded(desktop.emptyWindow),
      lastSession: rounded(desktop.lastSession)
    },
    goals
  }
}

function variantOf(text: string): Variant {
  return variants.find((variant) => variant === text) ?? 'empty'
}

/** Makes a data folder with one project and so many sessions; the project's id. */
async function fill(folder: string, kept: Kept, sessions: number): Promise<string> {
  const project = join(folder, `project-${kept}`)
  const data = join(folder, kept)
  await mkdir(project)
  await mkdir(data, { mode: 0o700 })
  const store = openStore(join(data, 'skein.db'))
  try {
    const { id: projectId } = store.projects.upsert({ path: project, name: 'project' }).project
    for (let count = 0; count < sessions; count += 1) {
      store.sessions.insert({
        id: SessionId.parse(randomUUID()),
        projectId,
        agent: 'guide',
        permissionMode: 'default',
        model: null,
        agentTitle: `Session ${count}`,
        metadata: {
          totalTokens: 1_000 + count,
          messageCount: 12,
          lastMessageAt: new Date(Date.UTC(2026, 0, 1, 0, count)).toISOString(),
          firstMessagePreview: `What does file ${count} do, and who calls it?`
        }
      })
    }
    return projectId
  } finally {
    store.close()
  }
}

async function take(variant: Variant, { folder, browser, projectId }: Setting): Promise<Sample> {
  const kept = keptBy(variant)
  const data = join(folder, kept ?? randomUUID())
  const context = await browser.newContext()
  const page = await context.newPage()
  const startedAt = performance.now()
  const child = start(variant, data, folder)
  try {
    const { url, token } = Ready.parse(await firstLine(child))
    const ready = performance.now() - startedAt
    await page.goto(addressOf(variant, `${url}#token=${token}`, projectId), { waitUntil: 'commit' })
    const painted = await page.evaluate(firstContentfulPaint)
    // Both clocks count milliseconds since 1970 here; only their difference to the start matters.
    const paint = painted.at - (performance.timeOrigin + startedAt)
    return { ready, paint, paintInPage: painted.sinceNavigation }
  } finally {
    await context.close()
    await end(child)
  }
}

function start(variant: Variant, data: string, home: string): ChildProcess {
  const args =
    variant === 'empty'
      ? [sampleScript]
      : ['scripts/serve.ts', '--port', '0', '--data', data, '--agent', 'guide']
  return spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, HOME: home, USERPROFILE: home, SKEIN_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'inherit']
  })
}

/** Null: a new one for each sample. */
function keptBy(variant: Variant): Kept | null {
  switch (variant) {
    case 'empty':
    case 'cold':
      return null
    case 'warm':
    case 'project200':
      return 'many'
    case 'project0':
      return 'none'
    default:
      return unreachable(variant)
  }
}

function addressOf(variant: Variant, link: string, projectId: Setting['projectId']): string {
  if (variant !== 'project0' && variant !== 'project200') return link
  const id = projectId[variant === 'project0' ? 'none' : 'many']
  return new URL(`/projects/${id}/chat${new URL(link).hash}`, link).href
}

async function firstLine(child: ChildProcess): Promise<unknown> {
  if (child.stdout === null) throw new Error('the server has no standard output')
  for await (const line of createInterface({ input: child.stdout })) {
    const parsed: unknown = JSON.parse(line)
    return parsed
  }
  throw new Error('the server did not start')
}

/** Runs in the page. `at` is in milliseconds since 1970, by the page's own precise clock. */
function firstContentfulPaint(): Promise<{ at: number; sinceNavigation: number }> {
  return new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      const [entry] = list.getEntriesByName('first-contentful-paint')
      if (entry === undefined) return
      observer.disconnect()
      resolve({ at: performance.timeOrigin + entry.startTime, sinceNavigation: entry.startTime })
    }).observe({ type: 'paint', buffered: true })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
