/** Whether the desktop specs can run here, and on what. Called by test.ts and e2e.ts. */

export type DesktopTests =
  | { readonly kind: 'run'; readonly on: 'Electron' | 'the stand-in' }
  | { readonly kind: 'skip'; readonly why: string }

/** With ELECTRON_REAL=1 on the installed Electron, else on the stand-in, which needs a POSIX shell. */
export function desktopTests(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform
): DesktopTests {
  if (env['ELECTRON_REAL'] === '1') return { kind: 'run', on: 'Electron' }
  if (platform !== 'win32') return { kind: 'run', on: 'the stand-in' }
  return {
    kind: 'skip',
    why: 'the stand-in does not run on Windows; set ELECTRON_REAL=1 with Electron installed'
  }
}
