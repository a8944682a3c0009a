/** The folders a person opened, and those in which sessions were found. Owned by `SessionCatalog`; a folder is known by its real path. */
import { access, constants, realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, isAbsolute, join } from 'node:path'
import { codeOf } from '../../../shared/errors.ts'
import type { ProjectId } from '../../../shared/ids.ts'
import type { Project } from '../../../shared/session.ts'
import { Refusal } from '../../refusal.ts'
import { LeadsElsewhere, followLocally } from '../../files/localPath.ts'
import type { StoreDoor } from '../live/storeDoor.ts'

export class Projects {
  readonly #door: StoreDoor
  readonly #isMissing: (path: string) => boolean
  readonly #changed: () => void
  readonly #added: () => void

  constructor(options: {
    door: StoreDoor
    /** Whether the folder was gone when it was last looked for. */
    isMissing: (path: string) => boolean
    changed: () => void
    /** A folder was opened that was no project. */
    added: () => void
  }) {
    this.#door = options.door
    this.#isMissing = options.isMissing
    this.#changed = options.changed
    this.#added = options.added
  }

  /** Last opened first. */
  list(): Project[] {
    return this.#door.use((store) => store.projects.list()).map((project) => this.#seen(project))
  }

  /** Refuses with 404 `project_not_found`. */
  get(id: ProjectId): Project {
    const project = this.#door.use((store) => store.projects.byId(id))
    if (!project) throw new Refusal(404, 'project_not_found')
    return this.#seen(project)
  }

  #seen(project: Project): Project {
    return this.#isMissing(project.path) ? { ...project, missing: true } : project
  }

  /**
   * The folder's real path, and its project if it is one, for a path that anybody may have written: what leads to
   * another machine is refused before it is looked at. Adds nothing; refuses as `open` does.
   */
  async lookUp(path: string): Promise<{ path: string; project: Project | null }> {
    const real = await realFolder(await localFolder(path))
    return { path: real, project: this.list().find((project) => project.path === real) ?? null }
  }

  /** Opens a folder; the same real path is the same project. Refuses with 400 what is no readable folder. */
  async open(path: string): Promise<{ project: Project; created: boolean }> {
    const real = await realFolder(path)
    const opened = this.#door.use((store) =>
      store.projects.upsert({ path: real, name: basename(real) || real })
    )
    this.#changed()
    if (opened.created) this.#added()
    return opened
  }

  change(id: ProjectId, changes: { name?: string; trusted?: boolean }): Project {
    this.get(id)
    this.#door.use((store) => store.projects.change(id, changes))
    this.#changed()
    return this.get(id)
  }

  /** Forgets the project and its sessions' rows; touches no file of the folder. */
  remove(id: ProjectId): void {
    this.get(id)
    this.#door.use((store) => store.projects.remove(id))
    this.#changed()
  }
}

async function localFolder(path: string): Promise<string> {
  try {
    return await followLocally(path, null, process.platform)
  } catch (error) {
    if (!(error instanceof LeadsElsewhere)) return path // what is wrong with it is told by whoever opens it
    throw new Refusal(400, 'not_a_folder', { why: 'elsewhere', path }, { cause: error })
  }
}

/** The real path of a folder one can read. Refuses with 400 `not_a_folder` or `folder_unreadable`. */
export async function realFolder(path: string): Promise<string> {
  const expanded = path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path
  if (!isAbsolute(expanded)) {
    throw new Refusal(400, 'not_a_folder', { why: 'not_full', path })
  }
  try {
    const real = await realpath(expanded)
    if (!(await stat(real)).isDirectory()) {
      throw new Refusal(400, 'not_a_folder', { why: 'file', path })
    }
    await access(real, constants.R_OK | constants.X_OK)
    return real
  } catch (error) {
    if (error instanceof Refusal) throw error
    const code = codeOf(error)
    if (code === 'EACCES' || code === 'EPERM') {
      throw new Refusal(400, 'folder_unreadable', { path }, { cause: error })
    }
    throw new Refusal(400, 'not_a_folder', { why: 'missing', path }, { cause: error })
  }
}
