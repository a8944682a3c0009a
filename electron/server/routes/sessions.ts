/** `/api/projects/:projectId/sessions`: the sessions of a project, and the pages of one. */
import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import { ProjectId, SessionId } from '../../../shared/ids.ts'
import { ChangeSession, CreateSession, PageQuery, SearchSessions } from '../../../shared/protocol.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { readMessages, readToolResult } from '../../session/acts/sessionMessages.ts'
import { bodyOf, paramOf, queryOf } from '../request.ts'

/** `archived=true` lists the archived sessions, anything else the others. */
const SessionListQuery = PageQuery.extend({
  archived: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
})

export function sessionRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.get('/', (context) =>
    context.json(catalog.sessions.list(projectOf(context), queryOf(context, SessionListQuery)))
  )
  routes.post('/', async (context) => {
    const { session, created } = catalog.sessions.create(
      projectOf(context),
      await bodyOf(context, CreateSession)
    )
    return context.json(session, created ? 201 : 200)
  })
  routes.get('/:sessionId', (context) => {
    const summary = catalog.sessions.get(projectOf(context), sessionOf(context))
    const { conversation } = catalog.locate(projectOf(context), sessionOf(context)).past
    return context.json(conversation === summary.id ? summary : { ...summary, conversation })
  })
  routes.get('/:sessionId/messages', async (context) => {
    const located = catalog.locate(projectOf(context), sessionOf(context))
    return context.json(await readMessages(located, queryOf(context, PageQuery)))
  })
  routes.get('/:sessionId/tool-results/:toolUseId', async (context) => {
    const located = catalog.locate(projectOf(context), sessionOf(context))
    return context.json(await readToolResult(located, context.req.param('toolUseId')))
  })
  routes.patch('/:sessionId', async (context) => {
    const changes = await bodyOf(context, ChangeSession)
    return context.json(await catalog.sessions.change(projectOf(context), sessionOf(context), changes))
  })
  routes.post('/:sessionId/seen', (context) => {
    catalog.sessions.see(projectOf(context), sessionOf(context))
    return context.body(null, 204)
  })
  routes.delete('/:sessionId', async (context) => {
    await catalog.remove(projectOf(context), sessionOf(context))
    return context.body(null, 204)
  })
  return routes
}

/** `GET /api/sessions`: sessions of all projects, newest first; or those with some words. */
export function allSessionsRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => {
    const { signal } = context.req.raw
    const { limit, before, query, held, archived, pinned, ...filter } = queryOf(context, SearchSessions)
    if (query === '') {
      const wanted = { ...filter, held: held === 'true', archived: isTrue(archived), pinned: isTrue(pinned) }
      const found = catalog.sessions.listAll(wanted, { limit, before })
      return context.json({ ...found, index: catalog.index })
    }
    try {
      return context.json(await catalog.sessions.search({ query, limit, before }, signal))
    } catch (error) {
      if (!signal.aborted) throw error
      return context.body(null, 204) // Whoever asked has gone: nobody reads this.
    }
  })
  return routes
}

/** The project in the address; 404 `project_not_found` for what is no id. */
export function projectOf(context: Context): ProjectId {
  return paramOf(context, 'projectId', ProjectId, 'project_not_found')
}

/** The session in the address; 404 `session_not_found` for what is no id. */
export function sessionOf(context: Context): SessionId {
  return paramOf(context, 'sessionId', SessionId, 'session_not_found')
}

/** Undefined for what does not matter. */
function isTrue(flag: 'true' | 'false' | undefined): boolean | undefined {
  return flag === undefined ? undefined : flag === 'true'
}
