/**
 * The HTTP side of the session contract: asks the guard, parses what comes in, calls the catalog and
 * turns refusals into `{ error: { code, message } }` with their status. The routes live in `routes/`.
 */
import { Hono } from 'hono'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { PARAMETERS_HEADER, codeOf, messageOf } from '../../shared/errors.ts'
import type { ErrorBody, Parameters } from '../../shared/errors.ts'
import { Refusal } from '../refusal.ts'
import type { Clock } from '../clock.ts'
import type { Doctor } from '../doctor/doctor.ts'
import type { ProjectFiles } from '../files/projectFiles.ts'
import type { Log } from '../log.ts'
import type { SessionCatalog } from '../session/catalog/catalog.ts'
import { UsageCounts } from '../session/acts/sessionUsage.ts'
import type { Guard } from './guard.ts'
import type { PageKeys } from './pageKeys.ts'
import { servePage } from './page.ts'
import { agentRoutes } from './routes/agents.ts'
import { doctorRoutes } from './routes/doctor.ts'
import { draftRoutes } from './routes/drafts.ts'
import { exportRoutes } from './routes/export.ts'
import { fileRoutes } from './routes/files.ts'
import { findRoutes } from './routes/find.ts'
import { handoverRoutes, pageKeyRoutes } from './routes/handover.ts'
import { historyUsageRoutes } from './routes/historyUsage.ts'
import { offerRoutes } from './routes/offers.ts'
import { projectRoutes } from './routes/projects.ts'
import { resumeRoutes } from './routes/resume.ts'
import { ruleRoutes } from './routes/rules.ts'
import { searchRoutes } from './routes/search.ts'
import { allSessionsRoutes, sessionRoutes } from './routes/sessions.ts'
import { settingsRoutes } from './routes/settings.ts'
import { steeringRoutes } from './routes/steering.ts'
import { vaultRoutes } from './routes/vault.ts'
import { usageRoutes } from './routes/usage.ts'
import { sparingly } from './sparingly.ts'

/** Of somebody who has no token yet. */
const maxUnknownBytes = 4 * 1024
/** JSON bodies of the routes are small; messages travel by socket. */
const maxBodyBytes = 1024 * 1024
/** A draft holds what a message may: its attachments, as a socket frame carries them. */
const maxDraftBytes = 32 * 1024 * 1024

export interface HttpOptions {
  readonly guard: Guard
  /** Null where no page comes in from a browser. */
  readonly pageKeys: PageKeys | null
  readonly catalog: SessionCatalog
  readonly files: ProjectFiles
  readonly doctor: Doctor
  readonly dataDir: string
  /** Starts a program that lives on without us: an editor. */
  readonly startProgram: (program: string, args: readonly string[]) => Promise<void>
  readonly log: Log
  readonly clock: Clock
  readonly port: () => number
  /** The built page; see `page.ts`. */
  readonly pageDir: string
  readonly version: string
}

