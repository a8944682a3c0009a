/** The tools of Gemini CLI, as its sessions name them: the one place where their names stand. Pure. */
import { factsOfRow } from '../toolMarks.ts'
import type { AgentTools, ToolRow } from '../toolMarks.ts'

const rows: Readonly<Record<string, ToolRow>> = {
  run_shell_command: { kind: 'command', subject: 'command' },
  read_file: { kind: 'read', subject: 'file_path' },
  write_file: { kind: 'edit', variant: 'write', subject: 'file_path' },
  replace: { kind: 'edit', subject: 'file_path' },
  list_directory: { kind: 'search', variant: 'list', subject: 'dir_path' },
  glob: { kind: 'search', variant: 'find', subject: 'pattern' },
  grep_search: { kind: 'search', subject: 'pattern' },
  search_file_content: { kind: 'search', subject: 'pattern' },
  web_fetch: { kind: 'fetch', subject: 'prompt' },
  google_web_search: { kind: 'fetch', variant: 'web', subject: 'query' }
}

export const geminiTools: AgentTools = {
  factsOf: (name) => factsOfRow((Object.hasOwn(rows, name) ? rows[name] : undefined) ?? { kind: 'other' }),
  readResult: (result) => result
}
