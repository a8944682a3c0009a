/**
 * The system ends Skein, and nobody is there to be asked: the machine shuts down, a person logs out, a terminal
 * closes. Each system says so in a way of its own. Called by startDesktop.ts.
 */
import { type BrowserWindow, powerMonitor } from 'electron'

/** Electron makes `app.quit()` of the first two, which would ask, and lets the last one kill. */
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** `end` may be called more than once. Returns what every window has to be shown to. */
export function hearSystemEnd(end: () => void): (window: BrowserWindow) => void {
  // The machine waits a few seconds for us: enough to settle, not to ask.
  powerMonitor.on('shutdown', end)
  for (const signal of signals) process.on(signal, end)
  // Windows tells its windows, and only them.
  return (window) => void window.once('session-end', end)
}
