/** The tools of Codex, as its sessions name them: the one place where their names stand. Pure. */
import { factsOfRow } from '../toolMarks.ts'
import type { AgentTools, ToolRow } from '../toolMarks.ts'

const rows: Readonly<Record<string, ToolRow>> = {
  exec_command: { kind: 'command', subject: 'cmd' },
  shell_command: { kind: 'command', subject: 'command' },
  shell: { kind: 'command', subject: 'command' },
  local_shell: { kind: 'command', subject: 'command' },
  write_stdin: { kind: 'command', variant: 'output', subject: 'chars' },
  apply_patch: { kind: 'edit', subject: 'input' },
  view_image: { kind: 'read', subject: 'path' },
  web_search: { kind: 'fetch', variant: 'web', subject: 'query' }
}

export const codexTools: AgentTools = {
  factsOf: (name) => factsOfRow((Object.hasOwn(rows, name) ? rows[name] : undefined) ?? { kind: 'other' }),
  readResult: (result) => result
}
