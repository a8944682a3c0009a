import { plural } from '../plural.ts'

export const search = {
  title: 'Search everything',
  label: 'Search everything that was ever said',
  placeholder: 'Words, "a phrase", begin*, -without',
  hint: 'Finds what you and your agents said in any session, in any project, here or in a terminal.\nNarrow it with project:, agent:, role:, tool:, after:2026-01-31, before:2026-01-31. in:all also looks through thinking, tools and subagents.',
  filters: 'Filters',
  inAll: 'Tools and thinking, too',
  newFirst: 'Newest first',
  by: { user: 'By me', assistant: 'By agents', tool: 'Tools' },
  without: (filter: string) => `Remove the filter ${filter}`,
  searching: 'Searching…',
  count: (count: number, hasMore: boolean) =>
    hasMore ? `${count} hits and more` : plural(count, { one: '1 hit', other: `${count} hits` }),
  indexing: (done: number, total: number) => `${done} of ${total} sessions are indexed so far`,
  nothing: 'Nothing found.',
  nothingInWords: 'Nothing found in what was said.',
  lookInAll: 'Look through tools and thinking, too',
  hits: 'Hits',
  untitled: 'Untitled session',
  more: 'Show more',
  everywhere: 'Everywhere',
  everythingFor: (words: string) => `Search everything for “${words}”`,
  role: { user: 'You', assistant: 'Agent', system: 'Note' },
  kind: {
    title: 'Title',
    thinking: 'Thinking',
    tool_input: 'Tool call',
    tool_output: 'Tool output',
    notice: 'Note',
    document: 'Attachment'
  }
}
