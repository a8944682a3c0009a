import type { EffortCode, ModeCode, OptionWords } from '../../en/options.ts'
import type { PageWords } from '../../en/page/index.ts'
import { readiness } from './readiness.ts'

export const agents: PageWords['agents'] = {
  descriptions: {
    claude: 'Der Coding-Agent von Anthropic. Braucht ein Konto oder einen API-Schlüssel.',
    guide: 'Eingebaut, ohne Modell und ohne Konto: zeigt mit einfachen Befehlen, wie Skein arbeitet.'
  },
  models: {
    most_capable: 'Das fähigste',
    fast_and_capable: 'Schnell und fähig',
    fastest: 'Das schnellste'
  },
  modes: {
    default: {
      name: 'Fragen',
      description: 'Fragt, bevor er eine Datei ändert oder einen Befehl ausführt.'
    },
    plan: { name: 'Planen', description: 'Liest und denkt, schlägt dann einen Plan vor. Ändert nichts.' },
    acceptEdits: {
      name: 'Änderungen zulassen',
      description: 'Ändert Dateien, ohne zu fragen. Vor Befehlen fragt er weiterhin.'
    },
    auto: {
      name: 'Auto',
      description:
        'Ein zweites Modell beurteilt jeden Schritt: Was es für harmlos hält, läuft ungefragt, alles andere wird abgelehnt oder erfragt. Es kann sich irren und kostet Tokens.'
    },
    dontAsk: {
      name: 'Nicht fragen',
      description: 'Fragt nie: Was deine Antwort bräuchte, wird abgelehnt, und der Agent macht ohne weiter.'
    },
    bypassPermissions: {
      name: 'Ohne Fragen',
      description: 'Fragt nie. Jeder Befehl läuft sofort, mit deinen Rechten.'
    }
  } satisfies Readonly<Record<ModeCode, OptionWords>>,
  efforts: {
    low: { name: 'Gering', description: 'Schnell und kurz. Für kleine, klare Aufgaben.' },
    medium: { name: 'Mittel', description: 'Denkt ein wenig nach. Für die tägliche Arbeit.' },
    high: { name: 'Hoch', description: 'Denkt gründlich nach. Für schwere Aufgaben.' },
    xhigh: {
      name: 'Sehr hoch',
      description: 'Denkt lange nach. Für das, was „Hoch“ nicht löste; langsamer und teurer.'
    },
    max: {
      name: 'Höchster',
      description: 'Denkt ohne Grenze nach. Am langsamsten, braucht die meisten Tokens.'
    }
  } satisfies Readonly<Record<EffortCode, OptionWords>>,
  readiness
}
