/** Transcripts as a terminal leaves them, for tests of sessions nobody began in Skein. */

/** The id of a session of a terminal. */
export const terminalId = (n: number): string => `0a0a0a0a-0000-4000-8000-${String(n).padStart(12, '0')}`

interface Said {
  readonly cwd: string
  readonly words?: string
  readonly at?: string
  readonly more?: object
}

/** One line of a person's, one of the agent's. */
export function said({
  cwd,
  words = 'Mend the fence',
  at = '2026-03-01T10:00:00.000Z',
  more = {}
}: Said): string {
  const base = { cwd, timestamp: at, gitBranch: 'main', entrypoint: 'cli', version: '2.1.330', ...more }
  const user = { type: 'user', uuid: `u-${at}`, parentUuid: null, message: { role: 'user', content: words } }
  const answer = {
    type: 'assistant',
    uuid: `a-${at}`,
    parentUuid: `u-${at}`,
    message: {
      id: `m-${at}`,
      role: 'assistant',
      model: 'claude-sonnet-4-5',
      content: [{ type: 'text', text: 'Done.' }],
      usage: { input_tokens: 10, output_tokens: 5 }
    }
  }
  return [user, answer].map((line) => `${JSON.stringify({ ...base, ...line })}\n`).join('')
}
