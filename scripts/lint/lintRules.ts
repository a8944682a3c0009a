/**
 * The linter's file, made of the rules for all code (`everywhere.json`) and the table of who may import whom
 * (`layers.ts`). Pure; `writeLintRules.ts` writes it.
 */
import everywhere from './everywhere.json' with { type: 'json' }
import {
  desktopRooms,
  drawingRooms,
  ownedPackages,
  pageRooms,
  roomsOfProcesses,
  serverRooms,
  sessionRooms,
  transcriptRooms
} from './layers.ts'
import type { OwnedPackage, Room } from './layers.ts'

interface Pattern {
  readonly regex: string
  readonly message: string
}

interface Override {
  readonly files: readonly string[]
  readonly excludeFiles?: readonly string[]
  readonly rules: Readonly<Record<string, unknown>>
}

const tests = ['**/*.test.ts', '**/*.test.tsx']
/** The app itself never needs these. */
const aroundTheApp = ['scripts', 'tests']

export function lintRules(): Readonly<Record<string, unknown>> {
  return { ...everywhere, overrides: [...everywhere.overrides, ...layers()] }
}

function layers(): Override[] {
  return [
    shared(),
    serverRoot(),
    ...serverRooms.flatMap(serverRoom),
    ...[desktopRooms, sessionRooms, transcriptRooms].flatMap((rooms) =>
      rooms.map((room) => roomWithin(room, rooms))
    ),
    preload(),
    wholePage(),
    ...pageRooms.map(pageRoom)
  ]
}

function restricted(
  files: readonly string[],
  patterns: readonly Pattern[],
  except: readonly string[] = []
): Override {
  return {
    files,
    excludeFiles: [...except, ...tests],
    rules: { 'eslint/no-restricted-imports': ['error', { patterns }] }
  }
}

function shared(): Override {
  return restricted(
    ['shared/**'],
    [
      { regex: '^([^.z]|z[^o]|zo[^d]|zod.)', message: 'shared/ imports zod and nothing else.' },
      {
        regex: '^(\\.\\./)+(electron|renderer|scripts|tests)/',
        message: 'shared/ imports nothing outside itself.'
      }
    ]
  )
}

/** What puts the server together, and the files everything in it may use. */
function serverRoot(): Override {
  return restricted(
    ['electron/*.ts'],
    [
      ...notOwned([]),
      folders(['renderer', ...aroundTheApp], 'The server imports shared/ and electron/ only.')
    ],
    ['electron/main.ts', 'electron/preload.ts']
  )
}

function serverRoom(room: Room): Override[] {
  const foreign = foreignTo(room)
  const owns = room.owns ?? []
  if (!roomsOfProcesses.includes(room.folder)) {
    return [restricted(filesOf(room), [...notOwned(owns), foreign])]
  }
  const starters = `${room.folder}/**/process*.ts`
  return [
    restricted([`${room.folder}/**`], [...notOwned(owns), foreign], [starters]),
    restricted([starters], [...notOwned([...owns, 'child_process']), foreign])
  ]
}

function foreignTo(room: Room): Pattern {
  return folders([...others(serverRooms, room), 'renderer', ...aroundTheApp], room.because)
}

/** A room within a room: what holds for that one, and the rooms beside it. */
function roomWithin(room: Room, rooms: readonly Room[]): Override {
  const around = serverRooms.filter(({ folder }) => room.folder.startsWith(`${folder}/`))
  const owns = around.flatMap((outer) => outer.owns ?? [])
  const beside = folders(others(rooms, room), room.because)
  return restricted([`${room.folder}/**`], [...notOwned(owns), ...around.map(foreignTo), beside])
}

/** The shell's composition root stands beside its folder, and may no more. */
function filesOf({ folder }: Room): string[] {
  return folder === 'electron/desktop' ? ['electron/main.ts', `${folder}/**`] : [`${folder}/**`]
}

function preload(): Override {
  return restricted(
    ['electron/preload.ts'],
    [
      {
        regex: '^([^.e]|e[^l]|electron.|\\./|\\.\\./[^s])',
        message: 'A sandboxed preload imports electron and shared/ only.'
      }
    ]
  )
}

function pageRoom(room: Room): Override {
  const name = nameOf(room)
  return restricted(
    [`${room.folder}/**`],
    [
      ...ofThePage,
      folders(others(pageRooms, room), room.because),
      ...(drawingRooms.includes(name) ? [neverTheSocket] : []),
      ...(name === 'connection' ? [neverReact] : [])
    ]
  )
}

const notTheApps = 'The app never imports tests or scripts.'

/** Tests of the page too; they alone may know what all tests share. */
function wholePage(): Override {
  const patterns = [
    ...runsElsewhere,
    { regex: '(^|/)(scripts/|tests/([^s]|s[^u]))', message: `${notTheApps} Tests share tests/support.` }
  ]
  return { files: ['renderer/**'], rules: { 'eslint/no-restricted-imports': ['error', { patterns }] } }
}

const runsElsewhere: readonly Pattern[] = [
  folders(['electron'], 'The page reaches Electron only through window.skein.'),
  {
    regex: '^(node:|ws$|better-sqlite3$|pino$|@anthropic-ai/)',
    message: 'This runs in the server, not in the page.'
  }
]
const ofThePage: readonly Pattern[] = [...runsElsewhere, folders(aroundTheApp, notTheApps)]
const neverTheSocket: Pattern = {
  regex: '(^|/)connection/[^/]*[sS]ocket',
  message: 'Components never see the socket: use the hook or the store.'
}
const neverReact: Pattern = {
  regex: '^(react|react-dom|react-router|zustand|@base-ui)(/|$)|\\.tsx$',
  message: 'The socket never sees React: connection/ is framework-free.'
}

/** Whatever stands in one of these folders. */
function folders(names: readonly string[], message: string): Pattern {
  return { regex: `(^|/)(${names.join('|')})/`, message }
}

function notOwned(owned: readonly OwnedPackage[]): Pattern[] {
  return Object.entries(ownedPackages).flatMap(([name, pattern]) =>
    owned.some((own) => own === name) ? [] : [pattern]
  )
}

/** The rooms beside this one that it may not know. */
function others(rooms: readonly Room[], room: Room): string[] {
  return rooms.map(nameOf).filter((name) => name !== nameOf(room) && !room.may.includes(name))
}

function nameOf({ folder }: Room): string {
  return folder.slice(folder.lastIndexOf('/') + 1)
}
