/** Lines of transcripts for tests, in the shape Claude Code writes them, and files to keep them in. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { ContentBlock, SessionMessage } from '../../../shared/session.ts'

const time = '2026-01-05T08:00:00.000Z'
const origin = { userType: 'external', cwd: '/home/dev/p', sessionId: 's', version: '2.1.330' }
const tail = { timestamp: time, ...origin }

export const fixtureFolder = join(import.meta.dirname, '../../fixtures/claude-jsonl')

export type Line = Readonly<Record<string, unknown>>

export function promptLine(uuid: string, parentUuid: string | null, text = uuid): Line {
  return {
    parentUuid,
    isSidechain: false,
    type: 'user',
    message: { role: 'user', content: text },
    uuid,
    ...tail
  }
}

/** One line of the API message `id`. */
export function answerLine(
  uuid: string,
  parentUuid: string | null,
  id: string,
  block: object,
  apiBlockIndex = 0,
  usage: object = { input_tokens: 1, output_tokens: 2 }
): Line {
  const message = { id, type: 'message', role: 'assistant', model: 'm', content: [block], usage }
  return { parentUuid, isSidechain: false, message, apiBlockIndex, type: 'assistant', uuid, ...tail }
}

export function toolUse(id: string): { type: 'tool_use'; id: string; name: string; input: object } {
  return { type: 'tool_use', id, name: 'Read', input: { file_path: id } }
}

export function resultLine(
  uuid: string,
  parentUuid: string | null,
  toolUseId: string,
  text = `of ${toolUseId}`
): Line {
  const content = [{ tool_use_id: toolUseId, type: 'tool_result', content: text }]
  return {
    parentUuid,
    isSidechain: false,
    type: 'user',
    message: { role: 'user', content },
    uuid,
    timestamp: time,
    toolUseResult: { stdout: text, stderr: '' },
    sourceToolAssistantUUID: parentUuid,
    ...origin
  }
}

export function toText(lines: readonly Line[], newline = '\n'): string {
  return lines.map((line) => `${JSON.stringify(line)}${newline}`).join('')
}

// What those lines read as.

export function prompt(id: string, text = id): SessionMessage {
  return { id, role: 'user', content: [{ type: 'text', text }], createdAt: time, isStreaming: false }
}

export function answer(id: string, ...content: ContentBlock[]): SessionMessage {
  return { id, role: 'assistant', content, createdAt: time, isStreaming: false, model: 'm' }
}

export function result(id: string, toolUseId: string, text = `of ${toolUseId}`): SessionMessage {
  const content: ContentBlock[] = [
    { type: 'tool_result', tool_use_id: toolUseId, content: text, is_error: false }
  ]
  return { id, role: 'user', content, createdAt: time, isStreaming: false }
}

export function said(text: string): { type: 'text'; text: string } {
  return { type: 'text', text }
}

export interface TestFolder {
  readonly path: string
  /** Writes a file and gives its path. */
  write(content: string | Buffer, name?: string): Promise<string>
  remove(): Promise<void>
}

/** For the tests of a file: each has a folder of its own, which goes with it. */
export function folderForEach(): TestFolder {
  let folder: TestFolder | null = null
  const now = (): TestFolder => {
    if (folder === null) throw new Error('there is a folder only while a test runs')
    return folder
  }
  beforeEach(async () => {
    folder = await makeFolder()
  })
  afterEach(() => now().remove())
  return {
    get path() {
      return now().path
    },
    write: (content, name) => now().write(content, name),
    remove: () => now().remove()
  }
}

export async function makeFolder(): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'skein-transcript-'))
  return {
    path,
    write: async (content, name = 'session.jsonl') => {
      const file = join(path, name)
      await writeFile(file, content)
      return file
    },
    remove: () => rm(path, { recursive: true, force: true })
  }
}
