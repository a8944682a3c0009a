/**
 * What every git of ours starts with: the variables and settings under which it asks nobody, fetches nothing
 * and runs no program but itself. Pure. Used by `processGit.ts`.
 *
 * This is the second lock. The first is that git is never shown a folder's own configuration: see
 * `isolatedRepository.ts`. A key that git learns tomorrow is held by that one.
 */

/**
 * Bytes git may ask for at once. A pack, an index or a rules file that claims to be larger ends git, not the
 * machine; the index of a million files is a third of this.
 */
const LARGEST_ALLOCATION = '256m'

/** In front of every command. No value names a program of a folder; the empty ones take back what was named. */
export const harmless: readonly string[] = [
  '--no-pager',
  '--no-replace-objects',
  '--no-optional-locks',
  '--literal-pathspecs',
  ...settings({
    'safe.bareRepository': 'explicit',
    'protocol.allow': 'never',
    'core.fsmonitor': 'false',
    'core.hooksPath': '/dev/null',
    'core.attributesFile': '/dev/null',
    'core.pager': 'cat',
    'core.editor': ':',
    'core.askPass': '',
    'core.sshCommand': 'false',
    'core.gitProxy': '',
    'core.untrackedCache': 'false',
    'credential.helper': '',
    'sequence.editor': ':',
    'submodule.recurse': 'false',
    'diff.ignoreSubmodules': 'all',
    'log.showSignature': 'false',
    'gc.auto': '0',
    'maintenance.auto': 'false'
  })
]

function settings(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`])
}

/** Names that say which programs to use, whatever tool reads them. */
const namesProgram = /^(?:GIT_.*|SSH_ASKPASS.*|(?:GIT_)?PAGER|EDITOR|VISUAL|BROWSER|LESS(?:OPEN|CLOSE))$/iu

export type ConfigurationRead =
  /** Not even the person's own: what it names must not meet a folder nobody trusts. */
  | 'none'
  /** The person's and the system's, where no folder is looked at. */
  | 'persons'

/** `own` without what names programs or another repository, and with what keeps git to itself. */
export function gitEnvironment(
  own: NodeJS.ProcessEnv,
  configuration: ConfigurationRead
): Record<string, string> {
  const kept = Object.entries(own).flatMap(([name, value]) =>
    value === undefined || namesProgram.test(name) ? [] : [[name, value] as const]
  )
  return {
    ...Object.fromEntries(kept),
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_PROTOCOL_FROM_USER: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_ALLOC_LIMIT: LARGEST_ALLOCATION,
    GIT_PAGER: 'cat',
    PAGER: 'cat',
    GIT_EDITOR: ':',
    GIT_SEQUENCE_EDITOR: ':',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GIT_SSH_COMMAND: 'false',
    GIT_PROXY_COMMAND: '',
    GCM_INTERACTIVE: 'never',
    LC_ALL: 'C',
    ...(configuration === 'none' ? { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' } : null)
  }
}
