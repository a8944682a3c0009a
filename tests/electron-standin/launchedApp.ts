/** Which app was launched: its package.json and its main file. Called by boot.ts and electronModule.ts. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { readLaunchLine } from './launchLine.ts'

const Package = z.object({
  name: z.string(),
  productName: z.string().optional(),
  version: z.string(),
  main: z.string()
})

export interface LaunchedApp {
  readonly name: string
  readonly version: string
  readonly folder: string
  readonly main: string
  readonly requires: readonly string[]
  readonly switches: ReadonlyMap<string, string>
}

/** `args` as Electron got them. Throws when the folder holds no app. */
export function launchedApp(args: readonly string[]): LaunchedApp {
  const { app, requires, switches } = readLaunchLine(args)
  const folder = resolve(app)
  const { name, productName, version, main } = Package.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  )
  return { name: productName ?? name, version, folder, main: join(folder, main), requires, switches }
}
