/** A transcript of Claude Code with one question and one answer, for tests of how answers are drawn. */
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import type { SkeinProcess } from './skeinProcess.ts'

/** Writes it where Claude Code would have, and tells Skein of it; the address of its page. */
export async function writeAnswer(
  skein: SkeinProcess,
  question: string,
  blocks: readonly object[]
): Promise<string> {
  const sessionId = randomUUID()
  const asked = randomUUID()
  const shared = {
    isSidechain: false,
    userType: 'external',
    cwd: skein.projectPath,
    sessionId,
    version: '2.1.330',
    gitBranch: 'main'
  }
  const records = [
    {
      ...shared,
      type: 'user',
      parentUuid: null,
      uuid: asked,
      timestamp: '2026-01-05T08:00:00.000Z',
      message: { role: 'user', content: question }
    },
    {
      ...shared,
      type: 'assistant',
      parentUuid: asked,
      uuid: randomUUID(),
      timestamp: '2026-01-05T08:00:09.000Z',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-opus-5-5',
        content: blocks,
        stop_reason: 'end_turn',
        stop_sequence: null,
        usage: { input_tokens: 9, output_tokens: 90 }
      }
    }
  ]
  const folder = join(skein.folder, '.claude', 'projects', encodeProjectFolder(skein.projectPath))
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, `${sessionId}.jsonl`),
    records.map((record) => `${JSON.stringify(record)}\n`).join('')
  )
  const project = await skein.openProject()
  await skein.api('POST', `/projects/${project.id}/sessions`, { sessionId, agent: 'claude' })
  return `/projects/${project.id}/chat/${sessionId}`
}
