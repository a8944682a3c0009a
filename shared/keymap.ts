/**
 * Every key of the app, in one place: what it does, where it holds. The help sheet is drawn from it,
 * `KeyListener` carries out the actions, the desktop's menu shows them, and what belongs to one control (the
 * composer, a permission) takes its chord from here.
 */

/** What can be asked for from anywhere: by key, in the command palette, from a menu. */
export const actionIds = [
  'palette',
  'help',
  'settings',
  'home',
  'doctor',
  'all-usage',
  'new-session',
  'open-folder',
  'toggle-sidebar',
  'find',
  'search',
  'focus-composer',
  'interrupt',
  'next-session',
  'previous-session',
  'copy-answer',
  'rewind',
  'fork',
  'rename',
  'archive',
  'export',
  'copy-continue-command',
  'usage',
  'delete'
] as const

/** One of them; what carries it out is registered with `KeyListener` by this id. */
export type ActionId = (typeof actionIds)[number]

/** What an action's key is; those without one are reached through the palette. */
export const actionChords: Readonly<Partial<Record<ActionId, string>>> = {
  palette: 'Mod+K',
  help: '?',
  settings: 'Mod+,',
  'new-session': 'Mod+Shift+O',
  'toggle-sidebar': 'Mod+B',
  find: 'Mod+F',
  search: 'Mod+Shift+F',
  'focus-composer': 'Mod+Shift+L',
  'next-session': 'Alt+PageDown',
  'previous-session': 'Alt+PageUp',
  'copy-answer': 'Mod+Shift+C'
}

/** Keys that a browser keeps to itself: only the desktop app has them. Its page listens to them; the menu bar shows them. */
export const menuChords = {
  'new-session': 'Mod+N',
  'new-window': 'Mod+Shift+N',
  'open-folder': 'Mod+O'
} as const

/** Keys that hold inside one part of the page; the part itself listens. */
export const localKeys = {
  composer: {
    send: ['Enter'],
    newLine: ['Shift+Enter'],
    newLineToo: ['Alt+Enter'],
    interruptAndSend: ['Mod+Enter'],
    interrupt: ['Escape'],
    rewind: ['Escape', 'Escape'],
    recall: ['ArrowUp'],
    mode: ['Shift+Tab'],
    command: ['/'],
    mention: ['@'],
    moveQueued: ['Alt+ArrowUp']
  },
  find: { next: ['Enter'], previous: ['Shift+Enter'], close: ['Escape'] },
  permission: {
    allow: ['A'],
    // Two keys, one after the other: what is kept for longer is never one letter.
    session: ['S', 'Enter'],
    project: ['P', 'Enter'],
    deny: ['D'],
    note: ['N'],
    edit: ['E'],
    focus: ['F6']
  },
  transcript: { top: ['Home'], end: ['End'], pageUp: ['PageUp'], pageDown: ['PageDown'] }
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/** While someone types, a key without a modifier is a letter and nothing else. */
export function isTyped(chord: string): boolean {
  return !chord.includes('Mod') && !chord.includes('Alt')
}
