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
  readiness
}
