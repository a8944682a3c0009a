import type { PageWords } from '../../en/page/index.ts'

export const markdown: PageWords['markdown'] = {
  wrap: 'Lange Zeilen umbrechen',
  showAllLines: (count) => `Alle ${count.toLocaleString('de')} Zeilen zeigen`,
  showAllSize: (size) => `Alles zeigen (${size})`,
  showLess: 'Weniger zeigen',
  openFile: (path, line) => (line === null ? `${path} öffnen` : `${path} in Zeile ${line} öffnen`),
  picture: 'Bild',
  done: 'Erledigt',
  notDone: 'Offen',
  note: (label) => `Fußnote ${label}`,
  diagram: 'Diagramm',
  showSource: 'Quelltext zeigen',
  showDiagram: 'Diagramm zeigen',
  drawingDiagram: 'Zeichnet …',
  diagramLarge: 'Dieses Diagramm ist groß; es zu zeichnen kann dauern.',
  drawDiagram: 'Zeichnen',
  diagramFailed: (reason) => `Dieses Diagramm ließ sich nicht zeichnen: ${reason}`,
  diagramSilent:
    'Dieses Diagramm brauchte zu lange, oder was es zeichnet, konnte nicht geladen werden. Lade neu, um es noch einmal zu versuchen.'
}
