/**
 * Where Claude Code keeps what subagents did, and which file belongs to which tool use: for each
 * subagent `agent-<id>.jsonl`, and from the moment it starts `agent-<id>.meta.json` beside it, whose
 * `toolUseId` is the tool use that started it (Claude Code 2.1; older versions name the file only in
 * the report). The agents of a workflow lie one level deeper, in a folder named after the run
 * (`workflows/wf_…/`); which run a tool use began, its result says. Used by `readSessionPage.ts` and,
 * for what is counted, by `claudeFormat.ts`.
 */
import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { codeOf } from '../../../../shared/errors.ts'
import { readForeignFile } from '../../../machine/readForeignFile.ts'
import { fieldsAt, parseLine, textAt } from '../../../transcript/record/fields.ts'
import { findNewest } from '../../../transcript/find/findNewest.ts'

/** Files open at a time while the index is made. */
const AT_ONCE = 16
/** A few fields. */
const MOST_META_BYTES = 64 * 1024

export interface SubagentIndex {
  /** The file of the subagent that a tool use started. */
  readonly files: ReadonlyMap<string, string>
  /** Files that do not say which tool use started them. */
  readonly unclaimed: ReadonlySet<string>
  /** Those of workflows, by the name of the run. */
  readonly runs: ReadonlyMap<string, readonly string[]>
}

/** Where the files of the subagents of the session in `file` lie. */
export function subagentFolder(file: string): string {
  return join(dirname(file), basename(file, '.jsonl'), 'subagents')
}

/** Folders in folders that are looked into; Claude Code makes two. */
const DEEPEST = 8

/** The files of a session's subagents, those of its workflows too, by name; none when there is no folder. */
export async function listSubagents(file: string): Promise<string[]> {
  return (await filesIn(subagentFolder(file), DEEPEST)).toSorted()
}

async function filesIn(folder: string, depth: number): Promise<string[]> {
  const files: string[] = []
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name)
    // A workflow's journal lies beside its agents' files.
    if (entry.name.endsWith('.jsonl')) files.push(...(entry.name === 'journal.jsonl' ? [] : [path]))
    else if (entry.isDirectory() && depth > 0) files.push(...(await filesIn(path, depth - 1)))
  }
  return files
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
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
  const runs = new Map<string, string[]>()
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const some = all.slice(at, at + AT_ONCE)
    const toolUseIds = await Promise.all(some.map(startedBy))
    some.forEach((subagent, index) => {
      const toolUseId = toolUseIds[index] ?? null
      const run = runOf(subagent)
      if (toolUseId !== null) files.set(toolUseId, subagent)
      else if (run === null) unclaimed.add(subagent)
      else runs.set(run, [...(runs.get(run) ?? []), subagent])
    })
  }
  return { files, unclaimed, runs }
}

/** The workflow's run an agent belongs to, by the folder its file lies in; null outside of workflows. */
function runOf(subagent: string): string | null {
  const folder = dirname(subagent)
  return basename(dirname(folder)) === 'workflows' ? basename(folder) : null
}

/**
 * The files of the subagents that `toolUseId` started: one, or all of a workflow. Where files do not say
 * what started them, the report in the session's own file does.
 */
export async function subagentsOf(
  file: string,
  { files, unclaimed, runs }: SubagentIndex,
  toolUseId: string
): Promise<readonly string[]> {
  const named = files.get(toolUseId)
  if (named !== undefined) return [named]
  if (unclaimed.size === 0 && runs.size === 0) return []
  const reported = await reportedBy(file, toolUseId, [...runs.keys()])
  if (reported === null) return []
  // Looked up and not composed: an id in a transcript must not lead out of the folder.
  const agent = [...unclaimed].find((subagent) => basename(subagent) === `agent-${reported.agent}.jsonl`)
  return agent === undefined ? reported.runs.flatMap((run) => runs.get(run) ?? []) : [agent]
}

/** Runs that no result names: of a workflow that was cut off, or of a version that does not tell. */
export async function untoldRuns(file: string, { runs }: SubagentIndex): Promise<readonly string[]> {
  const untold: string[] = []
  for (const run of runs.keys()) {
    if ((await findNewest(file, run, () => true)) === null) untold.push(run)
  }
  return untold
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

interface Report {
  readonly agent: string | null
  readonly runs: readonly string[]
}

function reportedBy(file: string, toolUseId: string, runs: readonly string[]): Promise<Report | null> {
  return findNewest(file, `"tool_use_id":${JSON.stringify(toolUseId)}`, (record) => {
    const outcome = fieldsAt(record, 'toolUseResult')
    const agent = outcome && textAt(outcome, 'agentId')
    const said = runs.length === 0 ? '' : JSON.stringify(record)
    const named = runs.filter((run) => said.includes(run))
    return agent === null && named.length === 0 ? null : { agent, runs: named }
  })
}
