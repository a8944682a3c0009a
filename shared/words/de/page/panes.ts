import type { PageWords } from '../../en/page/index.ts'

export const panes: PageWords['panes'] = {
  sidebarWidth: 'Breite der Seitenleiste',
  width: (pane) => `Breite: ${pane}`,
  height: (pane) => `Höhe: ${pane}`,
  hide: (pane) => `${pane} verbergen`
}
