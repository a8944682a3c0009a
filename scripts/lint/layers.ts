/**
 * Who may import whom: for each room of the house the rooms it may know. What is not named here it may not import;
 * `shared` everybody may. `lintRules.ts` makes rules of it.
 */

export interface Room {
  /** The folder, from the root of the house. */
  readonly folder: string
  /** Rooms beside it, by their last name. */
  readonly may: readonly string[]
  /** Why the others may not be known, as whoever breaks the rule reads it. */
  readonly because: string
  /** Packages with an owner that this room owns. */
  readonly owns?: readonly OwnedPackage[]
}

/** Packages that one room alone may import. */
export type OwnedPackage = 'electron' | 'better-sqlite3' | 'ws' | 'child_process'

export const ownedPackages: Readonly<
  Record<OwnedPackage, { readonly regex: string; readonly message: string }>
> = {
  electron: {
    regex: '^electron(/|$)',
    message:
      "'electron' is imported in main.ts, preload.ts and desktop/ only: everything else also runs in plain Node."
  },
  'better-sqlite3': {
    regex: '^better-sqlite3$',
    message: 'better-sqlite3 is imported in store/ and by what the worker of history runs only.'
  },
  ws: { regex: '^ws$', message: 'ws is imported in server/ only.' },
  child_process: {
    regex: '^((node:)?child_process|cross-spawn)$',
    message:
      'Child processes are started in agent/**/process*.ts, git/process*.ts and files/process*.ts only.'
  }
}

/** Files in these rooms whose names begin with `process` may start programs. */
export const roomsOfProcesses: readonly string[] = ['electron/agent', 'electron/files', 'electron/git']

const knowsTheServer = 'The desktop shell knows the server by createServer and nothing behind it.'

export const serverRooms: readonly Room[] = [
  {
    folder: 'electron/desktop',
    may: ['agent', 'doctor', 'launch', 'machine', 'server'],
    owns: ['electron'],
    because: knowsTheServer
  },
  {
    folder: 'electron/server',
    may: ['agent', 'doctor', 'export', 'files', 'session'],
    owns: ['ws'],
    because: 'server/ imports session/ and what is below it.'
  },
  {
    folder: 'electron/session',
    may: ['agent', 'history', 'transcript', 'store', 'files', 'machine', 'export'],
    because: 'session/ imports agent/, history/, transcript/, store/ and shared/.'
  },
  {
    folder: 'electron/agent',
    may: ['transcript', 'machine'],
    because: 'An agent knows its port and transcript/, never who drives it.'
  },
  {
    folder: 'electron/history',
    may: ['agent', 'machine', 'transcript'],
    owns: ['better-sqlite3'],
    because: 'history/ knows sessions nobody here began; who shows them is no concern of its own.'
  },
  {
    folder: 'electron/doctor',
    may: ['agent', 'export', 'git', 'machine'],
    because: 'doctor/ looks at agents, folders and files; who asks it is no concern of its own.'
  },
  {
    folder: 'electron/export',
    may: ['transcript'],
    because: 'export/ makes documents of messages; it imports transcript/ and shared/ only.'
  },
  {
    folder: 'electron/transcript',
    may: ['machine'],
    because: 'transcript/ reads files; it imports machine/ and shared/ only.'
  },
  {
    folder: 'electron/store',
    may: ['machine'],
    owns: ['better-sqlite3'],
    because: 'store/ keeps rows; it imports machine/ and shared/ only.'
  },
  {
    folder: 'electron/files',
    may: ['git', 'machine'],
    because: 'files/ knows folders and files; it imports git/, machine/ and shared/ only.'
  },
  {
    folder: 'electron/git',
    may: ['machine'],
    because: 'git/ knows repositories; it imports machine/ and shared/ only.'
  },
  {
    folder: 'electron/launch',
    may: ['machine'],
    because: 'launch/ is what happens before the server exists; it imports none of it.'
  },
  {
    folder: 'electron/machine',
    may: [],
    because: 'machine/ tells what this machine may be trusted with; it imports shared/ only.'
  }
]

const aroundTheWindows =
  'The desktop app is windows, what they are given, and what the system is told: no room knows one that is made of it.'

/** The rooms of `electron/desktop`; `startDesktop.ts` beside them puts them together. */
export const desktopRooms: readonly Room[] = [
  { folder: 'electron/desktop/keys', may: [], because: aroundTheWindows },
  { folder: 'electron/desktop/crashes', may: [], because: aroundTheWindows },
  { folder: 'electron/desktop/windows', may: ['crashes'], because: aroundTheWindows },
  { folder: 'electron/desktop/context', may: ['windows'], because: aroundTheWindows },
  { folder: 'electron/desktop/opening', may: ['context'], because: aroundTheWindows },
  { folder: 'electron/desktop/telling', may: ['context'], because: aroundTheWindows },
  { folder: 'electron/desktop/quitting', may: ['context'], because: aroundTheWindows },
  { folder: 'electron/desktop/updates', may: ['context'], because: aroundTheWindows },
  { folder: 'electron/desktop/menus', may: ['context', 'opening'], because: aroundTheWindows }
]

const whatItIsMadeOf = 'A session is decided, then read, then lived in: no room knows one that is made of it.'

