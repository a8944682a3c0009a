/**
 * Whether Claude Code is logged in, told by what lies on this machine: no request is made and no secret is read
 * further than to see that it is there. Called by `claudeAgent.ts` for the doctor.
 */
import path from 'node:path'
import { z } from 'zod'
import { parseJson } from '../../../shared/parseJson.ts'
import { readForeignFile } from '../../machine/readForeignFile.ts'
import type { AgentLogin } from '../port.ts'
import type { Environment } from '../processLoginShell.ts'

export interface LoginSearch {
  /** Our own and the login shell's, as the agent is given them. */
  readonly env: Environment
  /** Names of the variables that Skein keeps for it. */
  readonly kept: readonly string[]
  readonly home: string
  readonly platform: NodeJS.Platform
  /** The text of a file, null when there is none; a test gives its own. */
  readonly read?: (file: string) => Promise<string | null>
}

/** Claude Code keeps a history of prompts in `~/.claude.json`. */
const MOST_BYTES = 64 * 1024 * 1024

const cloudSwitches = ['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_USE_FOUNDRY']
const keyVariables = ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN']

const Settings = z.object({ apiKeyHelper: z.string().min(1) })
const Credentials = z.object({ claudeAiOauth: z.object({ accessToken: z.string().min(1) }) })
/** `~/.claude.json`: the account, or a key of the console. */
const Account = z.union([
  z.object({ oauthAccount: z.object({}) }),
  z.object({ primaryApiKey: z.string().min(1) })
])

export async function findLogin(search: LoginSearch): Promise<AgentLogin> {
  const { env, kept, home, platform, read = readIfThere } = search
  const isSet = (name: string): boolean => (env[name] ?? '') !== ''
  if (cloudSwitches.some(isSet)) return { kind: 'found', source: 'cloud' }
  if (keyVariables.some((name) => kept.includes(name))) return { kind: 'found', source: 'kept_key' }
  if (keyVariables.some(isSet)) return { kind: 'found', source: 'environment' }

  const configured = env['CLAUDE_CONFIG_DIR'] ?? ''
  const folder = configured === '' ? path.join(home, '.claude') : configured
  const holds = async (file: string, shape: z.ZodType): Promise<boolean> =>
    shape.safeParse(parseJson(await read(file))).success
  if (await holds(path.join(folder, 'settings.json'), Settings))
    return { kind: 'found', source: 'key_helper' }
  const account = path.join(configured === '' ? home : folder, '.claude.json')
  if (
    (await holds(path.join(folder, '.credentials.json'), Credentials)) ||
    // Left there by a login; on a Mac the token itself is in the keychain.
    (await holds(account, Account))
  ) {
    return { kind: 'found', source: 'account' }
  }
  return { kind: platform === 'darwin' ? 'hidden' : 'none' }
}

/** Not there, or not ours to read: either way it tells nothing of a login. */
async function readIfThere(file: string): Promise<string | null> {
  const found = await readForeignFile(file, { mostBytes: MOST_BYTES, followsLinks: true })
  return found.kind === 'bytes' && found.isWhole ? found.bytes.toString('utf8') : null
}
