/**
 * Where Gemini CLI keeps its sessions: one file each, `tmp/<name of the folder>/chats/session-<when>-<beginning of the
 * id>.jsonl` in its own folder, and what subagents did in `chats/<id>/`. Whose a file is its first record says; the folder
 * it was said in, `.project_root` beside `chats` (seen in 0.61.0). Older versions wrote one JSON object a session
 * (`.json`): those are not read.
 */
import { open } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { SessionId } from '../../../shared/ids.ts'
import { readForeignText } from '../../machine/readForeignFile.ts'
import { linesIn } from '../../transcript/lines/forwardLines.ts'
import { parseLine, textAt } from '../../transcript/record/fields.ts'
import { entriesOf, isNotToBeSeen, statOf } from '../foreignFolder.ts'
import type { ListedTranscript, SideFile } from '../transcriptHistory.ts'

/** The folder of Gemini CLI's own files. */
export function geminiHome(env: NodeJS.ProcessEnv): string {
  return join(env['GEMINI_CLI_HOME'] || env['HOME'] || env['USERPROFILE'] || homedir(), '.gemini')
}

const sessionName = /^session-.*-([0-9a-f]{8})\.jsonl$/u
/** The first record is some 250 bytes. */
const FIRST_RECORD = 4 * 1024
const MOST_PATH_BYTES = 16 * 1024

/** Remembers whose a file is: that does not change. */
export class GeminiFiles {
  readonly #home: string
  readonly #known = new Map<string, SessionId>()

  constructor(home: string) {
    this.#home = home
  }

  /** The folders in whose `chats` sessions lie. */
  async folders(): Promise<string[]> {
    const tmp = join(this.#home, 'tmp')
    return (await entriesOf(tmp)).flatMap((entry) =>
      entry.isDirectory() || entry.isSymbolicLink() ? [join(tmp, entry.name)] : []
    )
  }

  async *list(): AsyncGenerator<{ file: string; sessionId: SessionId }> {
    for await (const file of this.#files()) {
      const sessionId = await this.sessionOf(file)
      if (sessionId !== null) yield { file, sessionId }
    }
  }

  /** The same as the disk shows them. */
  async *listed(): AsyncGenerator<ListedTranscript> {
    for await (const found of this.list()) {
      const stats = await statOf(found.file)
      if (stats !== null) yield { ...found, ...stats }
    }
  }

  async locate(sessionId: SessionId): Promise<string | null> {
    for await (const file of this.#files()) {
      const isNamedSo = sessionName.exec(basename(file))?.[1] === sessionId.slice(0, 8)
      if (isNamedSo && (await this.sessionOf(file)) === sessionId) return file
    }
    return null
  }

  /** Null for what is no session of its own, or cannot be read. */
  async sessionOf(file: string): Promise<SessionId | null> {
    const known = this.#known.get(file)
    if (known !== undefined || !sessionName.test(basename(file))) return known ?? null
    const header = await firstRecord(file)
    const sessionId = SessionId.safeParse(header?.['sessionId']).data ?? null
    if (sessionId !== null) this.#known.set(file, sessionId)
    return sessionId
  }

  /** Where the program looks for a session of this folder: beside the others of it. */
  async placeFor(was: string, cwd: string): Promise<string> {
    for (const folder of await this.folders()) {
      if ((await projectRootOf(join(folder, 'chats', 'any'))) === cwd)
        return join(folder, 'chats', basename(was))
    }
    return was
  }

  async *#files(): AsyncGenerator<string> {
    for (const folder of await this.folders()) {
      const chats = join(folder, 'chats')
      for (const entry of await entriesOf(chats)) {
        if (!entry.isDirectory() && sessionName.test(entry.name)) yield join(chats, entry.name)
      }
    }
  }
}

/** The folder a session was begun in, null where nothing says it. */
export async function projectRootOf(file: string): Promise<string | null> {
  const marker = join(dirname(dirname(file)), '.project_root')
  const text = await readForeignText(marker, { mostBytes: MOST_PATH_BYTES, followsLinks: true })
  return text?.trim() || null
}

/** What its subagents wrote, by name. */
export async function subagentsOf(file: string): Promise<string[]> {
  const begin = sessionName.exec(basename(file))?.[1]
  const files: string[] = []
  for (const folder of begin === undefined ? [] : await entriesOf(dirname(file))) {
    if (!folder.isDirectory() || !folder.name.startsWith(`${begin}-`)) continue
    const path = join(dirname(file), folder.name)
    for (const { name } of await entriesOf(path)) if (name.endsWith('.jsonl')) files.push(join(path, name))
  }
  return files.toSorted()
}

/** The same, to be kept with it. They are not shown: nothing in a session says which of its calls began one. */
export async function sideFilesOf(file: string): Promise<SideFile[]> {
  const side: SideFile[] = []
  for (const subagent of await subagentsOf(file)) {
    const stats = await statOf(subagent)
    if (stats !== null) side.push({ file: subagent, kind: 'other', ...stats })
  }
  return side
}

async function firstRecord(file: string): Promise<ReturnType<typeof parseLine>> {
  try {
    const handle = await open(file, 'r')
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(FIRST_RECORD), 0, FIRST_RECORD, 0)
      const [first] = linesIn(buffer.subarray(0, bytesRead))
      const record = first === undefined ? null : parseLine(first.line)
      return record !== null && (textAt(record, 'kind') ?? 'main') === 'main' ? record : null
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (isNotToBeSeen(error)) return null
    throw error
  }
}
