/** `/api/projects/:projectId/sessions`: the sessions of a project, and the pages of one. */
import { Hono } from 'hono'
import type { Context } from 'hono'
import { ProjectId, SessionId } from '../../../shared/ids.ts'
import { ChangeSession, CreateSession, PageQuery } from '../../../shared/protocol.ts'
import type { SessionCatalog } from '../../session/catalog.ts'
import { bodyOf, paramOf, queryOf } from '../request.ts'
import { unknownProject } from './projects.ts'

const unknownSession = { code: 'session_not_found', message: 'There is no such session in this project.' }

export function sessionRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.get('/', (context) => context.json(catalog.list(projectOf(context), queryOf(context, PageQuery))))
  routes.post('/', async (context) => {
    const { session, created } = catalog.create(projectOf(context), await bodyOf(context, CreateSession))
    return context.json(session, created ? 201 : 200)
  })
  routes.get('/:sessionId', (context) => context.json(catalog.get(projectOf(context), sessionOf(context))))
  routes.get('/:sessionId/messages', async (context) => {
    const page = await catalog.messages(projectOf(context), sessionOf(context), queryOf(context, PageQuery))
    return context.json(page)
  })
  routes.get('/:sessionId/tool-results/:toolUseId', async (context) => {
    const toolUseId = context.req.param('toolUseId')
    return context.json(await catalog.toolResult(projectOf(context), sessionOf(context), toolUseId))
  })
  routes.patch('/:sessionId', async (context) => {
    const changes = await bodyOf(context, ChangeSession)
    return context.json(await catalog.change(projectOf(context), sessionOf(context), changes))
  })
  routes.delete('/:sessionId', async (context) => {
    await catalog.remove(projectOf(context), sessionOf(context))
    return context.body(null, 204)
  })
  return routes
}

function projectOf(context: Context): ProjectId {
  return paramOf(context, 'projectId', ProjectId, unknownProject)
}

function sessionOf(context: Context): SessionId {
  return paramOf(context, 'sessionId', SessionId, unknownSession)
}
