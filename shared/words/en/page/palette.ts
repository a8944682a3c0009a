export const palette = {
  title: 'Command palette',
  placeholder: 'Search commands, sessions and projects',
  nothing: 'Nothing found.',
  searching: 'Searching…',
  more: 'Show more sessions',
  commands: 'Commands',
  sessions: 'Sessions',
  projects: 'Projects'
}
