export const keys = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  everywhere: 'Everywhere',
  /** What stands on keys that have a name; on a Mac they bear signs. */
  caps: {
    Mod: 'Ctrl',
    Alt: 'Alt',
    Shift: 'Shift',
    Enter: 'Enter',
    Escape: 'Esc',
    ArrowUp: '↑',
    ArrowDown: '↓',
    PageUp: 'PageUp',
    PageDown: 'PageDown',
    Home: 'Home',
    End: 'End'
  },
  composer: {
    title: 'Writing',
    send: 'Send, or queue while the agent works',
    newLine: 'New line',
    newLineToo: 'New line, as in a terminal',
    interruptAndSend: 'Stop the agent and send now',
    interrupt: 'Stop the agent',
    rewind: 'Go back to an earlier message (when nothing is written)',
    recall: 'Earlier prompts',
    mode: 'Next permission mode',
    command: 'Commands of the agent, at the beginning',
    mention: 'Mention a file',
    moveQueued: 'Move a queued message'
  },
  permission: {
    title: 'Permission requests',
    allow: 'Allow once',
    session: 'Allow for this session',
    project: 'Allow for this project',
    deny: 'Deny',
    note: 'Deny with a note',
    edit: 'Edit what will be done',
    focus: 'Go to the open request: its keys count from there'
  },
  find: { title: 'Find', next: 'Next match', previous: 'Previous match', close: 'Close' },
  transcript: {
    title: 'Transcript',
    top: 'To the beginning',
    end: 'To the newest message',
    pageUp: 'A page up',
    pageDown: 'A page down'
  }
}
