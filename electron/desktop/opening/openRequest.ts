/**
 * What is asked of Skein from outside, parsed once: a command line, a file the system hands over, a `skein://`
 * link. Whatever it says, it can only open. Pure; carried out by openFromSystem.ts.
 */
import { posix, win32 } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ProjectId, SessionId } from '../../../shared/ids.ts'

/** Why something is not opened; words/opening.ts has the sentences. */
type Refused = 'too-long' | 'several' | 'bad-path' | 'bad-link' | 'unknown-parameter' | 'bad-id'

export type OpenRequest =
  /** A person named this folder (full path): it becomes a project when it is none. */
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'link'; readonly link: LinkedPage }
  | { readonly kind: 'new-session' }
  /** Skein was started and nothing was named: the person looks for it. */
  | { readonly kind: 'app' }
  | { readonly kind: 'refused'; readonly why: Refused }

/** A link may come from anybody: a folder that is no project yet is asked about. */
export type LinkedPage =
  | { readonly kind: 'project'; readonly project: LinkedProject }
  | { readonly kind: 'session'; readonly session: SessionId; readonly project: LinkedProject | null }

export type LinkedProject =
  { readonly kind: 'id'; readonly id: ProjectId } | { readonly kind: 'path'; readonly path: string }

/** Linux allows paths of 4,096 bytes, Windows of 32,767; nobody links to longer ones. */
const LONGEST = 8_192
export const linkProtocol = 'skein'
const SCHEME = /^skein:/iu
/** Chosen in the jump list of Windows. Makes an empty session, as the page's own button would. */
export const newSessionSwitch = '--new-session'

export interface CommandLine {
  /** With the program itself first, as `process.argv` is. */
  readonly argv: readonly string[]
  /** The caller's folder: paths are relative to it. */
  readonly cwd: string
  /** While developing, the app's own folder is named before everything else. */
  readonly isPackaged: boolean
  readonly platform?: NodeJS.Platform
}

/** `skein [folder or link]`; switches are Chromium's and Electron's, after `--` nothing is a switch. */
export function requestOfArguments(line: CommandLine): OpenRequest {
  const { argv, cwd, isPackaged, platform = process.platform } = line
  const { named, wantsSession } = readArguments(argv.slice(1))
  const [asked, ...others] = named.slice(isPackaged ? 0 : 1)
  if (others.length > 0) return refused('several')
  if (asked === undefined) return { kind: wantsSession ? 'new-session' : 'app' }
  if (SCHEME.test(asked)) return requestOfLink(asked, platform)
  if (/^file:/iu.test(asked)) return readFileUrl(asked, platform)
  return requestOfPath(asked, cwd, platform)
}

interface Arguments {
  readonly named: readonly string[]
  readonly wantsSession: boolean
}

function readArguments(args: readonly string[]): Arguments {
  const end = args.indexOf('--')
  const before = end === -1 ? args : args.slice(0, end)
  const after = end === -1 ? [] : args.slice(end + 1)
  const takesNext = (arg: string | undefined): boolean => arg === '-r' || arg === '--require'
  const named = before.filter((arg, index) => !arg.startsWith('-') && !takesNext(before[index - 1]))
  return {
    named: [...named, ...after].filter((arg) => arg !== ''),
    wantsSession: before.includes(newSessionSwitch)
  }
}

/** A folder as a person, or the system for a person, names it. */
export function requestOfPath(
  path: string,
  cwd: string,
  platform: NodeJS.Platform = process.platform
): OpenRequest {
  if (path.length > LONGEST) return refused('too-long')
  if (hasControls(path)) return refused('bad-path')
  return { kind: 'folder', path: pathsOf(platform).resolve(cwd, path) }
}

function readFileUrl(text: string, platform: NodeJS.Platform): OpenRequest {
  if (text.length > LONGEST) return refused('too-long')
  const url = URL.parse(text)
  if (url === null || url.host !== '') return refused('bad-path')
  try {
    return requestOfPath(fileURLToPath(url, { windows: platform === 'win32' }), '/', platform)
  } catch {
    return refused('bad-path') // an escaped slash, or no drive
  }
}

/** `skein://open?project=<id or full path>&session=<id>`, each at most once. */
export function requestOfLink(text: string, platform: NodeJS.Platform = process.platform): OpenRequest {
  if (text.length > LONGEST) return refused('too-long')
  if (hasControls(text)) return refused('bad-link')
  const url = URL.parse(text)
  if (url === null || !isOpenAddress(url)) return refused('bad-link')
  const names = [...url.searchParams.keys()]
  if (names.some((name) => name !== 'project' && name !== 'session')) return refused('unknown-parameter')
  if (new Set(names).size !== names.length) return refused('bad-link')

  const project = readProject(url.searchParams.get('project'), platform)
  if (project === 'bad-path') return refused('bad-path')
  const named = url.searchParams.get('session')
  if (named === null) {
    return project === null ? { kind: 'app' } : { kind: 'link', link: { kind: 'project', project } }
  }
  const session = SessionId.safeParse(named)
  if (!session.success) return refused('bad-id')
  return { kind: 'link', link: { kind: 'session', session: session.data, project } }
}

function isOpenAddress({ protocol, username, password, host, pathname, hash }: URL): boolean {
  const isBare = username === '' && password === '' && hash === ''
  return protocol === 'skein:' && host.toLowerCase() === 'open' && /^\/?$/u.test(pathname) && isBare
}

function readProject(named: string | null, platform: NodeJS.Platform): LinkedProject | null | 'bad-path' {
  if (named === null) return null
  const id = ProjectId.safeParse(named)
  if (id.success) return { kind: 'id', id: id.data }
  const paths = pathsOf(platform)
  const isPlain = paths.isAbsolute(named) && !hasControls(named) && !named.split(/[\\/]/u).includes('..')
  // To look at a folder on a foreign machine, Windows would first send it the person's credentials.
  const isRemote = platform === 'win32' && /^[\\/]{2}/u.test(named)
  const hasDrive = platform !== 'win32' || /^[a-z]:[\\/]/iu.test(named)
  return isPlain && hasDrive && !isRemote ? { kind: 'path', path: paths.normalize(named) } : 'bad-path'
}

function pathsOf(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix
}

/** NUL ends a path for the system, and no line break belongs in one that is shown to a person. */
function hasControls(text: string): boolean {
  return /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text)
}

function refused(why: Refused): OpenRequest {
  return { kind: 'refused', why }
}
