/** The flags of browser mode, parsed once: `npm run serve -- --port 0 --data DIR --agent guide`. */
import { parseArgs } from 'node:util'
import { messageOf } from '../../shared/errors.ts'
import { KnownAgentId } from '../../shared/ids.ts'
import type { AgentId } from '../../shared/ids.ts'

export type HeadlessFlags =
  | {
      readonly kind: 'run'
      readonly port: number | null
      readonly data: string | null
      readonly agent: AgentId | null
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** `sentence` says which flag is wrong and what it takes. */
  | { readonly kind: 'wrong'; readonly sentence: string }

export const headlessHelp = `Usage: npm run serve -- [flags]

  --port N     port on 127.0.0.1; 0 takes any. Without it the port of the last start is tried first.
  --data DIR   folder for database, transcripts and settings. Same as SKEIN_DATA.
  --agent ID   agent for new sessions: claude, guide or acp:<name>.
  --version    print the version and end.
  --help       print this and end.

When ready, one line of JSON on standard output: {"url","token","pid"}.
Open url with #token=<token> in a browser. SIGTERM or Ctrl+C ends it cleanly.
`

export function parseHeadlessFlags(args: readonly string[]): HeadlessFlags {
  let values
  try {
    values = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        agent: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' }
      }
    }).values
  } catch (error) {
    return wrong(firstSentence(messageOf(error)))
  }
  if (values.help === true) return { kind: 'help' }
  if (values.version === true) return { kind: 'version' }
  const port = values.port === undefined ? null : portNumber(values.port)
  if (port === 'wrong') return wrong(`--port takes a number from 0 to 65535, not "${values.port}".`)
  if (values.data === '') return wrong('--data takes the path of a folder.')
  const agent = KnownAgentId.nullable().safeParse(values.agent ?? null)
  if (!agent.success) return wrong(`--agent takes claude, guide or acp:<name>, not "${values.agent}".`)
  return { kind: 'run', port, data: values.data ?? null, agent: agent.data }
}

function wrong(sentence: string): HeadlessFlags {
  return { kind: 'wrong', sentence: `${sentence} --help lists the flags.` }
}

function portNumber(text: string): number | 'wrong' {
  const port = Number(text)
  return /^\d+$/.test(text) && port < 65_536 ? port : 'wrong'
}

/** parseArgs adds advice on `--` after its first sentence that does not apply here. */
function firstSentence(text: string): string {
  const [first = text] = text.split(/\.\s/)
  return first.endsWith('.') ? first : `${first}.`
}
