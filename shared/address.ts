/**
 * Every address of a page: built and parsed here and nowhere else. The routes of the app, the links inside it, the
 * pages a window is restored on or sent to, what a notification leads to, and the part behind `#` that names a
 * message or where the reader stands. A path opens, it never acts. Pure, and without a library: the first lines of a
 * page read it, too. Addresses from outside the app (`skein://`) are parsed in `electron/desktop/opening/openRequest.ts`,
 * and come here as ids.
 */
import type { MessageId } from './ids.ts'

/** As the router names them. */
export const routes = {
  home: '/',
  settings: '/settings',
  doctor: '/doctor',
  usage: '/usage',
  search: '/search',
  project: '/projects/:id',
  newSession: '/projects/:id/chat',
  session: '/projects/:id/chat/:sessionId'
} as const

/** A search of everything that was said. */
export function searchPath(typed: string): string {
  return `${routes.search}?q=${encodeURIComponent(typed)}`
}

/** Leads on to the project's newest session. */
export function projectPath(projectId: string): string {
  return `/projects/${projectId}`
}

/** A session that does not exist yet. */
export function newSessionPath(projectId: string): string {
  return `${projectPath(projectId)}/chat`
}

/** The route of a session, the one users may have bookmarked: `/projects/:id/chat/:sessionId`. */
export function sessionPath(projectId: string, sessionId: string): string {
  return `${newSessionPath(projectId)}/${sessionId}`
}

/** What a path of the app is about; both null on a page that is about none, and where a torn escape was typed. */
export interface Addressed {
  readonly projectId: string | null
  readonly sessionId: string | null
}

/** @param pathname without what stands behind `?` and `#` */
export function addressed(pathname: string): Addressed {
  const [, project, session] = /^\/projects\/([^/]+)(?:\/chat\/([^/]+)$)?/u.exec(pathname) ?? []
  return { projectId: decoded(project), sessionId: decoded(session) }
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const anyHash = '(?:#[\\w.~:=%-]{1,300})?'
const windowPath = new RegExp(
  `^/(?:settings|doctor|usage|search(?:\\?q=[\\w.~%!'()*+-]{0,2000})?|projects/${uuid}(?:/chat(?:/${uuid}${anyHash})?)?)?$`,
  'u'
)

/**
 * Whether a window may be sent there. What comes from outside (a restored window, a notification, another window's
 * wish) is looked at by this and by nothing wider.
 */
export function isWindowPath(path: string): boolean {
  return windowPath.test(path)
}

/** Whether both show the same page, wherever in it the reader stands. */
export function isSamePage(a: string, b: string): boolean {
  return withoutHash(a) === withoutHash(b)
}

function withoutHash(path: string): string {
  return path.split('#', 1)[0] ?? path
}

/** Behind the path of its session: leads to one message. */
export function messageHash(messageId: MessageId): string {
  return `#m-${encodeURIComponent(messageId)}`
}

/** The message an address names, null when it names none. A stray `=` comes from reading `#` as fields. */
export function messageInHash(hash: string): MessageId | null {
  return decoded(/^#m-(.+?)=?$/u.exec(hash)?.[1])
}

/** Where a reader stands in a transcript, so that the place outlives a reload, a crash and a restart of the app. */
export interface ReadingPlace {
  /** Of the message at the upper edge. */
  readonly messageId: MessageId
  /** Pixels from the upper edge down to the top of its row; negative when the row begins above. */
  readonly offset: number
}

/** The fragment for a place, `#at=ID~PIXELS`, in whole pixels. */
export function placeHash({ messageId, offset }: ReadingPlace): string {
  return `#at=${encodeURIComponent(messageId)}~${Math.round(offset)}`
}

/** Null when the address names no place. */
export function placeInHash(hash: string): ReadingPlace | null {
  const [, id, offset] = /^#at=(.+?)(?:~|%7E)(-?\d{1,7})$/iu.exec(hash) ?? []
  const messageId = decoded(id)
  return messageId === null || offset === undefined ? null : { messageId, offset: Number(offset) }
}

/** Null for nothing, and for what was written by hand or cut off in the middle of an escape. */
function decoded(part: string | undefined): string | null {
  if (part === undefined) return null
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
