import type { DesktopWords } from '../../en/desktop/index.ts'

export const dialogs: DesktopWords['dialogs'] = {
  openFolder: 'Ordner öffnen',
  open: 'Öffnen',
  export: 'Exportieren'
}
