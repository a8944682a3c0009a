/** `/api/projects/:projectId/rules`: what a person allowed for good in a project. */
import { Hono } from 'hono'
import { ProjectId } from '../../../shared/ids.ts'
import { PermissionRule } from '../../../shared/session.ts'
import { Refusal } from '../../refusal.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { bodyOf, paramOf } from '../request.ts'

export function ruleRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.get('/:projectId/rules', (context) => {
    const { id } = catalog.projects.get(paramOf(context, 'projectId', ProjectId, 'project_not_found'))
    return context.json({ rules: catalog.useStore((store) => store.rules.list(id)) })
  })
  routes.delete('/:projectId/rules', async (context) => {
    const { id } = catalog.projects.get(paramOf(context, 'projectId', ProjectId, 'project_not_found'))
    const rule = await bodyOf(context, PermissionRule)
    if (!catalog.useStore((store) => store.rules.remove(id, rule))) {
      throw new Refusal(404, 'rule_not_found')
    }
    return context.body(null, 204)
  })
  return routes
}
