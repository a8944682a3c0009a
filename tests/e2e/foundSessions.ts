/** Transcripts as Claude Code leaves them in a home folder, of sessions that Skein did not begin. */
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'

export interface FoundSample {
  /** Where it was said; need not be there. */
  readonly cwd: string
  readonly prompt: string
  /** Hours ago. */
  readonly age: number
  readonly branch?: string
  readonly entrypoint?: string
}

/** Writes one of a prompt and an answer. Resolves with its id. */
export async function leaveTranscript(home: string, sample: FoundSample): Promise<string> {
  const { cwd, prompt, age, branch = 'main', entrypoint = 'cli' } = sample
  const sessionId = randomUUID()
  const folder = join(home, '.claude', 'projects', encodeProjectFolder(cwd))
  const asked = randomUUID()
  const base = {
    isSidechain: false,
    userType: 'external',
    entrypoint,
    cwd,
    sessionId,
    version: '2.1.330',
    gitBranch: branch
  }
  const at = (minutes: number): string =>
    new Date(Date.now() - age * 3_600_000 + minutes * 60_000).toISOString()
  const records = [
    {
      ...base,
      type: 'user',
      parentUuid: null,
      uuid: asked,
      timestamp: at(0),
      message: { role: 'user', content: prompt }
    },
    {
      ...base,
      type: 'assistant',
      parentUuid: asked,
      uuid: randomUUID(),
      timestamp: at(1),
      message: {
        id: `msg_${asked}`,
        type: 'message',
        role: 'assistant',
        model: 'm',
        content: [{ type: 'text', text: `About “${prompt}”: yes.` }]
      }
    }
  ]
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, `${sessionId}.jsonl`),
    records.map((record) => `${JSON.stringify(record)}\n`).join('')
  )
  return sessionId
}
