/**
 * Loaded into a server with `--import` before anything else: a disk that misbehaves in the way `SKEIN_TEST_DISK` names
 * (JSON: `{ under, code }`, or `{ under, code: "HANG" }`). Only what happens below the folder `under` is touched.
 * Permissions would do for some of it, but not for a tester who is root.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { z } from 'zod'

const { under, code } = z
  .object({ under: z.string(), code: z.string() })
  .parse(JSON.parse(process.env['SKEIN_TEST_DISK'] ?? '{}'))

const isTouched = (path: unknown): boolean => typeof path === 'string' && path.startsWith(under)

function refuse(call: string, path: unknown): never {
  throw Object.assign(new Error(`${code}: the disk of this test, ${call} '${String(path)}'`), { code })
}

/** A drive that is gone: asynchronous calls never come back. */
const never = new Promise<never>(() => {
  // Something must be pending, or Node takes the process for finished.
  setInterval(() => undefined, 60_000)
})

if (code === 'HANG') {
  const { stat } = fs.promises
  Object.assign(fs.promises, {
    stat: (path: string) => (isTouched(path) ? never : stat(path))
  })
} else {
  const { mkdirSync, writeFileSync } = fs
  Object.assign(fs, {
    mkdirSync: (path: string, options: object) =>
      isTouched(path) ? refuse('mkdir', path) : mkdirSync(path, options),
    writeFileSync: (path: string, text: string, options: object) =>
      isTouched(path) ? refuse('open', path) : writeFileSync(path, text, options)
  })
}
syncBuiltinESMExports()
