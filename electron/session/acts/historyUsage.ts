/**
 * What all sessions on this machine have used, as `GET /api/usage` tells it: the sums of the worker of history with the
 * names a person knows. Asked by `server/routes/historyUsage.ts`.
 */
import { setImmediate } from 'node:timers/promises'
import type { z } from 'zod'
import { SessionId } from '../../../shared/ids.ts'
import type { UsageAnswer, UsageGroup, UsageRow, UsageWish } from '../../../shared/historyUsage.ts'
import { askUsage } from '../../history/usage/usageQuestion.ts'
import type { UsageSum, UsageSums } from '../../history/usage/usageQuestion.ts'
import type { StoredSession } from '../../store/storedSession.ts'
import type { SessionCatalog } from '../catalog/catalog.ts'
import { sessionsIn } from '../past/conversations.ts'

/** Sums that come from the worker at a time: nobody waits long for so many. */
const SUMS_AT_ONCE = 500
/** Rows one answer has at most. */
const MOST_ROWS = 2_000

/** Rejects with 503 `no_history` when nobody counts. */
export async function readHistoryUsage(
  catalog: SessionCatalog,
  dataDir: string,
  { from, to, group }: z.infer<typeof UsageWish>
): Promise<UsageAnswer> {
  const rows = new Map<string, UsageRow>()
  const named = (key: string): Named => namedOf(catalog, dataDir, group, key)
  let after: string | null = null
  let told: UsageSums
  do {
    const days = { from: numberOf(from), to: numberOf(to) }
    const by = group === 'project' ? 'session' : group
    told = await catalog.history.ask(askUsage, { ...days, group: by, after, limit: SUMS_AT_ONCE })
    for (const sum of told.sums) {
      const row = { ...toRow(sum), ...named(sum.key) }
      const known = rows.get(row.key)
      rows.set(row.key, known === undefined ? row : joined(known, row))
    }
    after = told.sums.at(-1)?.key ?? null
    await setImmediate()
  } while (told.sums.length === SUMS_AT_ONCE)
  const sorted = group === 'day' ? [...rows.values()] : [...rows.values()].toSorted(mostFirst)
  const leftOff = sorted.length - MOST_ROWS
  return {
    rows: group === 'day' ? sorted.slice(-MOST_ROWS) : sorted.slice(0, MOST_ROWS),
    complete: told.isComplete,
    total: toRow(told.total),
    ...(leftOff > 0 ? { leftOff } : null),
    ...(told.isWalked ? null : { counting: true })
  }
}

type Named = Pick<UsageRow, 'key' | 'label' | 'projectId'>

function namedOf(catalog: SessionCatalog, dataDir: string, group: UsageGroup, key: string): Named {
  switch (group) {
    case 'day':
      return { key: `${key.slice(0, 4)}-${key.slice(4, 6)}-${key.slice(6)}` }
    case 'agent':
      return { key, label: catalog.agentNames()[key] ?? null }
    case 'model':
      return { key }
    case 'session':
    case 'project': {
      const session = rowOf(catalog, dataDir, key)
      if (session === null) return group === 'session' ? { key, label: null } : { key: '', label: null }
      const { id, projectId, title, metadata } = session
      if (group === 'project') return { key: projectId, label: projectName(catalog, projectId) }
      return { key: id, projectId, label: title ?? metadata.firstMessagePreview }
    }
  }
}

/** The session a transcript belongs to: its own, or one that goes on in it. */
function rowOf(catalog: SessionCatalog, dataDir: string, key: string): StoredSession | null {
  const id = SessionId.safeParse(key).data
  if (id === undefined) return null
  const own = catalog.useStore((store) => store.sessions.byId(id))
  if (own !== null) return own
  const [other] = sessionsIn(dataDir, id)
  return other === undefined ? null : catalog.useStore((store) => store.sessions.byId(other))
}

function projectName(catalog: SessionCatalog, projectId: StoredSession['projectId']): string | null {
  return catalog.useStore((store) => store.projects.byId(projectId))?.name ?? null
}

function toRow({ cost, unpriced, ...sum }: UsageSum): UsageRow {
  return {
    ...sum,
    cost: unpriced > 0 && cost === 0 ? null : cost,
    ...(unpriced > 0 ? { costIsComplete: false } : null)
  }
}

function joined(a: UsageRow, b: UsageRow): UsageRow {
  const isPartial = a.costIsComplete === false || b.costIsComplete === false
  return {
    ...a,
    input: a.input + b.input,
    output: a.output + b.output,
    cacheRead: a.cacheRead + b.cacheRead,
    cacheWrite: a.cacheWrite + b.cacheWrite,
    cost: a.cost === null && b.cost === null ? null : (a.cost ?? 0) + (b.cost ?? 0),
    messages: a.messages + b.messages,
    sessions: a.sessions + b.sessions,
    ...(isPartial ? { costIsComplete: false } : null)
  }
}

const tokensOf = ({ input, output, cacheRead, cacheWrite }: UsageRow): number =>
  input + output + cacheRead + cacheWrite

function mostFirst(a: UsageRow, b: UsageRow): number {
  return (b.cost ?? 0) - (a.cost ?? 0) || tokensOf(b) - tokensOf(a)
}

function numberOf(day: string | undefined): number | null {
  return day === undefined ? null : Number(day.replaceAll('-', ''))
}
