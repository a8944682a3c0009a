export const palette = {
  title: 'Command palette',
  placeholder: 'Search commands, sessions, projects and what was said',
  nothing: 'Nothing found.',
  searching: 'Searching…',
  more: 'Show more sessions',
  commands: 'Commands',
  sessions: 'Sessions',
  projects: 'Projects'
}
