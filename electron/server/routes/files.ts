/** `/api/projects/:projectId/files` and `…/open-file`: the files of a project, to mention and to open. */
import { Hono } from 'hono'
import { AskMissing, FileQuery, OpenFile } from '../../../shared/files.ts'
import { ProjectId } from '../../../shared/ids.ts'
import { openFile } from '../../files/openFile.ts'
import type { ProjectFiles } from '../../files/projectFiles.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { bodyOf, paramOf, queryOf } from '../request.ts'

export interface FileRouteOptions {
  readonly catalog: SessionCatalog
  readonly files: ProjectFiles
  /** Starts a program that lives on without us. */
  readonly start: (program: string, args: readonly string[]) => Promise<void>
}

export function fileRoutes({ catalog, files, start }: FileRouteOptions): Hono {
  const routes = new Hono()
  routes.get('/:projectId/files', async (context) => {
    const project = catalog.projects.get(paramOf(context, 'projectId', ProjectId, 'project_not_found'))
    const { query, limit } = queryOf(context, FileQuery)
    return context.json(await files.search(project, query, limit))
  })
  routes.post('/:projectId/files/missing', async (context) => {
    const project = catalog.projects.get(paramOf(context, 'projectId', ProjectId, 'project_not_found'))
    const { paths } = await bodyOf(context, AskMissing)
    const { signal } = context.req.raw
    const { missingPaths } = await import('../../files/missingPaths.ts')
    try {
      return context.json({ missing: await missingPaths(project.path, paths, signal) })
    } catch (error) {
      if (!signal.aborted) throw error
      return context.body(null, 204) // Whoever asked has gone: nobody reads this.
    }
  })
  routes.post('/:projectId/open-file', async (context) => {
    const project = catalog.projects.get(paramOf(context, 'projectId', ProjectId, 'project_not_found'))
    const wish = await bodyOf(context, OpenFile)
    const inside = await openFile(wish, {
      folder: project.path,
      editor: catalog.settings().editorCommand,
      platform: process.platform,
      start
    })
    if (inside !== null) files.touch(project, inside)
    return context.body(null, 204)
  })
  return routes
}