/** The rooms of `electron/session`, from what is decided to what is asked of a session beside its turns. */
export const sessionRooms: readonly Room[] = [
  { folder: 'electron/session/decide', may: [], because: whatItIsMadeOf },
  { folder: 'electron/session/past', may: ['decide'], because: whatItIsMadeOf },
  { folder: 'electron/session/live', may: ['decide', 'past'], because: whatItIsMadeOf },
  { folder: 'electron/session/recovery', may: ['decide', 'live', 'past'], because: whatItIsMadeOf },
  {
    folder: 'electron/session/catalog',
    may: ['decide', 'live', 'past', 'recovery'],
    because: whatItIsMadeOf
  },
  {
    folder: 'electron/session/acts',
    may: ['catalog', 'decide', 'live', 'past', 'recovery'],
    because: whatItIsMadeOf
  }
]

const onlyOlderRooms =
  'Reading a transcript goes from lines to records, from records to pages: no room knows one that is made of it.'

/** The rooms of `electron/transcript`, from what everything is made of to what is made of it. */
export const transcriptRooms: readonly Room[] = [
  { folder: 'electron/transcript/lines', may: [], because: onlyOlderRooms },
  { folder: 'electron/transcript/record', may: [], because: onlyOlderRooms },
  { folder: 'electron/transcript/write', may: ['lines', 'record'], because: onlyOlderRooms },
  { folder: 'electron/transcript/find', may: ['lines', 'record'], because: onlyOlderRooms },
  { folder: 'electron/transcript/page', may: ['lines', 'record'], because: onlyOlderRooms },
  { folder: 'electron/transcript/branch', may: ['find', 'lines', 'page', 'record'], because: onlyOlderRooms },
  { folder: 'electron/transcript/count', may: ['lines', 'page', 'record'], because: onlyOlderRooms }
]

const belowThePages = 'A part of the page knows what it is made of, not what it is put into.'

/** The page, from what everything is made of to what holds everything. */
export const pageRooms: readonly Room[] = [
  { folder: 'renderer/strings', may: [], because: belowThePages },
  {
    folder: 'renderer/connection',
    may: ['strings'],
    because: 'The socket never sees React: connection/ is framework-free, and knows no part of the page.'
  },
  { folder: 'renderer/stores', may: ['connection', 'strings'], because: belowThePages },
  { folder: 'renderer/ui', may: ['stores', 'strings'], because: belowThePages },
  { folder: 'renderer/hooks', may: ['connection', 'stores', 'strings'], because: belowThePages },
  { folder: 'renderer/keys', may: ['connection', 'stores', 'strings', 'ui'], because: belowThePages },
  { folder: 'renderer/panes', may: ['connection', 'stores', 'strings', 'ui'], because: belowThePages },
  { folder: 'renderer/open', may: ['connection', 'stores', 'strings', 'ui'], because: belowThePages },
  { folder: 'renderer/meters', may: ['stores', 'strings', 'ui'], because: belowThePages },
  { folder: 'renderer/updates', may: ['connection', 'strings', 'ui'], because: belowThePages },
  { folder: 'renderer/vault', may: ['connection', 'stores', 'strings', 'ui'], because: belowThePages },
  {
    folder: 'renderer/transcript',
    may: ['connection', 'keys', 'stores', 'strings', 'ui'],
    because: belowThePages
  },
  { folder: 'renderer/permission', may: ['keys', 'strings', 'transcript', 'ui'], because: belowThePages },
  { folder: 'renderer/composer', may: ['hooks', 'keys', 'stores', 'strings', 'ui'], because: belowThePages },
  {
    folder: 'renderer/trust',
    may: ['keys', 'permission', 'stores', 'strings', 'transcript', 'ui'],
    because: belowThePages
  },
  {
    folder: 'renderer/steering',
    may: ['connection', 'keys', 'stores', 'strings', 'transcript', 'ui'],
    because: belowThePages
  },
  {
    folder: 'renderer/doctor',
    may: ['connection', 'hooks', 'stores', 'strings', 'ui'],
    because: belowThePages
  },
  {
    folder: 'renderer/search',
    may: ['connection', 'hooks', 'stores', 'strings', 'transcript', 'ui'],
    because: belowThePages
  },
  {
    folder: 'renderer/usage',
    may: ['connection', 'hooks', 'meters', 'stores', 'strings', 'ui'],
    because: belowThePages
  },
  {
    folder: 'renderer/sidebar',
    may: ['keys', 'steering', 'stores', 'strings', 'trust', 'ui', 'updates'],
    because: belowThePages
  },
  {
    folder: 'renderer/home',
    may: ['connection', 'keys', 'sidebar', 'stores', 'strings', 'ui'],
    because: belowThePages
  },
  {
    folder: 'renderer/notify',
    may: ['connection', 'sidebar', 'stores', 'strings', 'transcript'],
    because: belowThePages
  },
  {
    folder: 'renderer/palette',
    may: ['keys', 'search', 'sidebar', 'stores', 'strings', 'ui'],
    because: belowThePages
  },
  {
    folder: 'renderer/pages',
    may: [
      'composer',
      'connection',
      'doctor',
      'home',
      'hooks',
      'keys',
      'meters',
      'palette',
      'panes',
      'permission',
      'sidebar',
      'steering',
      'stores',
      'strings',
      'transcript',
      'trust',
      'ui',
      'usage',
      'vault'
    ],
    because: 'Settings, notices and updates are put beside the pages, in App.tsx.'
  },
  {
    folder: 'renderer/settings',
    may: [
      'connection',
      'doctor',
      'hooks',
      'keys',
      'notify',
      'pages',
      'stores',
      'strings',
      'transcript',
      'ui',
      'updates',
      'usage',
      'vault'
    ],
    because: belowThePages
  }
]

/** Parts of the page that draw: of the connection they know what the page was told, never the socket. */
export const drawingRooms: readonly string[] = [
  'pages',
  'transcript',
  'composer',
  'permission',
  'sidebar',
  'ui'
]