export function createHttp(options: HttpOptions): Hono {
  const { guard, pageKeys, catalog, files, doctor, dataDir, startProgram } = options
  const { log, clock, port, pageDir, version } = options
  const app = new Hono()
  // Nothing that came with the request: whoever it was is not in.
  const sayForeign = sparingly(clock, (times, error) =>
    log.error({ error: codeOf(error) ?? 'unknown', times }, 'requests without a token failed')
  )

  app.use(async (context, next) => {
    context.header('X-Content-Type-Options', 'nosniff')
    context.header('Referrer-Policy', 'no-referrer')
    // A link in an answer is looked up by a click and not before: whoever owns a name reads the lookup.
    context.header('X-DNS-Prefetch-Control', 'off')
    context.header('Cross-Origin-Resource-Policy', 'same-origin')
    if (!guard.admitsSource({ host: context.req.header('host'), origin: context.req.header('origin') })) {
      throw new Refusal(403, 'forbidden')
    }
    await next()
  })

  app.use('/api/handover', limitBody(maxUnknownBytes, { what: 'question', most: '4 KB' }))
  app.route('/api', handoverRoutes(pageKeys))
  app.use('/api/*', async (context, next) => {
    if (!guard.admitsBearer(context.req.header('authorization'))) {
      throw new Refusal(401, 'unauthorized')
    }
    context.header('Cache-Control', 'no-store')
    if (context.req.method !== 'GET') catalog.history.noteBusy()
    await next()
  })
  const small = limitBody(maxBodyBytes, { what: 'request', most: '1 MB' })
  const large = limitBody(maxDraftBytes, { what: 'draft', most: '32 MB' })
  app.use('/api/*', (context, next) =>
    isDraft(context.req.method, context.req.path) ? large(context, next) : small(context, next)
  )

  const counts = new UsageCounts()
  app.route('/api', pageKeyRoutes(pageKeys, guard.isBrowserMode))
  app.route('/api/projects', projectRoutes(catalog))
  app.route('/api/projects/:projectId/sessions', sessionRoutes(catalog))
  app.route('/api/projects/:projectId/sessions', usageRoutes(catalog, counts))
  app.route('/api/projects/:projectId/sessions', findRoutes(catalog))
  app.route('/api/projects/:projectId/sessions', exportRoutes(catalog, { counts, clock, version }))
  app.route('/api/projects/:projectId/sessions', steeringRoutes(catalog))
  app.route('/api/projects/:projectId/sessions', draftRoutes(catalog))
  app.route('/api/projects/:projectId/sessions', resumeRoutes(catalog))
  app.route('/api/projects', ruleRoutes(catalog))
  app.route('/api/projects', offerRoutes(catalog))
  app.route('/api/projects', fileRoutes({ catalog, files, start: startProgram }))
  app.route('/api/sessions', allSessionsRoutes(catalog))
  app.route('/api/usage', historyUsageRoutes(catalog, dataDir))
  app.route('/api/vault', vaultRoutes(catalog))
  app.route('/api/search', searchRoutes({ catalog, dataDir }))
  app.route('/api/agents', agentRoutes(catalog))
  app.route('/api', settingsRoutes(catalog, version))
  app.route('/api', doctorRoutes({ doctor, catalog, dataDir, version, clock, start: startProgram }))
  app.all('/api/*', () => {
    throw new Refusal(404, 'no_such_route')
  })
  app.all('/ws/*', () => {
    throw new Refusal(426, 'upgrade_required')
  })
  app.get(
    '*',
    servePage({
      pageDir,
      port,
      settings: () => catalog.pageSettings(),
      agentNames: () => catalog.agentNames(),
      openedIn: (language) => catalog.openedIn(language)
    })
  )

  app.notFound((context) => refuse(context, new Refusal(404, 'no_such_route')))
  app.onError((error, context) => {
    if (error instanceof Refusal) return refuse(context, error)
    if (guard.admitsBearer(context.req.header('authorization'))) {
      log.error({ route: context.req.path, error: messageOf(error), stack: error.stack }, 'a request failed')
    } else sayForeign(error)
    return refuse(context, new Refusal(500, 'internal'))
  })
  return app
}

/** Beside the body, which is of one shape for every refusal. A page without them tells it in the server's words. */
function parametersHeader(parameters: Parameters = {}): Record<string, string> {
  const value = encodeURIComponent(JSON.stringify(parameters))
  return value === '%7B%7D' || value.length > maxParametersLength ? {} : { [PARAMETERS_HEADER]: value }
}

/** Clients and proxies take headers of 8 KB. */
const maxParametersLength = 6000

function limitBody(maxSize: number, parameters: Parameters): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: (context) => {
      // The rest of the body is not read: this connection carries nothing more.
      context.header('Connection', 'close')
      throw new Refusal(413, 'body_too_large', parameters)
    }
  })
}

function isDraft(method: string, path: string): boolean {
  return method === 'PUT' && path.endsWith('/draft')
}

function refuse(context: Context, refusal: Refusal): Response {
  const { parameters, ...error } = refusal.toFailure()
  const body: ErrorBody = { error }
  return new Response(JSON.stringify(body), {
    status: refusal.status,
    headers: {
      ...Object.fromEntries(context.res.headers),
      ...parametersHeader(parameters),
      'Content-Type': 'application/json; charset=utf-8'
    }
  })
}
