/**
 * A page of a session as it was while it happened: the page of its own file, and in it what the
 * subagents did that were started on it. Claude Code keeps each subagent in a file of its own, so
 * without this a reload would show less than the stream did. Called by `claudeTranscripts.ts`.
 */
import type { SessionMessage } from '../../../../shared/session.ts'
import { placeThread } from '../../../transcript/page/placeThread.ts'
import { readPage } from '../../../transcript/page/readPage.ts'
import type { PageReading, SessionPageRequest } from '../../../transcript/page/readPage.ts'
import type { RecordFormat } from '../../../transcript/record/recordFormat.ts'
import type { Page } from '../../../../shared/page.ts'
import { indexSubagents, subagentsOf, untoldRuns } from './subagentFiles.ts'
import type { SubagentIndex } from './subagentFiles.ts'

const SUBAGENT_LIMIT = 200
/** How many messages of all agents of a workflow, though of each at least a few. */
const WORKFLOW_LIMIT = 2_000
const FEWEST = 10

/**
 * As `readPage`; `limit` counts the session's own messages. No other file is touched when no subagent
 * was started on the page.
 */
export async function readSessionPage(
  file: string,
  request: SessionPageRequest,
  format: RecordFormat
): Promise<Page> {
  const { onUnreadable, subagentLimit = SUBAGENT_LIMIT, ...pageRequest } = request
  const page = await readPage(file, { ...pageRequest, format })
  const waiting = subagentsStartedIn(page.messages)
  if (waiting.length === 0) return page
  const index = await indexSubagents(file)
  const met = new Set<string>()
  const untold = await untoldBy({ file, index, uses: waiting, format })
  let { messages } = page
  for (let use = waiting.shift(); use !== undefined; use = waiting.shift()) {
    const { id: toolUseId } = use
    const subagents = [...(await subagentsOf(file, index, toolUseId)), ...(untold.get(toolUseId) ?? [])]
    const limit = Math.max(FEWEST, Math.min(subagentLimit, Math.floor(WORKFLOW_LIMIT / subagents.length)))
    const threads: SessionMessage[] = []
    for (const subagent of subagents) {
      if (met.has(subagent)) continue
      met.add(subagent)
      try {
        const thread = await readThread(
          subagent,
          { toolUseId, limit: Math.min(limit, subagentLimit), format },
          request
        )
        // What older versions wrote into the session's own file is there already.
        threads.push(...thread.filter(({ id }) => !messages.some((message) => message.id === id)))
        waiting.push(...subagentsStartedIn(thread))
      } catch (error) {
        request.signal?.throwIfAborted()
        onUnreadable(subagent, error)
      }
    }
    messages = placeThread(messages, toolUseId, threads)
  }
  return { ...page, messages }
}

/**
 * The agents of runs that no result names, by the workflow that seems to have begun them: the newest one that was
 * asked for before the run began, else the first.
 */
async function untoldBy({
  file,
  index,
  uses,
  format
}: {
  readonly file: string
  readonly index: SubagentIndex
  readonly uses: readonly StartingUse[]
  readonly format: RecordFormat
}): Promise<ReadonlyMap<string, readonly string[]>> {
  const by = new Map<string, string[]>()
  const workflows = uses.filter(({ name }) => name === 'Workflow')
  if (workflows.length === 0 || index.runs.size === 0) return by
  const free: StartingUse[] = []
  for (const use of workflows) if ((await subagentsOf(file, index, use.id)).length === 0) free.push(use)
  if (free.length === 0) return by
  for (const run of await untoldRuns(file, index)) {
    const files = index.runs.get(run) ?? []
    const begun = files[0] === undefined ? null : await firstTime(files[0], format)
    const use = free.findLast(({ at }) => begun !== null && Date.parse(at) <= Date.parse(begun)) ?? free[0]
    if (use !== undefined) by.set(use.id, [...(by.get(use.id) ?? []), ...files])
  }
  return by
}

/** When a subagent began; null when its file cannot be read or says nothing. */
async function firstTime(subagent: string, format: RecordFormat): Promise<string | null> {
  try {
    const { messages } = await readPage(subagent, { limit: 1000, parentToolUseId: 'x', format })
    return messages[0]?.createdAt ?? null
  } catch {
    return null // Whoever reads its messages tells that they cannot be read.
  }
}

/** What the agents of the workflow did that a tool use began, each one's after the other's; none when it began none. */
export async function readWorkflow(
  file: string,
  toolUseId: string,
  format: RecordFormat
): Promise<SessionMessage[]> {
  const index = await indexSubagents(file)
  if (index.runs.size === 0) return []
  const ofRuns = new Set([...index.runs.values()].flat())
  const subagents = (await subagentsOf(file, index, toolUseId)).filter((subagent) => ofRuns.has(subagent))
  const limit = Math.max(FEWEST, Math.min(SUBAGENT_LIMIT, Math.floor(WORKFLOW_LIMIT / subagents.length)))
  const threads: SessionMessage[] = []
  for (const subagent of subagents)
    threads.push(...(await readThread(subagent, { toolUseId, limit, format }, {})))
  return threads
}

interface Thread {
  readonly toolUseId: string
  readonly limit: number
  readonly format: RecordFormat
}

async function readThread(
  subagent: string,
  { toolUseId, limit, format }: Thread,
  { whole = false, parse, signal }: PageReading
): Promise<readonly SessionMessage[]> {
  const how = { whole, ...(parse ? { parse } : null), ...(signal ? { signal } : null) }
  const { messages } = await readPage(subagent, { limit, parentToolUseId: toolUseId, format, ...how })
  // That a person stopped it is said in the session's own file, once.
  return messages.slice(-limit).filter(({ notice }) => notice !== 'interrupted')
}

interface StartingUse {
  readonly id: string
  readonly name: string
  /** When it was asked for. */
  readonly at: string
}

function subagentsStartedIn(messages: readonly SessionMessage[]): StartingUse[] {
  return messages.flatMap(({ content, createdAt: at }) =>
    content.flatMap((block) =>
      block.type === 'tool_use' && starters.has(block.name) ? [{ id: block.id, name: block.name, at }] : []
    )
  )
}

/** Tools that start subagents. The first was named `Task` before it was named `Agent`; a skill may run in one. */
const starters: ReadonlySet<string> = new Set(['Agent', 'Task', 'Workflow', 'Skill'])
