/**
 * `webContents`: one tab of the real Chromium, with the built preload in an isolated world. Made by
 * browserWindow.ts. Navigation, IPC and crashes reach the app as Electron's events.
 */
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { messageOf } from '../../shared/errors.ts'
import { BrowserGone, type CdpPipe } from './cdpPipe.ts'
import { filePathsVariable, tellFilePaths } from './filePaths.ts'
import type { IpcMain } from './ipcMain.ts'
import { bindingName, deliverName, pageScripts, preloadWorldName } from './pageScripts.ts'
import type { StandInSession } from './session.ts'
import { plainValue } from './plainValue.ts'
import type { ToPreload } from './preloadWorld.ts'
import { eventWith, PreventableEvent } from './preventable.ts'

/** What a page needs of the rest of the stand-in. */
export interface PageSurroundings {
  /** Resolves when Chromium runs. */
  readonly cdp: Promise<CdpPipe>
  readonly ipcMain: IpcMain
  readonly session: StandInSession
}

export interface PageOptions {
  /** Path of the built preload; a page without one has no bridge. */
  readonly preload: string | undefined
  readonly size: { readonly width: number; readonly height: number }
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' }

const Said = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invoke'), id: z.number(), channel: z.string(), args: z.array(z.unknown()) }),
  z.object({ kind: z.literal('send'), channel: z.string(), args: z.array(z.unknown()) }),
  z.object({ kind: z.literal('open'), url: z.string() }),
  z.object({ kind: z.literal('navigate'), url: z.string() }),
  z.object({ kind: z.literal('preload-error'), message: z.string() })
])

const Context = z.object({
  context: z.object({
    name: z.string(),
    uniqueId: z.string(),
    auxData: z.object({ frameId: z.string() }).optional()
  })
})
const Binding = z.object({ name: z.string(), payload: z.string() })
const Navigated = z.object({ frame: z.object({ url: z.string(), parentId: z.string().optional() }) })
const Paused = z.object({
  requestId: z.string(),
  frameId: z.string(),
  request: z.object({ url: z.string() }),
  redirectedRequestId: z.string().optional()
})
const Evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.object({ text: z.string() }).optional()
})

export class WebContents extends EventEmitter {
  readonly id: number
  /** The frame that IPC events name as their sender. */
  readonly mainFrame = { url: '' }
  /** Resolves when the tab is there and prepared. */
  readonly opened: Promise<void>
  readonly #surroundings: PageSurroundings
  #cdp: CdpPipe | null = null
  #target = ''
  #cdpSession = ''
  #preloadContext: string | null = null
  #openHandler: OpenHandler = () => ({ action: 'allow' })
  #destroyed = false
  #crashed = false
  #loading = false
  #zoom = 0

  constructor(id: number, options: PageOptions, surroundings: PageSurroundings) {
    super()
    this.id = id
    this.#surroundings = surroundings
    this.opened = this.#open(options)
    this.#background(this.opened)
  }

  /** The tab's id in the protocol, by which Playwright asks for its window. */
  get targetId(): string {
    return this.#target
  }

