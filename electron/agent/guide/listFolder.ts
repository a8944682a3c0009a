/** The guide's `list`: the entries of one folder of the project. */
import type { Dirent } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { fileTrouble, projectPath } from './projectPath.ts'
import { failedBecause } from './toolCall.ts'
import type { ToolOutcome } from './toolCall.ts'
import { en } from './words/en.ts'
import type { GuideWords } from './words/words.ts'

const mostEntries = 500
/** Of a folder with more, nobody counts the rest. */
const mostCounted = 20_000

/** Folders first, each with a slash. Never rejects. */
export async function listFolder(cwd: string, given: string, words: GuideWords = en): Promise<ToolOutcome> {
  const place = await projectPath(cwd, given, words)
  if (!place.ok) return failedBecause(place.sentence)
  const { real, shown } = place
  try {
    if (!(await stat(real)).isDirectory()) {
      return failedBecause(words.folder.isFile(shown))
    }
    const entries = await entriesOf(real)
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${name}/`)
    const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
    const names = [...folders.toSorted(byName), ...files.toSorted(byName)]
    if (names.length === 0) return outcome(words.folder.nothing, words.folder.empty(shown))
    const what = words.folder.holds(shown, folders.length, files.length, entries.length < mostCounted)
    if (names.length <= mostEntries) return outcome(names.join('\n'), what)
    return outcome(names.slice(0, mostEntries).join('\n'), `${what} ${words.folder.first(mostEntries)}`)
  } catch (error) {
    return failedBecause(fileTrouble(error, shown, words))
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries: Dirent[] = []
  for await (const entry of await opendir(folder, { bufferSize: 1_024 })) {
    entries.push(entry)
    if (entries.length === mostCounted) break
  }
  return entries
}

function outcome(content: string, conclusion: string): ToolOutcome {
  return { content, isError: false, conclusion }
}

/** The same order on every machine: by code point, not by the language that is set. */
function byName(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
