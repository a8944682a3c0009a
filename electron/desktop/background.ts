/** The window's colour before its page has painted, so that nothing flashes. Called by main.ts. */
import type { Settings } from '../../shared/settings.ts'

/** The page's `--color-surface` in renderer/styles/app.css. */
const surface = { light: '#fdfcfa', dark: '#1c1b19' } as const

export function backgroundOf(theme: Settings['theme'], systemIsDark: boolean): string {
  const isDark = theme === 'system' ? systemIsDark : theme === 'dark'
  return isDark ? surface.dark : surface.light
}
