/**
 * Where Claude Code keeps its transcripts. A project's folder is named after its path, and the name
 * loses information (`a.b` and `a-b` share one), so it is only a hint: which project a transcript
 * belongs to is said by `cwd` in its lines.
 */
import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { codeOf } from '../../../../shared/errors.ts'
import { SessionId } from '../../../../shared/ids.ts'
import { textAt } from '../../../transcript/record/fields.ts'
import { readHead } from '../../../transcript/find/readHead.ts'

export interface FoundTranscript {
  readonly file: string
  readonly sessionId: SessionId
  /** The folder the session was started in, null when no line says. */
  readonly cwd: string | null
}

/** The folder of Claude Code's own files: `CLAUDE_CONFIG_DIR`, else `.claude` in the home folder. */
export function claudeHome(env: NodeJS.ProcessEnv): string {
  const configured = env['CLAUDE_CONFIG_DIR']
  if (configured) return configured
  return join(env['HOME'] || env['USERPROFILE'] || homedir(), '.claude')
}

/** The longest name Claude Code gives a project's folder before it shortens it. */
const LONGEST_NAME = 200

/**
 * The name of a project's folder, as Claude Code 2.1 makes it from the real path: every UTF-16 unit
 * outside `[A-Za-z0-9]` becomes `-`; what is longer than 200 is cut and followed by a hash.
 */
export function encodeProjectFolder(path: string): string {
  const plain = path.replaceAll(/[^a-zA-Z0-9]/g, '-')
  if (plain.length <= LONGEST_NAME) return plain
  let hash = 0
  for (let at = 0; at < path.length; at += 1) hash = ((hash << 5) - hash + path.charCodeAt(at)) | 0
  return `${plain.slice(0, LONGEST_NAME)}-${Math.abs(hash).toString(36)}`
}

/**
 * The transcript of a session, null when there is none yet. Looks into the folder of `cwd` first,
 * then into every project's: a session resumed elsewhere stays in the file it began.
 */
export async function locateClaudeTranscript(where: {
  home: string
  /** Real path. */
  cwd: string
  sessionId: string
}): Promise<string | null> {
  const projects = join(where.home, 'projects')
  const name = `${where.sessionId}.jsonl`
  const expected = join(projects, encodeProjectFolder(where.cwd), name)
  if (await isFile(expected)) return expected
  for (const folder of await names(projects)) {
    const file = join(projects, folder, name)
    if (await isFile(file)) return file
  }
  return null
}

/** The transcripts of sessions that began in `cwd` (a real path). Reads only the head of each file. */
export async function listClaudeTranscripts(where: {
  home: string
  cwd: string
}): Promise<FoundTranscript[]> {
  const projects = join(where.home, 'projects')
  const expected = encodeProjectFolder(where.cwd)
  const found: FoundTranscript[] = []
  for (const folder of await names(projects)) {
    if (!mayBelong(folder, expected)) continue
    for await (const transcript of transcriptsIn(join(projects, folder))) {
      if (transcript.cwd === where.cwd) found.push(transcript)
    }
  }
  return found
}

/** All transcripts there are, in no order. */
export async function* listAllClaudeTranscripts(where: { home: string }): AsyncGenerator<FoundTranscript> {
  const projects = join(where.home, 'projects')
  for (const folder of await names(projects)) yield* transcriptsIn(join(projects, folder))
}

/** Older versions named folders a little differently, but never lost a letter. */
function mayBelong(folder: string, expected: string): boolean {
  const name = folder.replaceAll(/[^a-zA-Z0-9]/g, '-').slice(0, LONGEST_NAME)
  return name === expected.slice(0, LONGEST_NAME)
}

async function* transcriptsIn(folder: string): AsyncGenerator<FoundTranscript> {
  for (const name of await names(folder)) {
    if (!name.endsWith('.jsonl')) continue
    const sessionId = SessionId.safeParse(basename(name, '.jsonl'))
    if (!sessionId.success) continue
    const file = join(folder, name)
    try {
      yield { file, sessionId: sessionId.data, cwd: await readCwd(file) }
    } catch (error) {
      // Gone since the folder was read, a folder or a pipe of that name, or not ours to read: the others are there.
      if (!isAbsence(error) && !isShut(error)) throw error
    }
  }
}

/** The first `cwd` any line of the file names, looked for in its first 2 MB; null when none does. */
function readCwd(file: string): Promise<string | null> {
  return readHead(file, 'cwd', (record) => textAt(record, 'cwd'))
}

async function names(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    if (isAbsence(error)) return []
    throw error
  }
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile()
  } catch (error) {
    if (isAbsence(error)) return false
    throw error
  }
}

function isShut(error: unknown): boolean {
  return ['ELOOP', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '')
}

function isAbsence(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'EFTYPE'
}
