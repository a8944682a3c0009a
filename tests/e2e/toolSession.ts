/** A transcript of Claude Code with the tool calls a test wants, each with what came of it. */
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import type { SkeinProcess } from './skeinProcess.ts'

export interface WrittenCall {
  readonly name: string
  readonly input: unknown
  /** As the tool wrote it: text or blocks. Null: no result came. */
  readonly content: string | readonly object[] | null
  readonly isError?: boolean
}

/** Writes it where Claude Code would have, and tells Skein of it. Resolves to the address of its page. */
export async function writeToolSession(skein: SkeinProcess, calls: readonly WrittenCall[]): Promise<string> {
  const sessionId = randomUUID()
  const cwd = skein.projectPath
  const folder = join(skein.folder, '.claude', 'projects', encodeProjectFolder(cwd))
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${sessionId}.jsonl`), linesOf(sessionId, cwd, calls).join(''))
  const project = await skein.openProject()
  await skein.api('POST', `/projects/${project.id}/sessions`, { sessionId, agent: 'claude' })
  return `/projects/${project.id}/chat/${sessionId}`
}

function linesOf(sessionId: string, cwd: string, calls: readonly WrittenCall[]): readonly string[] {
  const lines: string[] = []
  let parentUuid: string | null = null
  let time = Date.parse('2026-01-05T08:00:00.000Z')
  const write = (type: 'user' | 'assistant', message: object): void => {
    const uuid = randomUUID()
    time += 1_000
    const place = { parentUuid, isSidechain: false, cwd, sessionId, userType: 'external', version: '2.1.330' }
    const record = { ...place, type, message, uuid, timestamp: new Date(time).toISOString() }
    lines.push(`${JSON.stringify(record)}\n`)
    parentUuid = uuid
  }
  write('user', { role: 'user', content: 'Show every tool.' })
  for (const [index, { name, input, content, isError = false }] of calls.entries()) {
    const id = `toolu_${index}`
    const model = 'claude-opus-5-5'
    const block = { type: 'tool_use', id, name, input }
    write('assistant', { id: `msg_${index}`, type: 'message', role: 'assistant', model, content: [block] })
    if (content === null) continue
    const result = { type: 'tool_result', tool_use_id: id, content, is_error: isError }
    write('user', { role: 'user', content: [result] })
  }
  return lines
}
