/**
 * The projects a person was in last, where the system lists them: recent documents, and the jump list of Windows.
 * Started by startDesktop.ts.
 */
import type { App, JumpListCategory } from 'electron'
import { cutText } from '../../../shared/cutText.ts'
import { messageOf } from '../../../shared/errors.ts'
import type { Project } from '../../../shared/session.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import type { DesktopWords } from '../../../shared/words/en/desktop/index.ts'
import type { Desktop } from '../context/desktop.ts'
import { newSessionSwitch } from './openRequest.ts'

export const MOST_RECENT = 10

interface JumpListParts {
  /** Last opened first. */
  readonly projects: readonly Pick<Project, 'name' | 'path'>[]
  /** Arguments of entries the person took out of the list: Windows refuses to show them again. */
  readonly removed: readonly string[]
  readonly program: string
  readonly words: Pick<DesktopWords['opening'], 'recentProjects' | 'newSession'>
}

export function jumpList({ projects, removed, program, words }: JumpListParts): JumpListCategory[] {
  const entries = projects
    .map(({ name, path }) => ({ name, path, args: quoted(path) }))
    .filter(({ args }) => !removed.includes(args))
    .slice(0, MOST_RECENT)
  const recent: JumpListCategory = {
    type: 'custom',
    name: words.recentProjects,
    items: entries.map(({ name, path, args }) => ({
      type: 'task',
      title: cutText(name, 255),
      description: cutText(path, 255),
      program,
      args
    }))
  }
  const tasks: JumpListCategory = {
    type: 'tasks',
    items: [{ type: 'task', title: words.newSession, program, args: newSessionSwitch }]
  }
  return entries.length > 0 ? [recent, tasks] : [tasks]
}

/** One argument for a Windows program. A backslash before the closing quote would escape it. */
function quoted(path: string): string {
  return `-- "${path.replace(/\\+$/u, (tail) => tail.repeat(2))}"`
}

export interface RecentsOptions {
  readonly app: Pick<App, 'getJumpListSettings' | 'setJumpList'>
  readonly platform: NodeJS.Platform
  readonly language: () => LanguageCode
}

/** Keeps the jump list as the projects are; elsewhere does nothing. Returns the way out. */
export function startJumpList(desktop: Desktop, { app, platform, language }: RecentsOptions): () => void {
  if (platform !== 'win32') return () => undefined
  const show = (): void => {
    try {
      const removed = app.getJumpListSettings().removedItems.map((item) => item.args ?? '')
      const projects = desktop.server.catalog.projects.list()
      const words = wordsIn(language()).desktop.opening
      const outcome = app.setJumpList(jumpList({ projects, removed, program: process.execPath, words }))
      if (outcome !== 'ok') desktop.log.warn({ outcome }, 'the jump list could not be shown')
    } catch (error) {
      desktop.log.warn({ error: messageOf(error) }, 'the jump list could not be made')
    }
  }
  show()
  return desktop.server.onNotice((notice) => {
    if (notice.type === 'projects_changed' || notice.type === 'settings_changed') show()
  })
}
