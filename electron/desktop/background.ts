/** The window's colour before its page has painted, so that nothing flashes. Called by main.ts. */
import { Settings } from '../../shared/settings.ts'
import type { Endpoint } from '../../shared/preloadApi.ts'

/** The page's `--color-surface` in renderer/styles/app.css. */
const surface = { light: '#fdfcfa', dark: '#1c1b19' } as const

export function backgroundOf(theme: Settings['theme'], systemIsDark: boolean): string {
  const isDark = theme === 'system' ? systemIsDark : theme === 'dark'
  return isDark ? surface.dark : surface.light
}

/** The theme a person chose, asked of the server as the page would; `system` when it does not say. */
export async function chosenTheme({ url, token }: Endpoint): Promise<Settings['theme']> {
  const response = await fetch(new URL('api/settings', url), {
    headers: { authorization: `Bearer ${token}` }
  })
  const settings = Settings.safeParse(await response.json())
  return settings.success ? settings.data.theme : 'system'
}
