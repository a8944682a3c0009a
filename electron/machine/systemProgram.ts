/** Programs that come with the system, by the places where each system has them: `PATH` is not asked. Pure. */
import { win32 } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

const inWindows = {
  'cmd.exe': ['System32', 'cmd.exe'],
  'explorer.exe': ['explorer.exe'],
  'powershell.exe': ['System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe'],
  'taskkill.exe': ['System32', 'taskkill.exe']
} as const

export type WindowsProgram = keyof typeof inWindows

/** Where Windows lies; what is no path on a drive of this machine is not believed. */
function windowsFolder(env: Env): string {
  const told = Object.entries(env).find(([name]) => name.toUpperCase() === 'SYSTEMROOT')?.[1] ?? ''
  return /^[a-z]:\\/iu.test(told) ? told : 'C:\\Windows'
}

export function windowsProgram(name: WindowsProgram, env: Env = process.env): string {
  return win32.join(windowsFolder(env), ...inWindows[name])
}

/** Where POSIX systems keep what they need themselves. */
export const systemPath = '/usr/bin:/bin:/usr/sbin:/sbin'
