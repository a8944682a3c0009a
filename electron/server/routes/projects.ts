/** `/api/projects`: the folders a person opened. */
import { Hono } from 'hono'
import { ProjectId } from '../../../shared/ids.ts'
import { ChangeProject, CreateProject } from '../../../shared/protocol.ts'
import type { SessionCatalog } from '../../session/catalog/catalog.ts'
import { bodyOf, paramOf } from '../request.ts'

export function projectRoutes(catalog: SessionCatalog): Hono {
  const routes = new Hono()
  routes.get('/', (context) => context.json({ projects: catalog.projects.list() }))
  routes.post('/', async (context) => {
    const { path } = await bodyOf(context, CreateProject)
    const { project, created } = await catalog.projects.open(path)
    return context.json(project, created ? 201 : 200)
  })
  routes.get('/:projectId', (context) =>
    context.json(catalog.projects.get(paramOf(context, 'projectId', ProjectId, 'project_not_found')))
  )
  routes.patch('/:projectId', async (context) => {
    const id = paramOf(context, 'projectId', ProjectId, 'project_not_found')
    return context.json(await catalog.changeProject(id, await bodyOf(context, ChangeProject)))
  })
  routes.delete('/:projectId', async (context) => {
    await catalog.removeProject(paramOf(context, 'projectId', ProjectId, 'project_not_found'))
    return context.body(null, 204)
  })
  return routes
}
