/**
 * Programs that lie where Skein is started, or in a folder that the project brings: whatever `PATH` says, none of them
 * runs. The server is the real one, from the sources and as it is built.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { root } from '../../scripts/run.ts'
import { AgentReadiness } from '../../shared/protocol.ts'
import { Project } from '../../shared/session.ts'
import { SocketClient } from '../contract/socketClient.ts'

const Ready = z.object({ url: z.url(), token: z.string(), pid: z.number() })
const Agents = z.object({ agents: z.array(z.object({ id: z.string(), readiness: AgentReadiness })) })

const names = [
  'claude',
  'env',
  'git',
  'node',
  'open',
  'ps',
  'printf',
  'sh',
  'true',
  'which',
  'xdg-open',
  'zsh',
  'mine'
]

let folder: string
let canaries: string
let child: ChildProcess | null = null

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-planted-')))
  canaries = join(folder, 'canaries')
  await Promise.all(['canaries', 'home', 'project'].map((name) => mkdir(join(folder, name))))
  await plant(join(folder, 'project'))
  await plant(join(folder, 'project', 'bin'))
  await writeFile(join(folder, 'project', 'notes.txt'), 'notes')
})
afterEach(async () => {
  if (child !== null && child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  child = null
  await rm(folder, { recursive: true, force: true })
})

/** Programs that tell that they were run. */
async function plant(place: string): Promise<void> {
  await mkdir(place, { recursive: true })
  for (const name of names) {
    const canary = join(canaries, `${place === join(folder, 'project') ? '' : 'bin-'}${name}`)
    await writeFile(join(place, name), `#!/bin/sh\n: > '${canary}'\n`, { mode: 0o755 })
  }
}

async function start(env: NodeJS.ProcessEnv, flags: readonly string[] = []): Promise<z.infer<typeof Ready>> {
  const entry = join(root, 'electron', 'headless.ts')
  const started = spawn(process.execPath, [entry, '--port', '0', '--agent', 'guide', ...flags], {
    cwd: join(folder, 'project'),
    env: { HOME: join(folder, 'home'), SKEIN_LOG: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  child = started
  const [line]: unknown[] = await once(createInterface({ input: started.stdout }), 'line')
  return Ready.parse(JSON.parse(String(line)))
}

function door({ url, token }: z.infer<typeof Ready>) {
  return async (method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> => {
    const reply = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? null : { body: JSON.stringify(body) })
    })
    const text = await reply.text()
    const parsed: unknown = text === '' ? null : JSON.parse(text)
    return { status: reply.status, body: parsed }
  }
}

describe.skipIf(process.platform === 'win32')('a server that is started in a hostile folder', () => {
  test.each([
    ['nothing', {}],
    ['an empty PATH', { PATH: '' }],
    ['the folder itself', { PATH: '.' }],
    [
      'the folder, an empty entry and one of the project before the system',
      { PATH: '.:::bin:./bin:/usr/bin:/bin' }
    ],
    ['a shell without a full path', { PATH: '.:/usr/bin:/bin', SHELL: 'zsh' }],
    ['a shell in the folder', { PATH: '.:/usr/bin:/bin', SHELL: './zsh' }]
  ])('with %s runs nothing of it', { timeout: 60_000 }, async (_what, env) => {
    const ask = door(await start(env))
    const { body } = await ask('POST', '/api/projects', { path: join(folder, 'project') })
    const project = Project.parse(body)
    const files = await ask('GET', `/api/projects/${project.id}/files?query=notes`)
    expect(files).toMatchObject({ status: 200, body: { files: [{ path: 'notes.txt' }] } })
    await ask('POST', `/api/projects/${project.id}/open-file`, { path: 'notes.txt' })
    for (const editorCommand of ['mine', './mine', 'bin/mine', '../project/mine']) {
      await ask('PATCH', '/api/settings', { editorCommand })
      const opened = await ask('POST', `/api/projects/${project.id}/open-file`, { path: 'notes.txt' })
      expect(opened).toMatchObject({ status: 502, body: { error: { code: 'editor_failed' } } })
    }
    expect((await ask('GET', '/api/doctor')).status).toBe(200)
    expect((await ask('GET', '/api/agents')).status).toBe(200)
    expect(await readdir(canaries)).toEqual([])
  })

  test('reads what is relative on its command line by the folder it was started in', async () => {
    await start({ PATH: '/usr/bin:/bin' }, ['--data', 'my data'])
    expect(existsSync(join(folder, 'project', 'my data', 'skein.db'))).toBe(true)
  })
})

describe.skipIf(process.platform === 'win32')('a program for the agent that others may change', () => {
  test('is not run to see its version, and the person is told', async () => {
    const open = join(folder, 'open')
    await plant(open)
    await chmod(open, 0o777)
    const ask = door(await start({ PATH: '/usr/bin:/bin' }))
    await ask('PATCH', '/api/settings', {
      agents: { claude: { program: join(open, 'claude') } }
    })
    const { agents } = Agents.parse((await ask('GET', '/api/agents')).body)
    expect(agents.find(({ id }) => id === 'claude')?.readiness).toMatchObject({
      ready: false,
      reason: expect.stringContaining(`Every user of this machine may write to the folder ${open}.`),
      remedy: expect.stringContaining(`chmod go-w '${open}'`)
    })
    expect(await readdir(canaries)).toEqual([])
  })
  test('is not run for a session, and the turn fails with the same sentence', async () => {
    const open = join(folder, 'open')
    await plant(open)
    await chmod(open, 0o777)
    const ready = await start({ PATH: '/usr/bin:/bin' })
    const ask = door(ready)
    await ask('PATCH', '/api/settings', {
      agents: { claude: { program: join(open, 'claude') } }
    })
    const { body } = await ask('POST', '/api/projects', { path: join(folder, 'project') })
    const sessionId = randomUUID()
    await ask('POST', `/api/projects/${Project.parse(body).id}/sessions`, { sessionId, agent: 'claude' })
    const client = new SocketClient(ready.url)
    await client.enter(ready.token, sessionId)
    await client.say('hello')
    expect(await client.nextEvent('message_complete')).toMatchObject({
      outcome: 'failed',
      error: {
        code: 'agent_not_found',
        message: expect.stringContaining(
          `Every user of this machine may write to the folder ${open}. Close it to others`
        )
      }
    })
    client.drop()
    expect(await readdir(canaries)).toEqual([])
  })
})
