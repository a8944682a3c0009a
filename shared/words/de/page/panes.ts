import type { Strings } from '../strings.ts'

export const panes: Strings['panes'] = {
  sidebarWidth: 'Breite der Seitenleiste',
  width: (pane) => `Breite: ${pane}`,
  height: (pane) => `Höhe: ${pane}`,
  hide: (pane) => `${pane} verbergen`
}
