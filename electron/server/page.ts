/**
 * The page itself: the built files of the renderer, and the app for every page route. Served from
 * the same origin as the API, so a window, a browser and the tests run the very same thing.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import type { Context } from 'hono'
import { codeOf } from '../../shared/errors.ts'
import type { PageSettings } from '../../shared/settings.ts'
import { firstSpoken } from '../../shared/words/languages.ts'
import type { LanguageCode } from '../../shared/words/languages.ts'
import { Refusal } from '../refusal.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm'
}

/** No page of ours has an address near as long. */
const longestPath = 1_024
/** What the build makes: two folders deep at most, plain names, none of which Windows takes for a device. */
const publicFile = /^(?:\/(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)[\w-][\w.-]{0,120}){1,3}$/iu

export interface PageOptions {
  /** Folder that holds the built `index.html` and `assets/`. */
  readonly pageDir: string
  readonly port: () => number
  /**
   * Written into the page, so that it never flashes in another theme, size or language, and a message sent
   * before the settings were asked for goes to the agent that was chosen.
   */
  readonly settings: () => PageSettings
  /** By their ids: what the agents are called, for the page before they are described. */
  readonly agentNames?: () => Readonly<Record<string, string>>
  /** Told the language of each page that is opened: an agent whose words are ours speaks it. */
  readonly openedIn?: (language: LanguageCode) => void
}

export function servePage({
  pageDir,
  port,
  settings,
  agentNames,
  openedIn
}: PageOptions): (context: Context) => Promise<Response> {
  return async (context) => {
    const path = decodePath(context.req.path)
    if (path.length > longestPath) throw notFound()
    const isFile = extname(path) !== ''
    if (isFile && !publicFile.test(path)) throw notFound()
    if (!isFile && isOpenedAtLocalhost(context)) return toOwnAddress(context, port())
    const file = isFile ? normalize(join(pageDir, path)) : join(pageDir, 'index.html')
    const bytes = await readPublic(file)
    const type = contentTypes[extname(file)]
    if (!type) throw notFound()
    context.header('Content-Type', type)
    const isDiagrams = file === join(normalize(pageDir), 'diagram.html')
    context.header(
      'Content-Security-Policy',
      isDiagrams
        ? diagramSecurityPolicy(bytes.toString('utf8'))
        : contentSecurityPolicy(port(), importMapOf(file, bytes))
    )
    context.header('X-Frame-Options', isDiagrams ? 'SAMEORIGIN' : 'DENY')
    context.header('Cross-Origin-Opener-Policy', 'same-origin')
    if (!file.endsWith('.html')) {
      // Built names carry a hash of their content.
      context.header('Cache-Control', 'public, max-age=31536000, immutable')
      return context.body(new Uint8Array(bytes))
    }
    context.header('Cache-Control', 'no-store')
    const accepted = context.req.header('accept-language') ?? ''
    const html = htmlTag(settings(), accepted, agentNames?.())
    // A browser that fetches the page ahead, or a program, is nobody who reads it.
    if (!isDiagrams && context.req.header('sec-fetch-dest') === 'document')
      openedIn?.(languageWished(accepted))
    return context.body(bytes.toString('utf8').replace(/<html[^>]*>/u, html))
  }
}

/**
 * `localhost` can lead to `::1`, where another user of this machine may listen while Skein runs: a page of ours is
 * at 127.0.0.1 only, and what the browser keeps for it with it. The part after # comes along by itself.
 */
function isOpenedAtLocalhost(context: Context): boolean {
  const isVisit = context.req.header('sec-fetch-mode') === 'navigate'
  return isVisit && /^localhost(?::\d+)?$/iu.test(context.req.header('host') ?? '')
}

function toOwnAddress(context: Context, port: number): Response {
  const { pathname, search } = new URL(context.req.url)
  context.header('Cache-Control', 'no-store')
  return context.redirect(`http://127.0.0.1:${port}${pathname}${search}`, 307)
}

export function htmlTag(
  settings: PageSettings,
  accepted: string,
  agentNames?: Readonly<Record<string, string>>
): string {
  const { theme, fontSize, motion, language, defaultAgent, defaultPermissionMode, sendKey } = settings
  const attributes = {
    lang: language === 'system' ? languageWished(accepted) : language,
    'data-theme': theme,
    'data-motion': motion,
    'data-font-size': String(fontSize),
    'data-agent': defaultAgent,
    'data-permission-mode': defaultPermissionMode,
    'data-send-key': sendKey,
    ...(agentNames === undefined ? null : { 'data-agent-names': JSON.stringify(agentNames) })
  }
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escapeAttribute(value)}"`)
  return `<html ${written.join(' ')}>`
}

/** Almost every value is one of a few of ours; the name of an ACP agent is its maker's. */
function escapeAttribute(value: string): string {
  return value.replace(/[&"<>]/gu, (character) => `&#${character.charCodeAt(0)};`)
}

/** Of an `Accept-Language` header: `de-AT, en;q=0.8`. */
function languageWished(accepted: string): LanguageCode {
  return firstSpoken(accepted.split(',').map((part) => part.split(';', 1)[0]?.trim() ?? ''))
}

/** The one thing a page of ours has inline: what the modules it loads later have to be (`scripts/build/sealedScripts.ts`). */
function importMapOf(file: string, bytes: Buffer): string {
  const text = file.endsWith('.html') ? bytes.toString('utf8') : ''
  const map = /<script type="importmap">([^<]*)<\/script>/u.exec(text)?.[1]
  return map === undefined ? '' : ` 'sha256-${createHash('sha256').update(map).digest('base64')}'`
}

/** Nothing but our own files; sockets to ourselves. No `unsafe-*`, no eval, nothing inline but one import map. */
function contentSecurityPolicy(port: number, importMap = ''): string {
  return [
    "default-src 'none'",
    `script-src 'self'${importMap}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
    "frame-src 'self'", // diagram.html; every other page of ours refuses to be framed
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join('; ')
}

/**
 * The frame that draws diagrams writes styles, which it may; it can reach nothing and load nothing: its program stands
 * in it. It belongs to no origin, so a browser gives it a process of its own, which can be ended.
 */
export function diagramSecurityPolicy(html: string): string {
  const programs = Array.from(html.matchAll(/<script>([^]*?)<\/script>/gu), ([, program = '']) => {
    const sum = createHash('sha256').update(program).digest('base64')
    return `'sha256-${sum}'`
  })
  return [
    "default-src 'none'",
    `script-src ${programs.join(' ') || "'none'"}`,
    "style-src 'unsafe-inline'",
    'sandbox allow-scripts',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'"
  ].join('; ')
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    throw new Refusal(400, 'bad_request', { what: 'address' }, { cause: error })
  }
}

async function readPublic(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') throw notFound()
    throw error
  }
}

function notFound(): Refusal {
  return new Refusal(404, 'no_such_file')
}
