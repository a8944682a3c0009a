import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../run.ts'
import { desktopRooms, pageRooms, serverRooms, sessionRooms, transcriptRooms } from './layers.ts'

const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('/') + 1)

test.each([
  ['electron', serverRooms],
  ['electron/desktop', desktopRooms],
  ['electron/session', sessionRooms],
  ['electron/transcript', transcriptRooms],
  ['renderer', pageRooms]
] as const)(
  'every folder of %s is a room of the table, and knows only rooms that do not know it',
  (top, rooms) => {
    const folders = readdirSync(join(root, top), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory()
    )
    const names = rooms.map(({ folder }) => nameOf(folder))
    expect(names.toSorted()).toEqual(
      folders
        .map(({ name }) => name)
        .filter((name) => name !== 'styles')
        .toSorted()
    )
    const knows = new Map(rooms.map(({ folder, may }) => [nameOf(folder), may]))
    const reach = (name: string, met: ReadonlySet<string>): string[] =>
      (knows.get(name) ?? []).flatMap((next) =>
        met.has(next) ? [next] : reach(next, new Set([...met, next]))
      )
    for (const name of names) expect([name, reach(name, new Set([name]))]).toEqual([name, []])
  }
)
