/** What stands in titles that Skein makes. A title is kept, not told: it stays in the language in which it was made. */
export const titles = {
  /** Behind the title of the session it was forked from. */
  fork: ' (fork)',
  untitled: 'Untitled'
}
