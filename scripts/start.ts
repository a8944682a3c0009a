/**
 * `npm start`: the desktop app. Where it cannot run (no display, no Electron binary) one line says
 * why, and the same app is served to the browser instead.
 */
import { desktopReadiness, hasDisplay } from './electronApp.ts'
import { endWithParent } from './endWithParent.ts'
import { ensureBuilt } from './freshBuild.ts'
import { orExplain } from './orExplain.ts'
import { root, runProgram } from './run.ts'
import { serveToBrowser } from './serveToBrowser.ts'

endWithParent()
await orExplain(async () => {
  await ensureBuilt()
  const flags = process.argv.slice(2)
  const desktop = await desktopReadiness()
  if (desktop.ready) {
    process.exitCode = await runProgram(desktop.executable, [root, ...flags])
    return
  }
  process.stderr.write(
    `The desktop app cannot run here, because ${desktop.missing}; Skein serves the browser instead.\n`
  )
  process.exitCode = await serveToBrowser(flags, { open: hasDisplay() && !process.env['CI'] })
})
