/** The session a request's path names, for the routes below `/api/projects/:projectId/sessions/:sessionId`. */
import type { Context } from 'hono'
import { ProjectId, SessionId } from '../../shared/ids.ts'
import type { SessionCatalog } from '../session/catalog/catalog.ts'
import type { LocatedSession } from '../session/catalog/sessions.ts'
import { paramOf } from './request.ts'

/** Refuses with 404 `project_not_found` or `session_not_found`. */
export function locatedIn(context: Context, catalog: SessionCatalog): LocatedSession {
  return catalog.locate(
    paramOf(context, 'projectId', ProjectId, 'project_not_found'),
    paramOf(context, 'sessionId', SessionId, 'session_not_found')
  )
}
