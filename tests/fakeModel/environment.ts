/** What the real Claude Code is started with where the fake model stands for its service. */

/** Loopback alone, a key that opens nothing, and nobody else is told or asked. */
export function fakeModelEnvironment({ url }: { readonly url: string }): Record<string, string> {
  return {
    ANTHROPIC_BASE_URL: url,
    ANTHROPIC_API_KEY: 'dummy',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_TELEMETRY: '1',
    DISABLE_AUTOUPDATER: '1',
    DISABLE_ERROR_REPORTING: '1'
  }
}
