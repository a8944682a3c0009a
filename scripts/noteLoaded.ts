/**
 * Put before a program with `--import`: appends the address of every module it loads to the file that
 * `SKEIN_LOADED` names, one a line, as it is loaded. `loadedAtStart.ts` reads it.
 */
import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'

const file = process.env['SKEIN_LOADED']
if (file === undefined) throw new Error('SKEIN_LOADED names no file')
registerHooks({
  load: (url, context, next) => {
    appendFileSync(file, `${url}\n`)
    return next(url, context)
  }
})
