/** `/api/projects/:projectId/agents/:agentId/offer`: what an agent really has in a project's folder. */
import { Hono } from 'hono'
import { AgentId, ProjectId } from '../../../shared/ids.ts'
import { Refusal } from '../../refusal.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { paramOf } from '../request.ts'

export function offerRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.get('/:projectId/agents/:agentId/offer', async (context) => {
    const projectId = paramOf(context, 'projectId', ProjectId, 'project_not_found')
    const agentId = paramOf(context, 'agentId', AgentId, 'unknown_agent')
    try {
      return context.json(await catalog.offer(projectId, agentId))
    } catch (error) {
      // Elsewhere the agent is part of a body, and a wrong one a bad request; here it is the address.
      if (error instanceof Refusal && error.code === 'unknown_agent') {
        throw new Refusal(404, error.code, error.parameters, { cause: error })
      }
      throw error
    }
  })
  return routes
}
