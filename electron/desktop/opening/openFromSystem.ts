/**
 * Hears what is asked of Skein from outside (a command line, a second start, a file or a link the system hands
 * over) and opens it, one after the other, once there are windows. Made by startDesktop.ts. What it may do is in
 * openRequest.ts: open, and nothing else.
 */
import { app, dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import { messageOf } from '../../../shared/errors.ts'
import { ipcChannel } from '../../../shared/preloadApi.ts'
import type { Project } from '../../../shared/session.ts'
import { projectPath, sessionPath } from '../../../shared/address.ts'
import type { DesktopWords } from '../../../shared/words/en/desktop/index.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import { Refusal } from '../../refusal.ts'
import type { Desktop } from '../context/desktop.ts'
import { requestOfArguments, requestOfLink, requestOfPath } from './openRequest.ts'
import type { LinkedPage, LinkedProject, OpenRequest } from './openRequest.ts'
import { saidIn } from './saidIn.ts'

/** A page that fires links at Skein does not fill the screen with questions. */
const MOST_WAITING = 20

export interface OpenFromSystem {
  readonly desktop: Desktop
  readonly language: () => LanguageCode
  /** The person looks for Skein: a window comes to the front, or one opens. */
  readonly comeToFront: () => void
}

/** Returns what takes a request; it never throws. */
export function openFromSystem(options: OpenFromSystem): (request: OpenRequest) => void {
  const carryOut = carrier(options)
  let waiting = 0
  let last = Promise.resolve()
  return (request) => {
    if (waiting >= MOST_WAITING) return
    waiting += 1
    last = last.then(() => carryOut(request)).finally(() => (waiting -= 1))
  }
}

/**
 * What Skein was started with, and what the system or another start asks for from then on; kept until somebody
 * takes it. Called by main.ts at once: macOS tells of a file or a link before the app is ready.
 */
export function collectRequests(): (take: (request: OpenRequest) => void) => void {
  let waiting: OpenRequest[] = []
  let taken: ((request: OpenRequest) => void) | null = null
  const add = (request: OpenRequest): void => {
    if (taken === null) waiting = [...waiting, request].slice(0, MOST_WAITING)
    else taken(request)
  }
  const { isPackaged } = app
  const first = requestOfArguments({ argv: process.argv, cwd: process.cwd(), isPackaged })
  if (first.kind !== 'app') add(first)
  // Another start that comes before there is a window waits, too.
  app.on('second-instance', (_event, argv, cwd) => add(requestOfArguments({ argv, cwd, isPackaged })))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    add(requestOfPath(path, '/'))
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    add(requestOfLink(url))
  })
  return (take) => {
    taken = take
    for (const request of waiting) take(request)
    waiting = []
  }
}

/** Carries out one request; whatever goes wrong is told in the window. Never rejects. */
function carrier(options: OpenFromSystem): (request: OpenRequest) => Promise<void> {
  const { desktop, language, comeToFront } = options
  const { catalog } = desktop.server

  const show = (project: Project): void => {
    app.addRecentDocument(project.path) // Linux has no such list, and ignores it
    desktop.show(projectPath(project.id))
  }
  const open = async (request: OpenRequest, words: DesktopWords['opening']): Promise<void> => {
    switch (request.kind) {
      case 'app':
        return comeToFront()
      case 'new-session':
        comeToFront()
        return desktop.windows.front?.webContents.send(ipcChannel.menu, 'new-session')
      case 'refused':
        throw new Error(words.refused[request.why])
      case 'folder':
        return show((await catalog.projects.open(request.path)).project)
      case 'link':
        return followLink(request.link, words)
    }
  }
  const followLink = async (link: LinkedPage, words: DesktopWords['opening']): Promise<void> => {
    if (link.kind === 'session') {
      const stored = refusing(words.noSession, () => catalog.sessions.row(link.session))
      const project = catalog.projects.get(stored.projectId)
      if (link.project !== null && !(await isNamed(project, link.project))) {
        throw new Error(words.noSession)
      }
      return desktop.show(sessionPath(project.id, stored.id))
    }
    const linked = link.project
    if (linked.kind === 'id') return show(refusing(words.noProject, () => catalog.projects.get(linked.id)))
    const { path, project } = await catalog.projects.lookUp(linked.path)
    if (project !== null) return show(project)
    if (await mayOpen(path, words)) show((await catalog.projects.open(path)).project)
  }
  const isNamed = async (project: Project, linked: LinkedProject): Promise<boolean> => {
    if (linked.kind === 'id') return linked.id === project.id
    return (await catalog.projects.lookUp(linked.path)).project?.id === project.id
  }
  const mayOpen = async (path: string, words: DesktopWords['opening']): Promise<boolean> => {
    const { response } = await showBox({
      type: 'question',
      message: words.ask,
      detail: words.askDetail(path),
      buttons: [words.open, words.cancel],
      defaultId: 1,
      cancelId: 1,
      noLink: true
    })
    return response === 0
  }
  const showBox = async (box: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> => {
    comeToFront()
    const { front } = desktop.windows
    if (front === null) return dialog.showMessageBox(box)
    await untilSeen(front)
    return front.isDestroyed() ? dialog.showMessageBox(box) : dialog.showMessageBox(front, box)
  }

  return async (request) => {
    const words = wordsIn(language()).desktop.opening
    try {
      await open(request, words)
    } catch (error) {
      // What was asked for may be somebody's path or link, and is not logged.
      desktop.log.warn({ kind: request.kind }, 'what was asked from outside was not opened')
      try {
        const detail = saidIn(language(), error)
        await showBox({ type: 'warning', message: words.notOpened, detail, noLink: true })
      } catch (thrown) {
        desktop.log.error({ error: messageOf(thrown) }, 'and this could not be told')
      }
    }
  }
}

/** A refusal of the catalog, said as it is about a link. */
function refusing<T>(sentence: string, find: () => T): T {
  try {
    return find()
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) throw new Error(sentence, { cause: error })
    throw error
  }
}

/** A question on a window that has not painted yet would hang in the air. */
async function untilSeen(window: BrowserWindow): Promise<void> {
  if (window.isDestroyed() || window.isVisible()) return
  await new Promise<void>((resolve) => {
    window.once('show', () => resolve())
    window.once('closed', () => resolve())
  })
}
