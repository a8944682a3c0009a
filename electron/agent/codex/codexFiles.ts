/**
 * Where Codex keeps its sessions: one file each, `sessions/<year>/<month>/<day>/rollout-<when>-<id>.jsonl` in the folder
 * `CODEX_HOME`, and those a person put away flat in `archived_sessions`. As the program (0.x) writes them; other files in
 * these folders are none of ours.
 */
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { SessionId } from '../../../shared/ids.ts'
import { entriesOf, statOf } from '../foreignFolder.ts'
import type { ListedTranscript } from '../transcriptHistory.ts'

/** The folder of Codex's own files. */
export function codexHome(env: NodeJS.ProcessEnv): string {
  return env['CODEX_HOME'] || join(env['HOME'] || env['USERPROFILE'] || homedir(), '.codex')
}

const rolloutName =
  /^rollout-(\d{4})-(\d{2})-(\d{2})T.*-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.jsonl$/u

/** Whose transcript a file is by its name, null when it is none. */
export function codexSessionOf(file: string): SessionId | null {
  return SessionId.safeParse(rolloutName.exec(basename(file))?.[4]).data ?? null
}

/** Where the program looks for a session's file of this name, which says the day it began on. */
export function codexPlaceOf(home: string, file: string): string {
  const name = basename(file)
  const [, year, month, day] = rolloutName.exec(name) ?? []
  return year === undefined || month === undefined || day === undefined
    ? file
    : join(home, 'sessions', year, month, day, name)
}

/** Every session's file, the newest days first. */
export async function* codexFiles(home: string): AsyncGenerator<{ file: string; sessionId: SessionId }> {
  for (const month of await codexMonths(home)) {
    for (const day of await foldersIn(month)) yield* rolloutsIn(day)
  }
  yield* rolloutsIn(join(home, 'archived_sessions'))
}

/** The same as the disk shows them. */
export async function* listedCodexFiles(home: string): AsyncGenerator<ListedTranscript> {
  for await (const found of codexFiles(home)) {
    const stats = await statOf(found.file)
    if (stats !== null) yield { ...found, ...stats }
  }
}

/** The folders of months, in whose folders the files of their days lie; the newest first. */
export async function codexMonths(home: string): Promise<string[]> {
  const months: string[] = []
  for (const year of await foldersIn(join(home, 'sessions'))) months.push(...(await foldersIn(year)))
  return months
}

async function* rolloutsIn(folder: string): AsyncGenerator<{ file: string; sessionId: SessionId }> {
  for (const entry of await entriesOf(folder)) {
    const sessionId = entry.isDirectory() ? null : codexSessionOf(entry.name)
    if (sessionId !== null) yield { file: join(folder, entry.name), sessionId }
  }
}

/** Named by numbers; the highest first. */
async function foldersIn(folder: string): Promise<string[]> {
  const names = (await entriesOf(folder)).flatMap((entry) =>
    /^\d+$/u.test(entry.name) && (entry.isDirectory() || entry.isSymbolicLink()) ? [entry.name] : []
  )
  return names
    .toSorted()
    .toReversed()
    .map((name) => join(folder, name))
}
