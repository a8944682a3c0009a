import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Status } from '../shared/protocol.ts'
import { Settings } from '../shared/settings.ts'

const Ready = z.strictObject({ url: z.url(), token: z.string(), pid: z.number() })

describe('browser mode', { timeout: 30_000 }, () => {
  let folder: string
  const running = new Set<ChildProcess>()
  const data = (): string => join(folder, 'data')

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skein-headless-'))
  })
  afterEach(async () => {
    for (const child of running) {
      child.kill('SIGKILL')
      await once(child, 'close')
    }
    rmSync(folder, { recursive: true, force: true })
  })

  function start(
    ...flags: readonly string[]
  ): ChildProcess & { readonly written: Record<'stdout' | 'stderr', string> } {
    const env = { ...process.env, HOME: folder, SKEIN_DATA: data(), SKEIN_LOG: 'silent' }
    const child = spawn(process.execPath, [join(import.meta.dirname, 'headless.ts'), ...flags], { env })
    running.add(child)
    child.once('close', () => running.delete(child))
    const written = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (written.stdout += chunk))
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (written.stderr += chunk))
    return Object.assign(child, { written })
  }

  async function startReady(...flags: readonly string[]) {
    const child = start(...flags)
    if (child.stdout === null) throw new Error('no standard output')
    const [line]: unknown[] = await once(createInterface({ input: child.stdout }), 'line')
    return { child, ...Ready.parse(JSON.parse(String(line))) }
  }

  async function end(child: ChildProcess): Promise<unknown> {
    child.kill('SIGTERM')
    const [code]: unknown[] = await once(child, 'close')
    return code
  }

  const get = async (url: string, token: string, path: string): Promise<unknown> =>
    (await fetch(new URL(path, url), { headers: { authorization: `Bearer ${token}` } })).json()

  // Windows has no signal that a program could hear.
  test.skipIf(process.platform === 'win32')(
    'prints one line when it is ready, and ends cleanly when it is told to',
    async () => {
      const { child, pid } = await startReady('--port', '0')
      expect(pid).toBe(child.pid)
      expect(existsSync(join(data(), 'skein.lock'))).toBe(true)
      expect(await end(child)).toBe(0)
      expect(child.written.stdout.split('\n')).toHaveLength(2)
      expect(existsSync(join(data(), 'skein.lock'))).toBe(false)
    }
  )

  test('keeps its port for the next start, where the token of the last one opens nothing', async () => {
    const first = await startReady()
    await end(first.child)
    const second = await startReady()
    expect(second.url).toBe(first.url)
    const status = async (token: string): Promise<number> =>
      (await fetch(new URL('/api/status', second.url), { headers: { authorization: `Bearer ${token}` } }))
        .status
    expect([await status(first.token), await status(second.token)]).toEqual([401, 200])
    expect(readFileSync(join(data(), 'token'), 'utf8')).toBe(`${second.token}\n`)
  })

  test('comes back to its port when another program has had it, and keeps the one it took meanwhile', async () => {
    const portOfAStart = async (): Promise<number> => {
      const { url, child } = await startReady()
      await end(child)
      return Number(new URL(url).port)
    }
    const own = await portOfAStart()
    const taken = async (): Promise<number> => {
      const other = createServer().listen(own, '127.0.0.1')
      await once(other, 'listening')
      const port = await portOfAStart()
      other.close()
      return port
    }
    const instead = await taken()
    expect([await portOfAStart(), await taken()]).toEqual([own, instead])
    expect(instead).not.toBe(own)
  })

  test('runs on another port when the one asked for is taken, and says so', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const taken = typeof address === 'object' && address !== null ? address.port : 0
    const { url, token } = await startReady('--port', String(taken))
    expect(new URL(url).port).not.toBe(String(taken))
    const { problems } = Status.parse(await get(url, token, '/api/status'))
    expect(problems).toContainEqual({
      code: 'port_taken',
      message: expect.stringContaining(`Port ${taken} is used`),
      parameters: { taken, port: Number(new URL(url).port) }
    })
    other.close()
  })

  test('gives new sessions the agent it was started with', async () => {
    const { url, token } = await startReady('--agent', 'guide')
    expect(Settings.parse(await get(url, token, '/api/settings')).defaultAgent).toBe('guide')
  })

  test('does not start twice on one data folder', async () => {
    const first = await startReady()
    const second = start()
    const [code]: unknown[] = await once(second, 'close')
    expect([code, second.written]).toEqual([
      3,
      {
        stdout: '',
        stderr: `Process ${first.pid} already runs Skein on ${data()}. Use that one, stop it, or choose another folder with --data.\n`
      }
    ])
  })

  test('takes over the folder of a server that was killed', async () => {
    const first = await startReady()
    first.child.kill('SIGKILL')
    await once(first.child, 'close')
    const second = await startReady()
    expect(JSON.parse(readFileSync(join(data(), 'skein.lock'), 'utf8'))).toMatchObject({ pid: second.pid })
  })

  test.each([
    [['--port', 'http'], 2, '--port takes a number'],
    [['--agent', 'acp:nobody'], 2, 'There is no agent "acp:nobody". --agent takes one of: claude, guide.'],
    [['--verbose'], 2, "Unknown option '--verbose'."]
  ])('%j is refused with a sentence', async (flags, expected, sentence) => {
    const child = start(...flags)
    const [code]: unknown[] = await once(child, 'close')
    expect(code).toBe(expected)
    expect(child.written.stdout).toBe('')
    expect(child.written.stderr).toContain(sentence)
    expect(existsSync(data())).toBe(false)
  })

  test('a data folder that cannot be made is refused with a sentence', async () => {
    writeFileSync(data(), 'a file where the folder should be')
    const child = start()
    const [code]: unknown[] = await once(child, 'close')
    expect(code).toBe(1)
    expect(child.written.stderr).toContain(`The data folder ${data()} cannot be used`)
  })
})
