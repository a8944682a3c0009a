/**
 * What a subagent reported, out of the frame that Claude Code puts around it for the model: who is speaking and what that
 * may not be taken for, the tools it used, how to go on with it, what it spent. Pure; used by `userRecord.ts`.
 * As Claude Code 2.1.330 writes it; every line of the report is indented by two spaces there.
 */

const FRAME =
  /^\s{0,4}(?:<tools-used-before-summary>[^<]{0,4000}<\/tools-used-before-summary>\s{0,8})?\[Subagent hand-back\] [^\n]{0,2000}\n/
const TAIL = /^agentId: |^<usage>/

/** The report alone; a text that is not framed so from its beginning to its end comes back as it is. */
export function reportIn(text: string): string {
  const [frame] = FRAME.exec(text) ?? []
  if (frame === undefined) return text
  const lines = text.slice(frame.length).split('\n')
  const tail = lines.findIndex((line) => TAIL.test(line))
  if (tail === -1) return text
  const report = lines.slice(0, tail)
  return report.map((line) => (line.startsWith('  ') ? line.slice(2) : line)).join('\n')
}
