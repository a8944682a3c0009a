/**
 * Where Claude Code keeps what subagents did, and which file belongs to which tool use: for each
 * subagent `agent-<id>.jsonl`, and from the moment it starts `agent-<id>.meta.json` beside it, whose
 * `toolUseId` is the tool use that started it (Claude Code 2.1; older versions name the file only in
 * the report). Used by `readSessionPage.ts` and `metadata.ts`.
 */
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { codeOf } from '../../shared/errors.ts'
import { readForeignFile } from '../machine/readForeignFile.ts'
import { fieldsAt, parseLine, textAt } from './fields.ts'
import { findNewest } from './findNewest.ts'

/** Files open at a time while the index is made. */
const AT_ONCE = 16
/** A few fields. */
const MOST_META_BYTES = 64 * 1024

export interface SubagentIndex {
  /** The file of the subagent that a tool use started. */
  readonly files: ReadonlyMap<string, string>
  /** Files that do not say which tool use started them. */
  readonly unclaimed: ReadonlySet<string>
}

/** Where the files of the subagents of the session in `file` lie. */
export function subagentFolder(file: string): string {
  return join(dirname(file), basename(file, '.jsonl'), 'subagents')
}

/** The files of a session's subagents, by name; none when there is no folder. */
export async function listSubagents(file: string): Promise<string[]> {
  const folder = subagentFolder(file)
  try {
    const names = await readdir(folder)
    return names
      .filter((name) => name.endsWith('.jsonl'))
      .toSorted()
      .map((name) => join(folder, name))
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}

/** Reads the small file beside each subagent's own, a few at a time. */
export async function indexSubagents(file: string): Promise<SubagentIndex> {
  const all = await listSubagents(file)
  const files = new Map<string, string>()
  const unclaimed = new Set<string>()
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const some = all.slice(at, at + AT_ONCE)
    const toolUseIds = await Promise.all(some.map(startedBy))
    some.forEach((subagent, index) => {
      const toolUseId = toolUseIds[index] ?? null
      if (toolUseId === null) unclaimed.add(subagent)
      else files.set(toolUseId, subagent)
    })
  }
  return { files, unclaimed }
}

/**
 * The file of the subagent that `toolUseId` started, null when it has none. Where files do not say
 * what started them, the report in the session's own file does.
 */
export async function subagentOf(
  file: string,
  { files, unclaimed }: SubagentIndex,
  toolUseId: string
): Promise<string | null> {
  const named = files.get(toolUseId)
  if (named !== undefined) return named
  if (unclaimed.size === 0) return null
  const reported = await reportedBy(file, toolUseId)
  // Looked up and not composed: an id in a transcript must not lead out of the folder.
  return [...unclaimed].find((subagent) => basename(subagent) === `agent-${reported}.jsonl`) ?? null
}

async function startedBy(subagent: string): Promise<string | null> {
  const found = await readForeignFile(subagent.replace(/\.jsonl$/, '.meta.json'), {
    mostBytes: MOST_META_BYTES,
    followsLinks: true
  })
  // Missing, or not to be read: then the report says it.
  const meta = found.kind === 'bytes' ? parseLine(found.bytes) : null
  return meta && textAt(meta, 'toolUseId')
}

function reportedBy(file: string, toolUseId: string): Promise<string | null> {
  return findNewest(file, `"tool_use_id":${JSON.stringify(toolUseId)}`, (record) => {
    const outcome = fieldsAt(record, 'toolUseResult')
    return outcome && textAt(outcome, 'agentId')
  })
}
