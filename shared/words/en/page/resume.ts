/** About sessions that cannot simply go on. */
export const resume = {
  transcriptGone: 'What was said in this session is no longer where its agent keeps it, so it cannot go on.',
  folderGone: (folder: string) => `The folder this session works in is gone: ${folder}`,
  choices: {
    restore: 'Restore from the vault',
    choose_folder: 'Choose the folder…',
    fork: 'Continue in a copy',
    summarize: 'New session with a summary'
  },
  restored: 'The session is back where its agent keeps it.',
  folderTitle: 'Where is the folder now?',
  folderLabel: 'Full path of the folder',
  draftIntro: 'This goes on from an earlier session that cannot be resumed. In short, what was said there:',
  draftFirst: 'It began with:',
  draftLast: 'It ended with:',
  draftRoles: { user: 'I said:', assistant: 'The agent said:' },
  draftChanged: 'Files that were edited:'
}
