/** What was seen, as findings: state, sentence, what helps. Pure; `doctor.ts` looks and asks here. */
import type { Finding } from '../../shared/doctor.ts'
import type { Failure } from '../../shared/errors.ts'
import type { AgentId } from '../../shared/ids.ts'
import type { AgentReadiness } from '../../shared/protocol.ts'
import type { AgentLogin } from '../agent/port.ts'
import { passedOver } from '../agent/transcriptHistory.ts'
import type { PassedOverCounts } from '../agent/transcriptHistory.ts'
import { formatBytes } from './formatBytes.ts'
import type { DoctorWords } from '../../shared/words/en/doctor.ts'

/** All but the id, which belongs to the check. */
export type FindingBody = Omit<Finding, 'id'>

const lowDiskBytes = 2_000_000_000
const fullDiskBytes = 200_000_000

export interface SeenAgent {
  readonly agent?: AgentId
  readonly name: string
  readonly readiness: AgentReadiness
  /** Whether a person may say where its program is. */
  readonly isProgram: boolean
  /** A command that installs it. */
  readonly install: string | null
}

export function tellAgent(
  { agent, name, readiness, isProgram, install }: SeenAgent,
  words: DoctorWords
): FindingBody {
  if (readiness.ready) {
    return told('ok', words.agentReady(name, readiness.version), readiness.path ?? '')
  }
  const { reason, remedy, why } = readiness
  const helps: Finding['actions'] = [
    ...(isProgram ? [{ kind: 'choose_program', ...(agent !== undefined && { agent }) } as const] : []),
    ...(install === null ? [] : [{ kind: 'copy', text: install } as const]),
    { kind: 'try_again' }
  ]
  return { ...told('bad', words.agentNotReady(name), `${reason} ${remedy}`, helps), ...(why && { why }) }
}

export interface SeenLogin {
  readonly name: string
  readonly login: AgentLogin
  /** What starts the program in a terminal; null when there is no program. */
  readonly command: string | null
}

export function tellLogin({ name, login, command }: SeenLogin, words: DoctorWords): FindingBody {
  const helps: Finding['actions'] = [
    ...(command === null ? [] : [{ kind: 'copy', text: command } as const]),
    { kind: 'open_settings' },
    { kind: 'try_again' }
  ]
  switch (login.kind) {
    case 'found':
      return told('ok', words.loggedIn(name), words.loginSources[login.source])
    case 'none':
      return told('warn', words.notLoggedIn(name), words.notLoggedInHelp, helps)
    case 'hidden':
      return told('unknown', words.loginHidden(name), words.loginHiddenHelp, helps)
  }
}

export type SeenShell =
  | { readonly kind: 'not_needed'; readonly path: string }
  | { readonly kind: 'missing'; readonly path: string }
  | { readonly kind: 'silent'; readonly shell: string; readonly path: string }
  | { readonly kind: 'answered'; readonly shell: string; readonly path: string }

export function tellShell(seen: SeenShell, words: DoctorWords): FindingBody {
  switch (seen.kind) {
    case 'not_needed':
      return told('ok', words.shellNotNeeded, seen.path)
    case 'missing':
      return told('warn', words.shellMissing, seen.path, [{ kind: 'choose_program' }])
    case 'silent':
      return told('warn', words.shellSilent(seen.shell), `${words.shellHelp}\n${seen.path}`, [
        { kind: 'choose_program' }
      ])
    case 'answered':
      return told('ok', words.shellAnswered, `${seen.shell}: ${seen.path}`)
  }
}

export interface SeenGit {
  readonly version: string | null
  readonly platform: NodeJS.Platform
}

export function tellGit({ version, platform }: SeenGit, words: DoctorWords): FindingBody {
  if (version !== null) return told('ok', words.gitFound(version))
  const install = { darwin: 'xcode-select --install', win32: 'winget install --id Git.Git -e' }
  switch (platform) {
    case 'darwin':
    case 'win32':
      return told('warn', words.gitMissing, '', [
        { kind: 'copy', text: install[platform] },
        { kind: 'try_again' }
      ])
    default:
      return told('warn', words.gitMissing, words.gitHelp, [{ kind: 'try_again' }])
  }
}

export interface SeenFolder {
  readonly path: string
  /** What the system said when it was written; null when all went well. */
  readonly trouble: string | null
  readonly bytes: number
  /** Whether everything in it was counted. */
  readonly isWhole: boolean
}

export function tellDataFolder(
  { path, trouble, bytes, isWhole }: SeenFolder,
  words: DoctorWords
): FindingBody {
  const open = { kind: 'open_folder', folder: 'data' } as const
  if (trouble !== null) {
    return told('bad', words.dataFolderNotWritable, `${path}\n${trouble}`, [open, { kind: 'try_again' }])
  }
  const size = words.dataFolderSize(formatBytes(bytes, words.language), isWhole)
  return told('ok', words.dataFolderWell, `${path}, ${size}`, [open])
}

/** Only what cannot be read may hold a session that a person could have; the rest is no fault of anybody. */
export function tellHistory(counts: PassedOverCounts, words: DoctorWords): FindingBody {
  const why = passedOver.flatMap((reason) =>
    counts[reason] === 0 ? [] : [words.passedOver[reason](counts[reason])]
  )
  const detail = why.join('\n')
  if (counts.unreadable === 0) return told('ok', words.historyWell, detail)
  return told('warn', words.historyUnread(counts.unreadable), detail, [{ kind: 'try_again' }])
}

export function tellDisk(freeBytes: number, words: DoctorWords): FindingBody {
  const size = formatBytes(freeBytes, words.language)
  const helps: Finding['actions'] = [{ kind: 'open_folder', folder: 'data' }, { kind: 'try_again' }]
  if (freeBytes < fullDiskBytes) return told('bad', words.diskFull(size), '', helps)
  if (freeBytes < lowDiskBytes) return told('warn', words.diskLow(size), '', helps)
  return told('ok', words.diskFree(size))
}

export function tellDatabase(trouble: Failure | null, words: DoctorWords): FindingBody {
  if (trouble === null) return told('ok', words.databaseWell)
  const { code, message, parameters } = trouble
  const helps: Finding['actions'] = [{ kind: 'open_folder', folder: 'data' }, { kind: 'try_again' }]
  return {
    ...told('bad', words.databaseTroubled, message, helps),
    why: parameters === undefined ? { code } : { code, parameters }
  }
}

export function tellPort(seen: { port: number; isUsual: boolean }, words: DoctorWords): FindingBody {
  return seen.isUsual
    ? told('ok', words.portWell(seen.port))
    : told('warn', words.portOther(seen.port), '', [{ kind: 'try_again' }])
}

export interface SeenLogs {
  readonly folder: string
  readonly trouble: string | null
}

export function tellLogs({ folder, trouble }: SeenLogs, words: DoctorWords): FindingBody {
  const open = { kind: 'open_folder', folder: 'logs' } as const
  if (trouble === null) return told('ok', words.logsWell, folder, [open])
  return told('warn', words.logsTroubled, `${folder}\n${trouble}`, [open, { kind: 'try_again' }])
}

export function tellCrashes(seen: { folder: string; count: number }, words: DoctorWords): FindingBody {
  if (seen.count === 0) return told('ok', words.noCrashes)
  return told('warn', words.someCrashes(seen.count), `${seen.folder}\n${words.crashesStay}`, [
    { kind: 'open_folder', folder: 'crashes' }
  ])
}

function told(
  state: Finding['state'],
  sentence: string,
  detail = '',
  actions: Finding['actions'] = []
): FindingBody {
  return { state, sentence, detail, actions }
}
