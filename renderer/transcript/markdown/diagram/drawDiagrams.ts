/**
 * The program of `diagram.html`, a frame of its own: Mermaid writes style elements, which the page's
 * policy forbids and the frame's allows. Takes sources through a port and answers with pictures; it
 * can reach nothing else. The page is `DiagramFrame.ts`.
 */
import mermaid from 'mermaid'
import { DrawRequest, GREETING } from './drawing.ts'
import type { DrawAnswer, Drawing } from './drawing.ts'
import { diagramTheme } from './diagramTheme.ts'

/** Options that a directive in a diagram cannot change: Mermaid's own list, looks, and labels in HTML. */
const KEPT_FROM_DIAGRAMS = [
  'secure',
  'securityLevel',
  'startOnLoad',
  'maxTextSize',
  'maxEdges',
  'suppressErrorRendering',
  'htmlLabels',
  'theme',
  'themeCSS',
  'themeVariables',
  'fontFamily',
  'altFontFamily',
  'dompurifyConfig'
]

window.addEventListener('message', ({ origin, source, data, ports }) => {
  if (origin !== window.location.origin || source !== window.parent || data !== GREETING) return
  const [port] = ports
  if (!port) return
  port.onmessage = ({ data: request }) => {
    void answer(DrawRequest.parse(request)).then((reply) => port.postMessage(reply)) // never rejects
  }
})

async function answer({ id, source, isDark }: DrawRequest): Promise<DrawAnswer> {
  try {
    return { type: 'drawn', id, drawing: await draw(`drawing-${id}`, source, isDark) }
  } catch (thrown) {
    return { type: 'failed', id, reason: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

async function draw(name: string, source: string, isDark: boolean): Promise<Drawing> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    secure: KEPT_FROM_DIAGRAMS,
    layout: 'dagre',
    // Labels in HTML would need a page around them; a picture has none.
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    ...diagramTheme(isDark)
  })
  const { svg } = await mermaid.render(name, source)
  // Into a document that is never shown: nothing in it loads or runs.
  const root = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg')
  if (!root) throw new Error('it has no picture')
  const [, , width = 0, height = 0] = (root.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  root.setAttribute('width', String(width))
  root.setAttribute('height', String(height))
  root.style.removeProperty('max-width')
  // As XML: a picture is read by a stricter parser than a page.
  return { svg: new XMLSerializer().serializeToString(root), width, height }
}
