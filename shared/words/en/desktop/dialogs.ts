/** What stands on the system's dialogs that a page asks for. Shown by ipc.ts. */

export const dialogs = { openFolder: 'Open Folder', open: 'Open', export: 'Export' }
