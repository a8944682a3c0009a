/** What the doctor says, in the language of the page that asks. The page has the words of its own buttons. */
import type { DoctorLanguage } from '../../../shared/doctor.ts'
import type { LoginSource } from '../../agent/port.ts'
import { de } from './de.ts'
import { en } from './en.ts'

export interface DoctorWords {
  readonly language: DoctorLanguage
  readonly noAnswer: (what: string, seconds: number) => string
  readonly couldNotLook: (what: string) => string
  readonly states: {
    readonly ok: string
    readonly warn: string
    readonly bad: string
    readonly unknown: string
  }

  readonly agent: (name: string) => string
  readonly agentReady: (name: string, version: string | null) => string
  readonly agentNotReady: (name: string) => string

  readonly login: (name: string) => string
  readonly loggedIn: (name: string) => string
  readonly loginSources: Readonly<Record<LoginSource, string>>
  readonly notLoggedIn: (name: string) => string
  readonly notLoggedInHelp: string
  readonly loginHidden: (name: string) => string
  readonly loginHiddenHelp: string

  readonly shell: string
  readonly shellAnswered: string
  readonly shellNotNeeded: string
  readonly shellMissing: string
  readonly shellSilent: (shell: string) => string
  readonly shellHelp: string

  readonly git: string
  readonly gitFound: (version: string) => string
  readonly gitMissing: string
  readonly gitHelp: string

  readonly dataFolder: string
  readonly dataFolderWell: string
  readonly dataFolderNotWritable: string
  readonly dataFolderSize: (size: string, isWhole: boolean) => string

  readonly disk: string
  readonly diskFree: (size: string) => string
  readonly diskLow: (size: string) => string
  readonly diskFull: (size: string) => string

  readonly database: string
  readonly databaseWell: string
  readonly databaseTroubled: string

  readonly port: string
  readonly portWell: (port: number) => string
  readonly portOther: (port: number) => string

  readonly logs: string
  readonly logsWell: string
  readonly logsTroubled: string

  readonly crashes: string
  readonly noCrashes: string
  readonly someCrashes: (count: number) => string
  readonly crashesStay: string

  readonly report: {
    readonly title: string
    readonly versions: string
    readonly findings: string
    readonly problems: string
    readonly settings: string
    readonly dumps: string
    readonly log: (lines: number) => string
    readonly none: string
    readonly masked: string
  }
}

export function doctorWords(language: DoctorLanguage): DoctorWords {
  return { en, de }[language]
}
