/** What the doctor says, in the language of the page that asks. The page has the words of its own buttons. */
import { plural } from './plural.ts'

export interface DoctorWords {
  /** Its code, for `Intl`. */
  readonly language: string
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
  readonly loginSources: Readonly<
    Record<'kept_key' | 'environment' | 'cloud' | 'key_helper' | 'account', string>
  >
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

  readonly history: string
  readonly historyWell: string
  readonly historyUnread: (count: number) => string
  readonly passedOver: Readonly<
    Record<'unreadable' | 'no_folder' | 'empty' | 'not_a_session', (count: number) => string>
  >

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

export const doctor: DoctorWords = {
  language: 'en',
  noAnswer: (what, seconds) => `${what}: no answer within ${seconds} seconds.`,
  couldNotLook: (what) => `${what}: Skein could not look.`,
  states: { ok: 'well', warn: 'note', bad: 'trouble', unknown: 'not known' },

  agent: (name) => name,
  agentReady: (name, version) => (version === null ? `${name} is ready.` : `${name} ${version} is ready.`),
  agentNotReady: (name) => `${name} cannot be used on this machine yet.`,

  login: (name) => `The login of ${name}`,
  loggedIn: (name) => `${name} has a login.`,
  loginSources: {
    kept_key: 'An API key that Skein keeps, encrypted.',
    environment: 'A key or token in the environment Skein was started in, or of your login shell.',
    cloud: 'A cloud provider, chosen in the environment.',
    key_helper: 'A program of its settings that hands out keys.',
    account: 'The account it was logged in with.'
  },
  notLoggedIn: (name) => `No login of ${name} was found on this machine.`,
  notLoggedInHelp:
    'Run the program in a terminal and log in with /login, or keep an API key in the settings.',
  loginHidden: (name) => `Whether ${name} is logged in cannot be seen from here.`,
  loginHiddenHelp:
    'It keeps its login in the keychain, where Skein does not look. If a session says it is not logged in, run the program in a terminal and type /login.',

  shell: 'The login shell',
  shellAnswered: 'Programs are found as in your terminal: the login shell told its PATH.',
  shellNotNeeded: 'Programs are found as in your terminal.',
  shellMissing: 'No login shell is set, so programs are looked for on Skein’s own PATH only.',
  shellSilent: (shell) =>
    `${shell} did not tell its PATH, so programs are looked for on Skein’s own PATH only.`,
  shellHelp:
    'A question or an endless command in its start files is the usual cause. Mend it and start Skein again, or choose the agent’s program yourself.',

  git: 'Git',
  gitFound: (version) => `Git ${version} is there.`,
  gitMissing:
    'Git was not found. Everything works without it, but files that a project ignores are listed too.',
  gitHelp: 'Install it with your system’s package manager, then start Skein again.',

  dataFolder: 'The data folder',
  dataFolderWell: 'The data folder can be written.',
  dataFolderNotWritable: 'The data folder cannot be written, so nothing new is kept.',
  dataFolderSize: (size, isWhole) => (isWhole ? size : `more than ${size}`),

  disk: 'The disk',
  diskFree: (size) => `${size} are free on the disk of the data folder.`,
  diskLow: (size) => `Only ${size} are free on the disk of the data folder. Free some space soon.`,
  diskFull: (size) => `The disk of the data folder is full: ${size} are free. Free some space now.`,

  history: 'The sessions on this machine',
  historyWell: 'Every session on this machine is listed.',
  historyUnread: (count) =>
    plural(count, {
      one: 'One transcript cannot be read, so its session is not listed.',
      other: `${count} transcripts cannot be read, so their sessions are not listed.`
    }),
  passedOver: {
    unreadable: (count) => `could not be read: ${count} (the log says which)`,
    no_folder: (count) => `name no folder they belong to: ${count}`,
    empty: (count) => `nobody said anything in them: ${count}`,
    not_a_session: (count) => `parts of other sessions: ${count}`
  },

  database: 'The database',
  databaseWell: 'The database works.',
  databaseTroubled: 'The database does not work.',

  port: 'The port',
  portWell: (port) => `Skein listens on port ${port}, for this machine only.`,
  portOther: (port) => `The usual port is used by another program; this time Skein listens on ${port}.`,

  logs: 'The log',
  logsWell: 'The log is written. It holds no text of your messages and no keys.',
  logsTroubled: 'The log cannot be written to its folder.',

  crashes: 'Crash dumps',
  noCrashes: 'No crash dumps are kept.',
  someCrashes: (count) =>
    plural(count, { one: 'One crash dump is kept.', other: `${count} crash dumps are kept.` }),
  crashesStay: 'They stay on this machine. They hold parts of memory: give them to people you trust only.',

  report: {
    title: 'Skein diagnostics',
    versions: 'Versions',
    findings: 'What the doctor found',
    problems: 'What the app tells of itself',
    settings: 'Settings',
    dumps: 'Crash dumps',
    log: (lines) => `The last ${lines} lines of the log`,
    none: 'none',
    masked:
      'The home folder is written ~, and what looks like a key or a token was taken out. Read it before you give it away.'
  }
}
