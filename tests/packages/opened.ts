/** What is inside packages that were made, for specs. */
import { execFile } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { extractAll, listPackage } from '@electron/asar'

const run = promisify(execFile)

/** What a program prints. Rejects with its words when it does not end with 0. */
export async function printed(file: string, args: readonly string[], cwd?: string): Promise<string> {
  const { stdout } = await run(file, args, { cwd, maxBuffer: 16 << 20 })
  return stdout
}

export interface Archive {
  readonly bytes: number
  /** Paths of files and folders inside, without a slash in front. */
  readonly paths: readonly string[]
  /** Of the files that lie beside it. */
  readonly unpackedBytes: number
  readonly unpacked: readonly string[]
}

/** `app.asar` and what is unpacked beside it, in a folder of resources. */
export async function openArchive(resources: string): Promise<Archive> {
  const path = join(resources, 'app.asar')
  const beside = await filesUnder(`${path}.unpacked`)
  return {
    bytes: (await stat(path)).size,
    paths: listPackage(path, { isPack: false }).map((name) => name.replaceAll('\\', '/').slice(1)),
    unpacked: beside.map(({ name }) => name),
    unpackedBytes: beside.reduce((sum, { bytes }) => sum + bytes, 0)
  }
}

/** Writes the app as it would be read out of its archive, with what lies beside it. */
export function unpackApp(resources: string, folder: string): void {
  extractAll(join(resources, 'app.asar'), folder)
}

interface Found {
  readonly name: string
  readonly bytes: number
}

export async function filesUnder(folder: string): Promise<readonly Found[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(
    files.map(async (file) => ({ name: file.slice(folder.length + 1), bytes: (await stat(file)).size }))
  )
}

export function read(...path: readonly string[]): Promise<string> {
  return readFile(join(...path), 'utf8')
}
