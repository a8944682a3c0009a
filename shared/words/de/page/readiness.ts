/** Why an agent cannot run here, and what helps, by the code of its readiness. Pure. */
import type { ReadinessCode } from '../../en/readiness.ts'
import type { Readiness, ReadinessWords } from '../../sentence.ts'

export const readiness: Readonly<Record<ReadinessCode, Readiness>> = {
  agent_not_found: ({ why, file, place, by }) => {
    switch (why) {
      case 'missing':
        return {
          reason: 'Claude Code wurde auf diesem Rechner nicht gefunden.',
          remedy:
            'Installiere es (https://code.claude.com/docs/de/setup) oder wähle sein Programm in den Einstellungen, dann versuche es noch einmal.'
        }
      case 'unsafe':
        return unsafe(`Claude Code (${file})`, place, by)
      case 'chosen_unsafe':
        return unsafe(`Das Programm aus den Einstellungen (${file})`, place, by)
      case 'chosen_missing':
        return {
          reason: `Das Programm aus den Einstellungen, ${file}, gibt es nicht, oder es lässt sich nicht starten.`,
          remedy:
            'Wähle dort ein anderes (mit vollem Pfad), oder leere die Wahl, damit Claude Code gesucht wird.'
        }
      default:
        return null
    }
  },
  agent_not_running: ({ reason }) =>
    reason === undefined
      ? null
      : {
          reason: `Claude Code wurde gefunden, läuft aber nicht: ${reason}`,
          remedy:
            'Starte `claude --version` in einem Terminal, um den Grund zu sehen, oder wähle in den Einstellungen ein anderes Programm.'
        }
}

type Given = string | number | undefined

function unsafe(what: string, place: Given, by: Given): ReadinessWords {
  const not = `${what} wird nicht gestartet: Andere könnten es verändert haben.`
  const otherwise = ', oder wähle in den Einstellungen ein anderes Programm und versuche es dann noch einmal.'
  return by === 'owner'
    ? {
        reason: `${not} ${place} gehört einem anderen Benutzer dieses Rechners.`,
        remedy: `Übernimm es, wenn du dem Inhalt traust (\`sudo chown "$USER" '${place}'\`)${otherwise}`
      }
    : {
        reason: `${not} Andere Benutzer dieses Rechners dürfen ${place} verändern.`,
        remedy: `Verwehre es ihnen (\`chmod go-w '${place}'\`)${otherwise}`
      }
}
