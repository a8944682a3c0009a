/**
 * `npm run dev`: the page with hot reload. With a display and Electron's binary the desktop app is
 * rebuilt and started again when its sources change; otherwise the server runs from its sources and
 * the page is opened in a browser.
 */
import { once } from 'node:events'
import { createServer as createTcpServer } from 'node:net'
import { createServer } from 'vite'
import { desktopReadiness, hasDisplay } from './electronApp.ts'
import { endWithParent } from './endWithParent.ts'
import { orExplain } from './orExplain.ts'
import { runNode, tool } from './run.ts'
import { serveToBrowser } from './serveToBrowser.ts'

endWithParent()
await orExplain(async () => {
  const port = await freePort()
  process.env['SKEIN_DEV_PORT'] = String(port) // read by electron.vite.config.ts and main.ts
  const flags = process.argv.slice(2)
  const desktop = await desktopReadiness()
  if (desktop.ready) {
    const env = { ELECTRON_EXEC_PATH: desktop.executable }
    process.exitCode = await runNode(tool.electronVite, ['--watch', ...flags], { env })
    return
  }
  process.stderr.write(
    `The desktop app cannot run here, because ${desktop.missing}; developing in the browser.\n`
  )
  process.exitCode = await developInBrowser(port, flags)
})

async function developInBrowser(port: number, flags: readonly string[]): Promise<number> {
  // Not imported at the top: it reads SKEIN_DEV_PORT when it is loaded.
  const { renderer } = await import('../electron.vite.config.ts').then((config) => config.default)
  const page = await createServer({ ...renderer, configFile: false })
  await page.listen()
  const pageUrl = page.resolvedUrls?.local[0] ?? ''
  try {
    return await serveToBrowser(['--port', String(port), ...flags], {
      open: hasDisplay() && !process.env['CI'],
      entry: 'electron/headless.ts',
      env: { SKEIN_DEV_ORIGIN: new URL(pageUrl).origin },
      pageUrl
    })
  } finally {
    await page.close()
  }
}

/** A port nobody listens on now. The page's server must know it before the session server starts. */
async function freePort(): Promise<number> {
  const probe = createTcpServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('No free port was found.')
  return address.port
}
