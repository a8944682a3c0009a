/** The whole server is told to end while the real Claude Code asks for a permission. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, vi } from 'vitest'
import { z } from 'zod'
import { listProcesses } from '../../electron/agent/processTable.ts'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { Project, SessionSummary } from '../../shared/session.ts'
import { SocketClient } from '../contract/socketClient.ts'
import { startFakeModel } from '../fakeModel/fakeModel.ts'
import { reply, text, toolUse } from '../fakeModel/script.ts'
import { whyNoClaude } from './claudeBinary.ts'

const Ready = z.object({ url: z.string(), token: z.string() })
const Ledger = z.object({ processes: z.array(z.object({ pid: z.number() })) })
const headless = path.join(import.meta.dirname, '..', '..', 'electron', 'headless.ts')

it.skipIf(whyNoClaude !== null || process.platform === 'win32').each([
  ['SIGTERM', [0, null]],
  ['SIGKILL', [null, 'SIGKILL']]
] as const)(
  'a server that gets %s then has the model asked no more, and leaves no process and no answer nobody saw',
  async (signal, end) => {
    const home = await realpath(await mkdtemp(path.join(os.tmpdir(), 'skein-quit-')))
    const project = path.join(home, 'project')
    const data = path.join(home, 'data')
    const temporary = path.join(home, 'tmp')
    for (const folder of [project, temporary]) await mkdir(folder)
    const model = await startFakeModel()
    model.script([
      reply(text('I do it.'), toolUse('Bash', { command: 'mkdir made' })),
      reply(text('Nobody has seen this.'))
    ])
    const server = spawn(process.execPath, [headless, '--port', '0', '--agent', 'claude', '--data', data], {
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        SKEIN_LOG: 'error',
        CLAUDE_CODE_TMPDIR: temporary,
        ANTHROPIC_BASE_URL: model.url,
        ANTHROPIC_API_KEY: 'dummy',
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        DISABLE_TELEMETRY: '1',
        DISABLE_AUTOUPDATER: '1'
      },
      stdio: ['ignore', 'pipe', 'ignore']
    })
    const exit = once(server, 'exit')
    try {
      const [line]: unknown[] = await once(createInterface({ input: server.stdout }), 'line')
      const { url, token } = Ready.parse(JSON.parse(String(line)))
      const post = async (place: string, body: object): Promise<unknown> => {
        const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
        const answer = await fetch(new URL(place, url), {
          method: 'POST',
          headers,
          body: JSON.stringify(body)
        })
        return answer.json()
      }
      const { id } = Project.parse(await post('/api/projects', { path: project }))
      const sessionId = randomUUID()
      SessionSummary.parse(await post(`/api/projects/${id}/sessions`, { sessionId }))
      const client = await new SocketClient(url).enter(token, sessionId)
      await client.say('go')
      await client.nextEvent('permission_requested')
      const ledger = await readFile(path.join(data, 'processes.json'), 'utf8')
      const [claude] = Ledger.parse(JSON.parse(ledger)).processes
      server.kill(signal)
      expect(await exit).toEqual(end)
      await vi.waitFor(
        async () => expect((await listProcesses()).some(({ pid }) => pid === claude?.pid)).toBe(false),
        10_000
      )
      expect(model.requests.length).toBe(1)
      const folder = path.join(home, '.claude', 'projects', encodeProjectFolder(project))
      const transcript = await readFile(path.join(folder, `${sessionId}.jsonl`), 'utf8')
      expect(transcript).toContain('I do it.')
      expect(transcript).not.toContain('Nobody has seen this.')
      expect(transcript).not.toContain('tool_result')
    } finally {
      server.kill('SIGKILL')
      await exit
      await model.close()
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    }
  }
)
