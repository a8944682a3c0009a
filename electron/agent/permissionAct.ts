/**
 * What an agent wants to be allowed, as a line for people: in English, and as a code with what it would happen to.
 * Pure; every adapter asks here, each with what its own tools mean.
 */
import { shortLine } from '../../shared/cutText.ts'
import type { Coded } from '../../shared/errors.ts'
import type { PermissionRequest } from '../../shared/session.ts'

const TITLE_LIMIT = 200

const words = {
  run: (subject = 'a command') => `Run ${subject}`,
  watch: (subject) => (subject === undefined ? 'Watch for something' : `Watch ${subject}`),
  work_in_worktree: () => 'Work in a worktree of the project',
  edit: (subject = 'a file') => `Edit ${subject}`,
  edit_notebook: (subject = 'a notebook') => `Edit ${subject}`,
  write: (subject = 'a file') => `Write ${subject}`,
  read: (subject = 'a file') => `Read ${subject}`,
  list: (subject = 'a folder') => `List ${subject}`,
  search_in: (subject = 'the project') => `Search in ${subject}`,
  search_for: (subject = 'a text') => `Search for ${subject}`,
  fetch: (subject = 'a page') => `Fetch ${subject}`,
  search_web: (subject = 'something') => `Search the web for ${subject}`,
  start_agent: (subject = 'a task') => `Start an agent: ${subject}`,
  carry_out_plan: () => 'Carry out this plan',
  plan_first: () => 'Make a plan first',
  answer_question: () => 'Answer a question',
  use: (subject = 'a tool', server) =>
    server === undefined ? `Use ${subject}` : `Use ${subject} of ${server}`
} satisfies Readonly<Record<string, (subject?: string, server?: string) => string>>

type ActCode = keyof typeof words
export const actCodes = Object.keys(words)

export interface Act {
  readonly what: ActCode
  /** A command, a path, an address, …; undefined where the call does not say it. */
  readonly subject?: string | undefined
  /** Who offers the tool. */
  readonly server?: string | undefined
}

/** One line, whatever stands in the call. */
export function titled({ what, subject, server }: Act): Required<Pick<PermissionRequest, 'title' | 'act'>> {
  const say: (subject?: string, server?: string) => string = words[what]
  const title = titleLine(say(subject, server))
  const parameters = {
    ...(subject !== undefined && { subject: titleLine(subject) }),
    ...(server !== undefined && { server: titleLine(server) })
  }
  const act: Coded = { code: what, parameters }
  return { title, act }
}

/** A text as one line of a title's length. */
export function titleLine(text: string): string {
  return shortLine(text.replaceAll(/\s+/g, ' ').trim(), TITLE_LIMIT)
}
