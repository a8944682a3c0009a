export const markdown = {
  wrap: 'Wrap long lines',
  showAllLines: (count: number) => `Show all ${count.toLocaleString('en')} lines`,
  showAllSize: (size: string) => `Show all (${size})`,
  showLess: 'Show less',
  openFile: (path: string, line: number | null) =>
    line === null ? `Open ${path}` : `Open ${path} at line ${line}`,
  picture: 'Picture',
  done: 'Done',
  notDone: 'Not done',
  note: (label: string) => `Footnote ${label}`,
  diagram: 'Diagram',
  showSource: 'Show source',
  showDiagram: 'Show diagram',
  drawingDiagram: 'Drawing…',
  diagramLarge: 'This diagram is large and may take long to draw.',
  drawDiagram: 'Draw it',
  diagramFailed: (reason: string) => `This diagram could not be drawn: ${reason}`,
  diagramSilent:
    'This diagram took too long to draw, or what draws it could not be loaded. Reload to try again.'
}
