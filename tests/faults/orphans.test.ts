/** A server that is killed leaves nothing running that the next one does not end, whoever started it. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { listProcesses } from '../../electron/agent/processTable.ts'
import { Project } from '../../shared/session.ts'
import { SocketClient } from '../contract/socketClient.ts'

const Ready = z.object({ url: z.string(), token: z.string() })
const root = join(import.meta.dirname, '..', '..')

let home: string
let servers: ReturnType<typeof spawn>[] = []
/** What must be gone by the end, also of a test that fails. */
let running: number[] = []
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'skein-orphans-')))
})
afterEach(async () => {
  for (const server of servers) await kill(server)
  servers = []
  for (const pid of await livingOf(running)) process.kill(pid, 'SIGKILL')
  running = []
  rmSync(home, { recursive: true, force: true })
})

async function kill(server: ReturnType<typeof spawn>): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.kill('SIGKILL')
  await once(server, 'exit')
}

function start(env: Record<string, string> = {}) {
  const server = spawn(
    process.execPath,
    [join(root, 'electron', 'headless.ts'), '--port', '0', '--agent', 'guide', '--data', join(home, 'data')],
    {
      env: { PATH: process.env['PATH'], HOME: home, SKEIN_LOG: 'error', ...env },
      stdio: ['ignore', 'pipe', 'ignore']
    }
  )
  servers.push(server)
  const ready = once(createInterface({ input: server.stdout }), 'line').then(([line]) =>
    Ready.parse(JSON.parse(String(line)))
  )
  return { server, ready }
}

/** The numbers that processes have written into a file, one a line, once there are so many. */
async function pidsIn(file: string, count: number): Promise<number[]> {
  const lines = (): string[] => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [])
  await expect.poll(() => lines().filter((line) => line !== '').length, { timeout: 20_000 }).toBe(count)
  return lines().map(Number)
}

async function livingOf(pids: readonly number[]): Promise<number[]> {
  const living = new Set((await listProcesses()).map(({ pid }) => pid))
  return pids.filter((pid) => living.has(pid))
}

async function post<Body>(
  { url, token }: z.infer<typeof Ready>,
  path: string,
  body: object,
  schema: z.ZodType<Body>
): Promise<Body> {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const response = await fetch(new URL(path, url), { method: 'POST', headers, body: JSON.stringify(body) })
  return schema.parse(await response.json())
}

test.skipIf(process.platform !== 'linux')(
  'a command of the guide with what it left in the background and out of its group, and a login shell that does not answer',
  async () => {
    const shell = join(home, 'shell')
    writeFileSync(shell, `#!/bin/sh\necho $$ >> ${home}/shells\nexec sleep 1000\n`, { mode: 0o755 })
    const first = start({ SHELL: shell })
    const address = await first.ready
    const project = await post(address, '/api/projects', { path: home }, Project)
    const sessionId = randomUUID()
    const wish = { sessionId, permissionMode: 'bypassPermissions' }
    await post(address, `/api/projects/${project.id}/sessions`, wish, z.object({ id: z.string() }))
    const client = await new SocketClient(address.url).enter(address.token, sessionId)
    const sleeper = `sh -c 'echo $$ >> commands; exec sleep 1000'`
    await client.say(`run echo $$ >> commands; ${sleeper} & setsid ${sleeper} & sleep 1000`)
    running = await pidsIn(join(home, 'commands'), 3)
    // Asks the login shell, and is never answered: the server dies before.
    const headers = { Authorization: `Bearer ${address.token}` }
    fetch(new URL('/api/agents', address.url), { headers }).catch(() => undefined)
    running.push(...(await pidsIn(join(home, 'shells'), 1)))
    await expect.poll(ledger, { timeout: 20_000 }).toContain(`"pid":${running.at(-1)}`)
    await kill(first.server)
    expect(await livingOf(running)).toEqual(running)
    await start().ready
    expect(await livingOf(running)).toEqual([])
  }
)

function ledger(): string {
  const file = join(home, 'data', 'processes.json')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
