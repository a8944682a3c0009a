/** What stands on the system's dialogs that a page asks for. Shown by ipc.ts. */
export interface DialogWords {
  readonly openFolder: string
  readonly open: string
  readonly export: string
}

const en: DialogWords = { openFolder: 'Open Folder', open: 'Open', export: 'Export' }
const de: DialogWords = { openFolder: 'Ordner öffnen', open: 'Öffnen', export: 'Exportieren' }

export const wordsForDialogs = { en, de } as const
