/** What the command palette offers, in groups. Pure. */
import { hasWords, searchedWords } from '../../shared/searchText.ts'
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
}

/** Groups without items are left out. `value` is what a search looks at: it is unique and holds the label. */
export function paletteGroups({
  actions,
  sessions,
  projects,
  hasMore = false
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
    }
  ]
  return groups.filter((group) => group.items.length > 0)
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
