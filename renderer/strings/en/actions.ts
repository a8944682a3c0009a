/** What the actions of the keymap are called, in the palette, in menus and on the help sheet. */
export const actions = {
  palette: 'Command palette',
  help: 'Keyboard shortcuts',
  settings: 'Settings',
  home: 'All projects',
  doctor: 'Look whether all is well',
  'new-session': 'New session',
  'open-folder': 'Open a folder…',
  'toggle-sidebar': 'Show or hide the sidebar',
  find: 'Find in this session',
  'focus-composer': 'Write a message',
  'next-session': 'Next session',
  'previous-session': 'Previous session',
  'copy-answer': 'Copy the last answer',
  rewind: 'Go back to an earlier message…',
  fork: 'Fork this session',
  rename: 'Rename this session…',
  archive: 'Archive this session',
  export: 'Export this session…',
  'copy-continue-command': 'Copy the terminal command that continues this session',
  usage: 'Tokens and cost of this session',
  delete: 'Delete this session…'
}
