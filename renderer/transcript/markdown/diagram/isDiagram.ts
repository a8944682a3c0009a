/** Whether a fenced block of this language is drawn instead of printed. */
export function isDiagram(language: string): boolean {
  return language.toLowerCase() === 'mermaid'
}