  getURL(): string {
    return this.mainFrame.url
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isCrashed(): boolean {
    return this.#crashed
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  /** Resolves when the page has loaded; rejects when it could not be reached. */
  async loadURL(url: string): Promise<void> {
    this.#loading = true
    await this.opened
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', resolve))
    const { errorText } = z
      .object({ errorText: z.string().optional() })
      .parse(await this.#command('Page.navigate', { url }))
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`)
    await loaded
  }

  isLoadingMainFrame(): boolean {
    return this.#loading
  }

  /** Kept, not drawn: how large a page is at a zoom level is Chromium's own affair. */
  setZoomLevel(level: number): void {
    this.#zoom = level
  }

  getZoomLevel(): number {
    return this.#zoom
  }

  reload(): void {
    this.#background(this.loadURL(this.mainFrame.url))
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
    this.#deliver({ kind: 'message', channel, args: args.map(plainValue) })
  }

  async executeJavaScript(expression: string): Promise<unknown> {
    await this.opened
    const evaluated = await this.#command('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true
    })
    const { result, exceptionDetails } = Evaluated.parse(evaluated)
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
    return result.value
  }

  forcefullyCrashRenderer(): void {
    // Never answered: there is nobody left to answer.
    this.#background(this.#command('Page.crash'))
  }

  close(): void {
    this.emit('close-requested')
  }

  resize(width: number, height: number): void {
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false }
    this.#background(this.opened.then(() => this.#command('Emulation.setDeviceMetricsOverride', metrics)))
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    if (this.#cdp !== null) this.#background(this.#cdp.send('Target.closeTarget', { targetId: this.#target }))
    this.emit('destroyed')
  }

  async #open({ preload, size }: PageOptions): Promise<void> {
    const cdp = await this.#surroundings.cdp
    this.#cdp = cdp
    const target = { url: 'about:blank', newWindow: true }
    const { targetId } = z
      .object({ targetId: z.string() })
      .parse(await cdp.send('Target.createTarget', target))
    this.#target = targetId
    const attached = await cdp.send('Target.attachToTarget', { targetId, flatten: true })
    this.#cdpSession = z.object({ sessionId: z.string() }).parse(attached).sessionId
    this.#listen()
    if (process.env[filePathsVariable] === '1') await this.#tellFilePaths()
    const scripts = pageScripts(preload === undefined ? '' : readFileSync(preload, 'utf8'))
    await Promise.all([
      this.#command('Page.enable'),
      this.#command('Inspector.enable'),
      this.#command('Runtime.addBinding', { name: bindingName, executionContextName: preloadWorldName }),
      this.#command('Runtime.enable'),
      this.#command('Fetch.enable', { patterns: [{ resourceType: 'Document' }] }),
      this.#command('Page.addScriptToEvaluateOnNewDocument', { source: scripts.main }),
      this.#command('Page.addScriptToEvaluateOnNewDocument', {
        source: scripts.preload,
        worldName: preloadWorldName
      }),
      this.#command('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false })
    ])
  }

  #tellFilePaths(): Promise<void> {
    const page = {
      on: (event: string, hear: (params: unknown) => void) => this.#on(event, hear),
      send: (method: string, params?: object) => this.#command(method, params)
    }
    return tellFilePaths(page, (error) => this.#background(Promise.reject(error)))
  }

  #listen(): void {
    this.#on('Runtime.executionContextCreated', (params) => {
      const { context } = Context.parse(params)
      const isPreload = context.name === preloadWorldName && context.auxData?.frameId === this.#target
      if (isPreload) this.#preloadContext = context.uniqueId
    })
    this.#on('Runtime.bindingCalled', (params) => {
      const { name, payload } = Binding.parse(params)
      if (name === bindingName) this.#hear(Said.parse(JSON.parse(payload)))
    })
    this.#on('Page.frameNavigated', (params) => {
      const { frame } = Navigated.parse(params)
      if (frame.parentId !== undefined) return
      this.#crashed = false
      this.mainFrame.url = frame.url
      this.emit('did-navigate', new PreventableEvent(), frame.url)
    })
    this.#on('Page.navigatedWithinDocument', (params) => {
      const moved = z.object({ frameId: z.string(), url: z.string() }).parse(params)
      if (moved.frameId !== this.#target) return
      this.mainFrame.url = moved.url
      this.emit('did-navigate-in-page', new PreventableEvent(), moved.url, true)
    })
    this.#on('Page.loadEventFired', () => {
      if (this.mainFrame.url === 'about:blank') return
      this.#loading = false
      this.emit('did-finish-load', new PreventableEvent())
    })
    this.#on('Inspector.targetCrashed', () => {
      this.#crashed = true
      this.emit('render-process-gone', new PreventableEvent(), { reason: 'crashed', exitCode: 5 })
    })
    this.#on('Fetch.requestPaused', (params) => this.#background(this.#decideDocument(Paused.parse(params))))
  }

  /** Every document passes here before it is fetched: redirects and frames are the app's to refuse. */
  async #decideDocument({
    requestId,
    frameId,
    request,
    redirectedRequestId
  }: z.infer<typeof Paused>): Promise<void> {
    const isMainFrame = frameId === this.#target
    const details = { url: request.url, isSameDocument: false, isMainFrame, frame: null }
    const asked: PreventableEvent[] = []
    if (redirectedRequestId !== undefined) asked.push(this.#ask('will-redirect', details))
    else if (!isMainFrame) asked.push(this.#ask('will-frame-navigate', details))
    if (asked.some((event) => event.defaultPrevented)) {
      await this.#command('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      return
    }
    const { session } = this.#surroundings
    if (isMainFrame && this.#cdp !== null) await session.decideFor(this, request.url, this.#cdp)
    await this.#command('Fetch.continueRequest', { requestId })
  }

  #ask<Details extends object>(name: string, details: Details): PreventableEvent & Details {
    const event = eventWith(details)
    this.emit(name, event)
    return event
  }

  #hear(said: z.infer<typeof Said>): void {
    switch (said.kind) {
      case 'invoke':
        this.#background(this.#answer(said.id, said.channel, said.args))
        break
      case 'send':
        this.#surroundings.ipcMain.emit(said.channel, this.#ipcEvent(), ...said.args)
        break
      case 'open':
        this.#openHandler({ url: said.url })
        break
      case 'navigate':
        this.#navigateUnlessPrevented(said.url)
        break
      case 'preload-error':
        process.stderr.write(`Unable to load the preload script: ${said.message}\n`)
        this.emit('preload-error', new PreventableEvent(), said.message)
        break
    }
  }

  #navigateUnlessPrevented(url: string): void {
    const details = {
      url,
      isSameDocument: false,
      isMainFrame: true,
      frame: this.mainFrame,
      initiator: this.mainFrame
    }
    const events = [this.#ask('will-frame-navigate', details), this.#ask('will-navigate', details)]
    if (events.every((event) => !event.defaultPrevented)) this.#background(this.loadURL(url))
  }

  async #answer(id: number, channel: string, args: readonly unknown[]): Promise<void> {
    try {
      const value = await this.#surroundings.ipcMain.ask(channel, this.#ipcEvent(), args)
      this.#deliver({ kind: 'result', id, value: plainValue(value) })
    } catch (error) {
      const message = `Error invoking remote method '${channel}': ${error instanceof Error ? String(error) : messageOf(error)}`
      this.#deliver({ kind: 'failure', id, message })
    }
  }

  #ipcEvent(): object {
    return eventWith({ sender: this, senderFrame: this.mainFrame, type: 'frame' })
  }

  #deliver(message: ToPreload): void {
    if (this.#preloadContext === null) return // as in Electron: a page without a preload hears nothing
    const expression = `${deliverName}(${JSON.stringify(message)})`
    const uniqueContextId = this.#preloadContext
    this.#background(this.#command('Runtime.evaluate', { expression, uniqueContextId, silent: true }))
  }

  #on(event: string, hear: (params: unknown) => void): void {
    this.#cdp?.on(event, hear, this.#cdpSession)
  }

  #command(method: string, params: object = {}): Promise<unknown> {
    if (this.#cdp === null) return Promise.reject(new BrowserGone())
    return this.#cdp.send(method, params, this.#cdpSession)
  }

  /** For work whose end nobody waits for. A page or browser that goes in the middle of it is no fault. */
  #background(work: Promise<unknown>): void {
    void work.catch((error: unknown) => {
      const expected = error instanceof BrowserGone || this.#destroyed || this.#crashed
      if (!expected) process.stderr.write(`[electron stand-in] ${messageOf(error)}\n`)
    })
  }
}
