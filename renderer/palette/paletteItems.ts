/** What the command palette offers, in groups. Pure. */
import { unreachable } from '../../shared/errors.ts'
import { hasWords, searchedWords } from '../../shared/searchText.ts'
import type { SearchHit } from '../../shared/search.ts'
import type { Project, SessionSummary } from '../../shared/session.ts'
import { actionChords, actionIds } from '../../shared/keymap.ts'
import type { ActionId } from '../../shared/keymap.ts'
import { titleOf } from '../sidebar/titleOf.ts'
import { strings } from '../strings/strings.ts'

export type PaletteItem =
  | {
      readonly kind: 'action'
      readonly value: string
      readonly label: string
      readonly id: ActionId
      readonly chord: string | null
    }
  | {
      readonly kind: 'session'
      readonly value: string
      readonly label: string
      readonly session: SessionSummary
    }
  /** The next page of sessions. */
  | { readonly kind: 'more'; readonly value: string; readonly label: string }
  /** Where what is typed was said. */
  | { readonly kind: 'hit'; readonly value: string; readonly label: string; readonly hit: SearchHit }
  /** All of it, on a page of its own. */
  | { readonly kind: 'everything'; readonly value: string; readonly label: string; readonly typed: string }
  | { readonly kind: 'project'; readonly value: string; readonly label: string; readonly project: Project }

export interface PaletteGroup {
  readonly value: string
  readonly items: readonly PaletteItem[]
}

export interface PaletteSource {
  readonly actions: ReadonlySet<ActionId>
  readonly sessions: readonly SessionSummary[]
  readonly projects: readonly Project[]
  /** Whether there are more sessions than these. */
  readonly hasMore?: boolean
  /** Where it was said, whatever it is. */
  readonly hits?: readonly SearchHit[]
  /** What is typed. */
  readonly typed?: string
}

/** Groups without items are left out. `value` is what a search looks at: it is unique and holds the label. */
export function paletteGroups({
  actions,
  sessions,
  projects,
  hasMore = false,
  hits = [],
  typed = ''
}: PaletteSource): readonly PaletteGroup[] {
  const groups: readonly PaletteGroup[] = [
    {
      value: strings.palette.commands,
      items: actionIds
        .filter((id) => id !== 'palette' && actions.has(id))
        .map((id) => ({
          kind: 'action',
          value: `action ${id}`,
          label: strings.actions[id],
          id,
          chord: actionChords[id] ?? null
        }))
    },
    {
      value: strings.palette.sessions,
      items: [
        ...sessions.map((session) => ({
          kind: 'session' as const,
          value: `session ${session.id}`,
          label: titleOf(session),
          session
        })),
        ...(hasMore ? [{ kind: 'more' as const, value: 'more', label: strings.palette.more }] : [])
      ]
    },
    {
      value: strings.palette.projects,
      items: projects.map((project) => ({
        kind: 'project',
        value: `project ${project.id}`,
        label: project.name,
        project
      }))
    },
    { value: strings.search.everywhere, items: everywhereItems(hits, typed.trim()) }
  ]
  return groups.filter((group) => group.items.length > 0)
}

function everywhereItems(hits: readonly SearchHit[], typed: string): readonly PaletteItem[] {
  if (typed === '') return []
  return [
    ...hits.map((hit) => ({
      kind: 'hit' as const,
      value: `hit ${hit.sessionId} ${hit.messageId} ${hit.kind}`,
      label: hit.snippet.map(({ text }) => text).join(''),
      hit
    })),
    { kind: 'everything', value: 'everything', label: strings.search.everythingFor(typed), typed }
  ]
}

/** Whether an item is of use to who typed this. Sessions and hits were looked for already, by more than a label. */
export function isOffered(item: PaletteItem, typed: string): boolean {
  switch (item.kind) {
    case 'action':
    case 'project':
      return matchesQuery(item.label, typed)
    case 'session':
    case 'more':
    case 'hit':
    case 'everything':
      return true
    default:
      return unreachable(item)
  }
}

/** True when every word of the query stands somewhere in the label, whatever the case and the accents. */
export function matchesQuery(label: string, query: string): boolean {
  return hasWords(label, searchedWords(query))
}

/** Those that are loaded and fit, then those the server has found, each once. */
export function foundSessions(
  loaded: readonly SessionSummary[],
  found: readonly SessionSummary[],
  query: string
): readonly SessionSummary[] {
  const words = searchedWords(query)
  const here = loaded.filter((session) =>
    hasWords(`${titleOf(session)}\n${session.metadata.firstMessagePreview ?? ''}`, words)
  )
  const known = new Set(here.map(({ id }) => id))
  return [...here, ...found.filter(({ id }) => !known.has(id))]
}

/** A list nobody reads to its end; typing finds the others. */
const MOST_PROJECTS = 40

/** Those whose names fit, as many as are of use at once. */
export function foundProjects(projects: readonly Project[], query: string): readonly Project[] {
  return projects.filter(({ name }) => matchesQuery(name, query)).slice(0, MOST_PROJECTS)
}
