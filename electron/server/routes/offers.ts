/** `/api/projects/:projectId/agents/:agentId/offer`: what an agent really has in a project's folder. */
import { Hono } from 'hono'
import { Refusal } from '../../../shared/errors.ts'
import { AgentId, ProjectId } from '../../../shared/ids.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { paramOf } from '../request.ts'
import { unknownProject } from './projects.ts'

const unknownAgent = { code: 'unknown_agent', message: 'There is no such agent in this version of Skein.' }

export function offerRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.get('/:projectId/agents/:agentId/offer', async (context) => {
    const projectId = paramOf(context, 'projectId', ProjectId, unknownProject)
    const agentId = paramOf(context, 'agentId', AgentId, unknownAgent)
    try {
      return context.json(await catalog.offer(projectId, agentId))
    } catch (error) {
      // Elsewhere the agent is part of a body, and a wrong one a bad request; here it is the address.
      if (error instanceof Refusal && error.code === unknownAgent.code) {
        throw new Refusal(404, unknownAgent.code, error.message, { cause: error })
      }
      throw error
    }
  })
  return routes
}
