/** The built server on a home of its own, as `history.ts`, `search.ts` and `follow.ts` ask it. Loopback only. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ensureBuilt } from '../../scripts/freshBuild.ts'
import { root } from '../../scripts/run.ts'
import { usedBy } from './processTree.ts'

const Ready = z.object({ url: z.string(), token: z.string() })
const Index = z.object({ index: z.object({ done: z.number(), total: z.number() }) })

export interface HistoryServer {
  readonly pid: number
  readonly url: string
  readonly token: string
  /** `performance.now()` of the moment its ready line was read. */
  readonly readyAt: number
  /** What it answers, as JSON; rejects when it refuses. */
  get(path: string): Promise<unknown>
  /** Resolves when everything that was found is taken in. */
  takenIn(sessions: number): Promise<void>
  /** Memory in MB now, and at most since it began; each shared page divided among those who share it (now). */
  memory(): { readonly now: number; readonly peak: number }
  /** Processor time it has used, milliseconds. */
  cpuMs(): number
  close(): Promise<void>
}

/** @param data its data folder; made where it is missing */
export async function startHistoryServer(home: string, data: string): Promise<HistoryServer> {
  await ensureBuilt()
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const { CLAUDE_CONFIG_DIR: _, ...env } = process.env
  const child = spawn(
    process.execPath,
    [join(root, 'scripts/serve.ts'), '--port', '0', '--data', data, '--agent', 'claude'],
    {
      cwd: root,
      env: { ...env, HOME: home, USERPROFILE: home, SHELL: '/bin/false', SKEIN_LOG: 'error' },
      stdio: ['ignore', 'pipe', 'inherit']
    }
  )
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
  })
  const { url, token } = Ready.parse(await firstLine(child.stdout))
  const readyAt = performance.now()
  const pid = child.pid ?? 0
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(new URL(path, url), { headers: { Authorization: `Bearer ${token}` } })
    const body: unknown = await response.json()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`)
    return body
  }
  return {
    pid,
    url,
    token,
    readyAt,
    get,
    takenIn: async (sessions) => {
      for (;;) {
        const { index } = Index.parse(await get('api/sessions?limit=1'))
        if (index.total >= sessions && index.done === index.total) return
        await setTimeout(100)
      }
    },
    memory: () => ({
      now: kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss:') / 1024,
      peak: kilobytes(`/proc/${pid}/status`, 'VmHWM:') / 1024
    }),
    cpuMs: () => usedBy(pid).cpuMs,
    close: async () => {
      child.kill('SIGTERM')
      await ended
    }
  }
}

async function firstLine(output: NodeJS.ReadableStream): Promise<unknown> {
  for await (const line of createInterface({ input: output })) {
    const parsed: unknown = JSON.parse(line)
    return parsed
  }
  throw new Error('the server did not start')
}

function kilobytes(file: string, label: string): number {
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((one) => one.startsWith(label))
  return Number(/\d+/.exec(line ?? '')?.[0] ?? 0)
}
