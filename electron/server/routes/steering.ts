/** `/api/projects/:projectId/sessions/:sessionId/…`: going back, branching off, deleting and taking it back. */
import { Hono } from 'hono'
import type { Page } from '../../../shared/page.ts'
import { Fork, Rewind, TakeOver } from '../../../shared/steering.ts'
import type { Branches, Deletion, TakenOver } from '../../../shared/steering.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { forkSession } from '../../session/acts/fork.ts'
import { takeOver } from '../../session/acts/takeOver.ts'
import { branchesOf, rewindSession } from '../../session/acts/rewind.ts'
import { bodyOf } from '../request.ts'
import { projectOf, sessionOf } from './sessions.ts'

export function steeringRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.post('/:sessionId/rewind', async (context) => {
    const to = await bodyOf(context, Rewind)
    const history: Page = await rewindSession(catalog, projectOf(context), sessionOf(context), to)
    return context.json(history)
  })
  routes.get('/:sessionId/branches', async (context) => {
    const points = await branchesOf(catalog, projectOf(context), sessionOf(context))
    return context.json({ points } satisfies Branches)
  })
  routes.post('/:sessionId/fork', async (context) => {
    const { messageId } = await bodyOf(context, Fork)
    const session = await forkSession(catalog, projectOf(context), sessionOf(context), messageId)
    return context.json(session, 201)
  })
  routes.post('/:sessionId/take-over', async (context) => {
    const wish = await bodyOf(context, TakeOver)
    const taken = await takeOver(catalog, projectOf(context), sessionOf(context), wish)
    return context.json({ sessionId: taken } satisfies TakenOver)
  })
  routes.get('/:sessionId/deletion', async (context) => {
    const deletion: Deletion = await catalog.describeDeletion(projectOf(context), sessionOf(context))
    return context.json(deletion)
  })
  routes.post('/:sessionId/restore', (context) =>
    context.json(catalog.restore(projectOf(context), sessionOf(context)))
  )
  return routes
}
