/** What was chosen of the app's looks, put where styles read it: attributes of `<html>`. */
import type { Settings } from '../../shared/settings.ts'

export function showAppearance({ theme, fontSize, motion }: Settings): void {
  const { dataset } = document.documentElement
  dataset['theme'] = theme
  dataset['fontSize'] = String(fontSize)
  dataset['motion'] = motion
}
