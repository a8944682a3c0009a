import type { PageWords } from '../../en/page/index.ts'
import { plural } from '../plural.ts'

export const search: PageWords['search'] = {
  title: 'Alles durchsuchen',
  label: 'Alles durchsuchen, was je gesagt wurde',
  placeholder: 'Wörter, "eine Wendung", Anfang*, -ohne',
  hint: 'Findet, was du und deine Agenten gesagt haben: in jeder Sitzung, in jedem Projekt, hier oder in einem Terminal.\nEnger wird es mit project:, agent:, role:, tool:, after:2026-01-31, before:2026-01-31. in:all sieht auch Gedanken, Werkzeuge und Unteragenten durch.',
  filters: 'Filter',
  inAll: 'Auch Werkzeuge und Gedanken',
  newFirst: 'Neueste zuerst',
  by: { user: 'Von mir', assistant: 'Von Agenten', tool: 'Werkzeuge' },
  without: (filter) => `Filter ${filter} entfernen`,
  searching: 'Sucht …',
  count: (count, hasMore) =>
    hasMore ? `${count} Treffer und mehr` : plural(count, { one: '1 Treffer', other: `${count} Treffer` }),
  indexing: (done, total) => `${done} von ${total} Sitzungen sind bisher erfasst`,
  nothing: 'Nichts gefunden.',
  nothingInWords: 'In dem, was gesagt wurde, steht das nicht.',
  lookInAll: 'Auch Werkzeuge und Gedanken durchsuchen',
  hits: 'Treffer',
  untitled: 'Sitzung ohne Titel',
  more: 'Mehr zeigen',
  everywhere: 'Überall',
  everythingFor: (words) => `Alles nach „${words}“ durchsuchen`,
  role: { user: 'Du', assistant: 'Agent', system: 'Hinweis' },
  kind: {
    title: 'Titel',
    thinking: 'Gedanken',
    tool_input: 'Werkzeugaufruf',
    tool_output: 'Werkzeugausgabe',
    notice: 'Hinweis',
    document: 'Anhang'
  }
}
