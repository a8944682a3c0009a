/** The session a request's path names, for the routes below `/api/projects/:projectId/sessions/:sessionId`. */
import type { Context } from 'hono'
import { ProjectId, SessionId } from '../../shared/ids.ts'
import type { SessionCatalog } from '../session/catalog/catalog.ts'
import type { LocatedSession } from '../session/catalog/sessions.ts'
import { paramOf } from './request.ts'
import { unknownProject } from './routes/projects.ts'

const unknownSession = { code: 'session_not_found', message: 'There is no such session in this project.' }

/** Refuses with 404 `project_not_found` or `session_not_found`. */
export function locatedIn(context: Context, catalog: SessionCatalog): LocatedSession {
  return catalog.locate(
    paramOf(context, 'projectId', ProjectId, unknownProject),
    paramOf(context, 'sessionId', SessionId, unknownSession)
  )
}
