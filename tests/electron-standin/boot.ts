/**
 * Starts an app as Electron would: makes the name `electron` lead to the stand-in, runs Playwright's
 * loader, evaluates the app's main module, then is ready. Started by bin/electron.
 */
import Module from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launchedApp } from './launchedApp.ts'

const launcher = join(import.meta.dirname, 'bin', 'electron')
const args = process.argv.slice(2)
process.argv = [launcher, ...args]
process.execPath = launcher
// The app's own code and libraries ask these to know where they run.
Object.defineProperty(process, 'type', { value: 'browser' })
Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: 'stand-in' } })

const standIn = pathToFileURL(`${import.meta.dirname}/electronModule.ts`).href
Module.registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: standIn, shortCircuit: true }
      : next(specifier, context)
})

const { main, requires } = launchedApp(args)
const { app } = await import('./electronModule.ts')
const require = Module.createRequire(import.meta.url)
for (const path of requires) require(path)
await import(pathToFileURL(main).href)
app.start()
