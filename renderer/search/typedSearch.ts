/**
 * What is typed into the search, taken apart: the words that are looked for, and the filters among them (`project:`,
 * `agent:`, `role:`, `tool:`, `after:`, `before:`, `in:all`, `sort:new`). The text is the one truth: chips are read from it and write
 * to it. A filter that means nothing is a word like others. Pure.
 */
import { SearchRole } from '../../shared/search.ts'
import type { SearchWish } from '../../shared/search.ts'
import { plainText } from '../../shared/searchText.ts'
import type { Project } from '../../shared/session.ts'

const filterNames = ['project', 'agent', 'role', 'tool', 'after', 'before', 'in', 'sort'] as const
export type FilterName = (typeof filterNames)[number]

/** A filter as it was typed. */
export interface TypedFilter {
  readonly name: FilterName
  readonly value: string
}

export interface TypedSearch {
  /** In the search's own signs: phrases, prefixes, what is to be left out. */
  readonly words: string
  readonly filters: readonly TypedFilter[]
}

const FILTER = /(?<![^\s])(project|agent|role|tool|after|before|in|sort):(?:"([^"]*)"|([^\s"]+))(?![^\s])/giu

/** What a project is told by. */
type NamedProject = Pick<Project, 'id' | 'name'>

export function readTyped(text: string, projects: readonly NamedProject[]): TypedSearch {
  const filters: TypedFilter[] = []
  const words = text.replaceAll(FILTER, (typed: string, name: string, quoted?: string, bare?: string) => {
    const filter = { name: name.toLowerCase(), value: quoted ?? bare ?? '' }
    if (!isFilter(filter) || !isUnderstood(filter, projects)) return typed
    const earlier = filters.findIndex((one) => one.name === filter.name)
    if (earlier !== -1) filters.splice(earlier, 1)
    filters.push(filter)
    return ' '
  })
  return { words: words.replaceAll(/\s+/gu, ' ').trim(), filters }
}

/** The text with this filter instead of another of its name; null: without one. */
export function withFilter(text: string, name: FilterName, value: string | null): string {
  const without = text.replaceAll(FILTER, (typed: string, other: string) =>
    other.toLowerCase() === name ? '' : typed
  )
  const words = without.replaceAll(/\s+/gu, ' ').trim()
  if (value === null) return words
  const filter = `${name}:${/\s/u.test(value) ? `"${value}"` : value}`
  return words === '' ? `${filter} ` : `${words} ${filter} `
}

/** The project a filter means: the one of this name, else the first whose name begins so. */
function projectNamed(name: string, projects: readonly NamedProject[]): NamedProject | null {
  const plain = plainText(name)
  return (
    projects.find((project) => project.id === name || plainText(project.name) === plain) ??
    projects.find((project) => plainText(project.name).startsWith(plain)) ??
    null
  )
}

/** As the server is asked. */
export function askedOf({ words, filters }: TypedSearch, projects: readonly NamedProject[]): SearchWish {
  const value = (name: FilterName): string | undefined => filters.find((one) => one.name === name)?.value
  const project = value('project')
  return {
    q: words,
    projectId: project === undefined ? undefined : projectNamed(project, projects)?.id,
    agent: value('agent'),
    role: SearchRole.safeParse(value('role')?.toLowerCase()).data,
    tool: value('tool'),
    since: value('after'),
    until: value('before'),
    scope: value('in') === undefined ? undefined : 'all',
    sort: value('sort') === undefined ? undefined : 'new'
  }
}

function isFilter(filter: { readonly name: string; readonly value: string }): filter is TypedFilter {
  return filterNames.some((name) => name === filter.name) && filter.value.trim() !== ''
}

function isUnderstood({ name, value }: TypedFilter, projects: readonly NamedProject[]): boolean {
  switch (name) {
    case 'project':
      return projectNamed(value, projects) !== null
    case 'role':
      return SearchRole.safeParse(value.toLowerCase()).success
    case 'after':
    case 'before':
      return /^\d{4}-\d{2}-\d{2}$/u.test(value) && !Number.isNaN(Date.parse(value))
    case 'in':
      return value.toLowerCase() === 'all'
    case 'sort':
      return value.toLowerCase() === 'new'
    case 'agent':
    case 'tool':
      return value.length <= 100
  }
}
