/** `/api/doctor` and `/api/diagnostics`: whether all is well, what helps, and a text for whoever is asked to help. */
import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { Hono } from 'hono'
import { DoctorQuery, OpenOwnFolder, SaveDiagnostics } from '../../../shared/doctor.ts'
import type { Diagnostics, OwnFolder } from '../../../shared/doctor.ts'
import { messageOf, unreachable } from '../../../shared/errors.ts'
import { Refusal } from '../../refusal.ts'
import type { Clock } from '../../clock.ts'
import { crashFolder } from '../../doctor/crashFolder.ts'
import type { Doctor } from '../../doctor/doctor.ts'
import { systemOpener } from '../../files/systemOpener.ts'
import { logFolder } from '../../logFiles.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { bodyOf, queryOf } from '../request.ts'

export interface DoctorRouteOptions {
  readonly doctor: Doctor
  readonly catalog: SessionCatalog
  readonly dataDir: string
  readonly version: string
  readonly clock: Clock
  /** Starts a program that lives on without us. */
  readonly start: (program: string, args: readonly string[]) => Promise<void>
}

/** Several windows may read theirs at once; more than that nobody has open. */
const maxShown = 8

export function doctorRoutes(options: DoctorRouteOptions): Hono {
  const { doctor, catalog, dataDir, version, clock, start } = options
  const routes = new Hono()
  /** What was shown, oldest first: that and nothing else can be saved. */
  const shown = new Map<string, string>()

  routes.get('/doctor', async (context) =>
    context.json(await doctor.report(queryOf(context, DoctorQuery).language))
  )
  routes.post('/doctor/open-folder', async (context) => {
    const { folder } = await bodyOf(context, OpenOwnFolder)
    await openFolder(pathOf(folder, dataDir), start)
    return context.body(null, 204)
  })
  routes.get('/diagnostics', async (context) => {
    const { language } = queryOf(context, DoctorQuery)
    const now = clock.now()
    const { diagnosticsText } = await import('../../doctor/diagnostics.ts')
    const text = await diagnosticsText(
      { doctor, dataDir, version, problems: () => catalog.problems(), settings: () => catalog.settings() },
      language,
      now
    )
    const id = randomUUID()
    shown.set(id, text)
    for (const old of [...shown.keys()].slice(0, -maxShown)) shown.delete(old)
    const answer: Diagnostics = {
      id,
      fileName: `skein-diagnostics-${now.toISOString().slice(0, 10)}.txt`,
      text
    }
    return context.json(answer)
  })
  routes.post('/diagnostics', async (context) => {
    const { id, path } = await bodyOf(context, SaveDiagnostics)
    const text = shown.get(id)
    if (text === undefined) {
      throw new Refusal(410, 'diagnostics_gone')
    }
    const { writeExport } = await import('../../export/writeExport.ts')
    return context.json({ path, bytes: await writeExport(path, whole(text)) })
  })
  return routes
}

function pathOf(folder: OwnFolder, dataDir: string): string {
  switch (folder) {
    case 'data':
      return dataDir
    case 'logs':
      return logFolder(dataDir)
    case 'crashes':
      return crashFolder(dataDir)
    default:
      return unreachable(folder)
  }
}

/** Refuses with 502 `folder_not_opened`. */
async function openFolder(path: string, start: DoctorRouteOptions['start']): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    const { program, args } = systemOpener({ path, isExecutable: false, isFolder: true }, process.platform)
    await start(program, args)
  } catch (cause) {
    throw new Refusal(502, 'folder_not_opened', { folder: path, reason: messageOf(cause) }, { cause })
  }
}

async function* whole(text: string): AsyncGenerator<string> {
  yield text
}
