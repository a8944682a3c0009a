/** The colour of a window where its page has not painted yet, so that nothing flashes. Called by startTheme.ts. */
import type { Theme } from '../../../shared/settings.ts'

/** The page's `--color-surface` in renderer/styles/app.css. */
const surface = { light: '#fdfcfa', dark: '#1c1b19' } as const
const contrastSurface = { light: '#ffffff', dark: '#000000' } as const

export function backgroundOf(theme: Theme, systemIsDark: boolean): string {
  const scheme = schemeOf(theme) ?? (systemIsDark ? 'dark' : 'light')
  return theme === 'contrast' ? contrastSurface[scheme] : surface[scheme]
}

/** Whether a theme is light or dark; null when it is as the system is. */
export function schemeOf(theme: Theme): 'light' | 'dark' | null {
  return theme === 'light' || theme === 'dark' ? theme : null
}
