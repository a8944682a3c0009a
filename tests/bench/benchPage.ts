/**
 * Builds a page of this folder as the app is built (production React, our styles), serves it on the
 * loopback, and opens it in a fresh Chromium tab for each sample. Used by benchmarks of the renderer.
 */
import { readFile } from 'node:fs/promises'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { chromium } from 'playwright-core'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { build } from 'vite'
import { chromiumFlags, findChromium } from '../../scripts/chromium.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2'
}

export class BenchPages implements AsyncDisposable {
  readonly #folder: string
  readonly #close: () => Promise<void>
  readonly #url: string
  readonly #browser: Browser

  private constructor(folder: string, url: string, close: () => Promise<void>, browser: Browser) {
    this.#folder = folder
    this.#url = url
    this.#close = close
    this.#browser = browser
  }

  /** @param name the folder below this one that holds the page's `index.html` */
  static async start(name: string): Promise<BenchPages> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'skein-bench-page-')))
    await build({
      root: join(import.meta.dirname, name),
      base: '/',
      configFile: false,
      logLevel: 'error',
      plugins: [react(), tailwindcss()],
      build: { outDir: folder, emptyOutDir: true, minify: true, chunkSizeWarningLimit: 4000 }
    })
    const { url, close } = await serve(folder)
    const executablePath = findChromium() ?? undefined
    const browser = await chromium.launch({
      ...(executablePath === undefined ? null : { executablePath }),
      args: [...chromiumFlags(), '--enable-precise-memory-info', '--js-flags=--expose-gc']
    })
    return new BenchPages(folder, url, close, browser)
  }

  /** Runs `take` in a fresh tab of a fresh profile. */
  async sample<Value>(take: (page: Page, cdp: CDPSession) => Promise<Value>): Promise<Value> {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 800 } })
    try {
      const page = await context.newPage()
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(error.message))
      await page.goto(this.#url)
      await page.waitForFunction('window.bench !== undefined')
      const cdp = await context.newCDPSession(page)
      const value = await take(page, cdp)
      if (problems.length > 0) throw new Error(`the page failed: ${problems.join('; ')}`)
      return value
    } finally {
      await context.close()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close()
    await this.#close()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** Seconds of main-thread work since the tab was opened. */
export async function taskSeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
}

/** MB of JavaScript heap in use after a collection. */
export async function heapMb(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage')
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1024 / 1024
}

async function serve(folder: string): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    const file = join(folder, path === '/' ? 'index.html' : path)
    readFile(file).then(
      (bytes) => {
        response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
        response.end(bytes)
      },
      () => {
        response.statusCode = 404
        response.end()
      }
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = address(server.address())
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
  }
}

function address(value: AddressInfo | string | null): AddressInfo {
  if (value === null || typeof value === 'string') throw new Error('the server has no port')
  return value
}
