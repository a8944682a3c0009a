import type { PageWords } from '../../en/page/index.ts'

export const trust: PageWords['trust'] = {
  title: 'Vertraust du dem, was in diesem Ordner liegt?',
  trusting: 'Wenn du ihm vertraust,',
  trusted:
    'laden Agenten, was er an CLAUDE.md, Hooks, MCP-Servern und Einstellungen mitbringt, und lesen (etwa mit git status), ohne zu fragen. All das kann Programme des Ordners in deinem Namen ausführen.',
  notTrusting: 'Wenn nicht,',
  notTrusted:
    'wird nichts davon geladen, auch nicht deine eigenen Einstellungen für Agenten, und vor jedem Befehl wird gefragt.',
  later: 'Du kannst das später im Menü des Projekts ändern.',
  waits: 'Deine Nachricht geht ab, sobald du geantwortet hast.',
  yes: 'Diesem Ordner vertrauen',
  no: 'Nicht vertrauen',
  stop: 'Diesem Ordner nicht mehr vertrauen',
  more: (sentence) => `${sentence} …`
}
