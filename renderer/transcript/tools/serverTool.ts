/** Tools of MCP servers are called `mcp__<server>__<tool>`. Pure. */

export interface ServerTool {
  readonly server: string
  readonly tool: string
}

/** As people read them: "github" and "create issue". Null for any other tool. */
export function serverTool(name: string): ServerTool | null {
  const [, server, tool] = /^mcp__(.+?)__(.+)$/.exec(name) ?? []
  if (server === undefined || tool === undefined) return null
  return { server: server.replaceAll('_', ' '), tool: tool.replaceAll('_', ' ') }
}
