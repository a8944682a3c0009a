import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { ClaudeServer, told } from './claudeServer.ts'
import type { Play } from './stubClaude.ts'
import { writeStubProgram } from './stubProgram.ts'
import type { StubProgram } from './stubProgram.ts'

// What the real program says only when something is wrong with the account, the disk or the model.

let server: ClaudeServer
let stub: StubProgram | null = null
beforeEach(async () => {
  server = await ClaudeServer.start()
})
afterEach(async () => {
  await server.stop()
  await stub?.remove()
  stub = null
})

async function play(prompts: Play['prompts']): Promise<void> {
  stub = await writeStubProgram({ prompts })
  await server.ask('PATCH', '/api/settings', { agents: { claude: { program: stub.path } } })
}

const done = { type: 'result', subtype: 'success', is_error: false, user_message_uuids: ['$PROMPT'] }
const begins = (session_id: string): Record<string, unknown> => ({
  type: 'system',
  subtype: 'init',
  model: 'm',
  session_id
})

/** A transcript as the stub would have written it. */
async function write(sessionId: string, prompts: readonly string[]): Promise<void> {
  const folder = path.join(server.claudeHome, 'projects', encodeProjectFolder(server.project))
  await mkdir(folder, { recursive: true })
  const lines = prompts.map((content, at) => ({
    parentUuid: prompts[at - 1] ?? null,
    isSidechain: false,
    type: 'user',
    message: { role: 'user', content },
    uuid: content,
    timestamp: `2026-01-05T08:00:0${at}.000Z`,
    cwd: server.project,
    sessionId,
    version: '2.0.0'
  }))
  await writeFile(
    path.join(folder, `${sessionId}.jsonl`),
    lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  )
}

it('what the program tells beside its answers is there after a restart, too', async () => {
  const side = [
    { type: 'system', subtype: 'notification', key: 'k', text: 'Something to know', priority: 'high' },
    { type: 'system', subtype: 'permission_denied', tool_name: 'Bash', message: 'A rule says no.' },
    { type: 'system', subtype: 'model_refusal_fallback', content: 'Another model answers.' }
  ].map((frame) => ({ ...frame, uuid: randomUUID() }))
  const id = randomUUID()
  await play([[begins(id), ...side, done]])
  const window = await server.open(id)
  await write(id, [await window.turn('go')])
  const expected = [
    'info: Something to know',
    'info: Bash was not allowed, and nobody was asked. A rule says no.',
    'info: Another model answers.'
  ]
  const live = await window.messages(50)
  expect(told(live).slice(1)).toEqual(expected)
  await server.restart()
  const again = await (await server.window(id)).messages(50)
  expect(again.map((message) => message.id)).toEqual(live.map((message) => message.id))
})

it('a program that takes another id when it resumes is followed there, and nothing is told twice', async () => {
  const [first, second] = [randomUUID(), randomUUID()]
  await play([[begins(second), done]])
  const window = await server.open(first)
  await write(first, ['one'])
  await write(second, ['one', 'two'])
  await window.turn('three')
  await server.restart()
  const again = await server.window(first)
  expect(told(await again.messages(1)).filter((line) => !line.endsWith('three'))).toEqual([
    'user: one',
    'user: two'
  ])
})

it('an older program that cannot tell of hooks is started without being asked to', async () => {
  const id = randomUUID()
  await play([[begins(id), done]])
  const program = path.join(server.root, 'older')
  const refusal = `case "$*" in *--include-hook-events*) echo "error: unknown option '--include-hook-events'" >&2; exit 1;; esac`
  await writeFile(program, `#!/bin/sh\n${refusal}\nexec '${stub?.path ?? ''}' "$@"\n`, { mode: 0o755 })
  await server.ask('PATCH', '/api/settings', { agents: { claude: { program: program } } })
  const window = await server.open(id)
  await window.turn('go')
  expect(told(await window.messages())).toEqual(['user: go'])
})
