/** A transcript of Claude Code of as many turns as a test wants, with words in it that a test can look for. */
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import type { SkeinProcess } from './skeinProcess.ts'

export interface LongSession {
  readonly projectId: string
  readonly sessionId: string
  /** The address of its page. */
  readonly path: string
}

const filler =
  'The tide tables come from two stations, and each keeps its own clock, so an hour has to be taken from one before they can be compared. '

/** Writes it where Claude Code would have, and tells Skein of it. Turns are numbered from 1. */
export async function writeLongSession(
  skein: SkeinProcess,
  turns: number,
  extra: Readonly<Record<number, string>> = {}
): Promise<LongSession> {
  const sessionId = randomUUID()
  const cwd = skein.projectPath
  const folder = join(skein.folder, '.claude', 'projects', encodeProjectFolder(cwd))
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${sessionId}.jsonl`), lines(sessionId, cwd, turns, extra).join(''))
  const project = await skein.openProject()
  await skein.api('POST', `/projects/${project.id}/sessions`, { sessionId, agent: 'claude' })
  return { projectId: project.id, sessionId, path: `/projects/${project.id}/chat/${sessionId}` }
}

function lines(
  sessionId: string,
  cwd: string,
  turns: number,
  extra: Readonly<Record<number, string>>
): readonly string[] {
  const written: string[] = []
  let parentUuid: string | null = null
  let time = Date.parse('2026-01-05T08:00:00.000Z')
  const write = (fields: object): void => {
    const uuid = randomUUID()
    time += 4_000
    const record = {
      parentUuid,
      isSidechain: false,
      ...fields,
      uuid,
      timestamp: new Date(time).toISOString(),
      userType: 'external',
      cwd,
      sessionId,
      version: '2.1.330',
      gitBranch: 'main'
    }
    written.push(`${JSON.stringify(record)}\n`)
    parentUuid = uuid
  }
  const answer = (id: string, block: object): void =>
    write({
      type: 'assistant',
      message: {
        id,
        type: 'message',
        role: 'assistant',
        model: 'claude-opus-5-5',
        content: [block],
        stop_reason: 'end_turn',
        stop_sequence: null,
        usage: { input_tokens: 9, output_tokens: 90 }
      }
    })

  for (let turn = 1; turn <= turns; turn += 1) {
    write({ type: 'user', message: { role: 'user', content: `Question ${turn}` } })
    const toolId = `toolu_${turn}`
    answer(`msg_${turn}_a`, {
      type: 'tool_use',
      id: toolId,
      name: 'Read',
      input: { file_path: `${cwd}/f${turn}` }
    })
    const output = Array.from({ length: 30 }, (_, line) => `line ${line + 1} of turn ${turn}`)
    const last = extra[turn]
    if (last !== undefined) output.push(last)
    write({
      type: 'user',
      message: {
        role: 'user',
        content: [{ tool_use_id: toolId, type: 'tool_result', content: output.join('\n'), is_error: false }]
      },
      toolUseResult: { stdout: '', stderr: '', interrupted: false }
    })
    const paragraphs = Array.from({ length: 1 + (turn % 4) }, () => filler.repeat(1 + (turn % 3)))
    answer(`msg_${turn}_b`, { type: 'text', text: `Answer ${turn}.\n\n${paragraphs.join('\n\n')}` })
  }
  return written
}
