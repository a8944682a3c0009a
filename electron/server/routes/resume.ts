/** `/api/projects/:projectId/sessions/:sessionId/resume…`: why a session cannot go on, and what helps. */
import { Hono } from 'hono'
import { ChooseFolder } from '../../../shared/resume.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { chooseFolder, readResume, summarize } from '../../session/acts/resume.ts'
import { locatedIn } from '../locatedIn.ts'
import { bodyOf } from '../request.ts'

export function resumeRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.get('/:sessionId/resume', async (context) =>
    context.json(await readResume(catalog, locatedIn(context, catalog)))
  )
  routes.get('/:sessionId/resume/summary', async (context) =>
    context.json(await summarize(catalog, locatedIn(context, catalog)))
  )
  routes.post('/:sessionId/resume/folder', async (context) => {
    const { path } = await bodyOf(context, ChooseFolder)
    return context.json(await chooseFolder(catalog, locatedIn(context, catalog), path))
  })
  return routes
}
