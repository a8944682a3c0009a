/** What is said when Skein is asked from outside to open something. Shown by openFromSystem.ts. */

export const opening = {
  notOpened: 'This could not be opened',
  refused: {
    'too-long': 'This link is not one Skein can open, nor is it a path: it is too long. Nothing was opened.',
    several: 'Skein opens one folder or link at a time: `skein PATH`. Nothing was opened.',
    'bad-path':
      'This is not the path of a folder Skein can open. Name the full path of a folder on this computer.',
    'bad-link':
      'This link is not one Skein can open. Links look like `skein://open?project=…&session=…`. Nothing was opened.',
    'unknown-parameter':
      'This link asks for more than opening a project or a session, and a link can do no more. Nothing was opened.',
    'bad-id':
      'This link names a session in a way that cannot be right. Copy the link again where you have it from.'
  },
  noProject:
    'The project of this link is not known here. It may have been removed, or live on another computer.',
  noSession:
    'The session of this link is not known here. It may have been deleted, or live on another computer.',
  ask: 'Open this folder?',
  askDetail: (path: string) =>
    `${path}\n\nA link asks Skein to open it as a project. Only open folders of people you trust. Nothing in it is run by opening it.`,
  open: 'Open folder',
  cancel: 'Cancel',
  recentProjects: 'Recent projects',
  newSession: 'New session'
}
