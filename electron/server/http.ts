/**
 * The HTTP side of the session contract: asks the guard, parses what comes in, calls the catalog and
 * turns refusals into `{ error: { code, message } }` with their status. The routes live in `routes/`.
 */
import { Hono } from 'hono'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Refusal, messageOf } from '../../shared/errors.ts'
import type { ErrorBody } from '../../shared/errors.ts'
import type { Log } from '../log.ts'
import type { SessionCatalog } from '../session/catalog.ts'
import type { Guard } from './guard.ts'
import { servePage } from './page.ts'
import { agentRoutes } from './routes/agents.ts'
import { projectRoutes } from './routes/projects.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { settingsRoutes } from './routes/settings.ts'

/** JSON bodies of the routes are small; messages travel by socket. */
const maxBodyBytes = 1024 * 1024

export interface HttpOptions {
  readonly guard: Guard
  readonly catalog: SessionCatalog
  readonly log: Log
  readonly port: () => number
  /** The built page; see `page.ts`. */
  readonly pageDir: string
  readonly version: string
}

export function createHttp({ guard, catalog, log, port, pageDir, version }: HttpOptions): Hono {
  const app = new Hono()

  app.use(async (context, next) => {
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('Referrer-Policy', 'no-referrer')
    context.header('Cross-Origin-Resource-Policy', 'same-origin')
    if (!guard.admitsSource({ host: context.req.header('host'), origin: context.req.header('origin') })) {
      throw new Refusal(403, 'forbidden', 'Requests from this origin are not served.')
    }
    await next()
  })

  app.use('/api/*', async (context, next) => {
    if (!guard.admitsBearer(context.req.header('authorization'))) {
      throw new Refusal(401, 'unauthorized', 'The token is missing or not valid. Open Skein by its own link.')
    }
    context.header('Cache-Control', 'no-store')
    await next()
  })
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (context) => {
        // The rest of the body is not read: this connection carries nothing more.
        context.header('Connection', 'close')
        throw new Refusal(413, 'body_too_large', 'The request is larger than 1 MB.')
      }
    })
  )

  app.route('/api/projects', projectRoutes(catalog))
  app.route('/api/projects/:projectId/sessions', sessionRoutes(catalog))
  app.route('/api/agents', agentRoutes(catalog))
  app.route('/api', settingsRoutes(catalog, version))
  app.all('/api/*', () => {
    throw new Refusal(404, 'no_such_route', 'There is no such route.')
  })
  app.all('/ws/*', () => {
    throw new Refusal(426, 'upgrade_required', 'This address takes WebSocket connections only.')
  })
  app.get('*', servePage({ pageDir, port, theme: () => catalog.theme() }))

  app.notFound((context) => refuse(context, new Refusal(404, 'no_such_route', 'There is no such route.')))
  app.onError((error, context) => {
    if (error instanceof Refusal) return refuse(context, error)
    log.error({ route: context.req.path, error: messageOf(error), stack: error.stack }, 'a request failed')
    return refuse(context, new Refusal(500, 'internal', 'Something went wrong in Skein. The log says more.'))
  })
  return app
}

function refuse(context: Context, refusal: Refusal): Response {
  const body: ErrorBody = { error: refusal.toFailure() }
  return new Response(JSON.stringify(body), {
    status: refusal.status,
    headers: { ...Object.fromEntries(context.res.headers), 'Content-Type': 'application/json; charset=utf-8' }
  })
}
