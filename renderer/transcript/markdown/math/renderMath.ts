/**
 * TeX to MathML, which the browser draws itself: no fonts, no styles. Fetched with KaTeX when the first
 * settled math is drawn.
 */
import katex from 'katex'

/** An element of MathML: what `MathView` makes React elements of. */
export interface MathNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (MathNode | string)[]
}

/** Longer sources are shown as they are. */
const LONGEST = 4_000

const ELEMENTS: ReadonlySet<string> = new Set([
  'math',
  'semantics',
  'mrow',
  'mi',
  'mn',
  'mo',
  'ms',
  'mtext',
  'mspace',
  'mfrac',
  'msqrt',
  'mroot',
  'mstyle',
  'merror',
  'mpadded',
  'mphantom',
  'menclose',
  'msub',
  'msup',
  'msubsup',
  'munder',
  'mover',
  'munderover',
  'mmultiscripts',
  'mtable',
  'mtr',
  'mlabeledtr',
  'mtd'
])

/** No `href`, `style`, `class` or `id` among them. */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  'accent',
  'accentunder',
  'columnalign',
  'columnlines',
  'columnspacing',
  'depth',
  'display',
  'displaystyle',
  'fence',
  'form',
  'height',
  'largeop',
  'linethickness',
  'lspace',
  'mathbackground',
  'mathcolor',
  'mathsize',
  'mathvariant',
  'maxsize',
  'minsize',
  'movablelimits',
  'notation',
  'rowlines',
  'rowspacing',
  'rspace',
  'scriptlevel',
  'separator',
  'stretchy',
  'symmetric',
  'voffset',
  'width'
])

/** Null when it is not TeX that KaTeX understands. */
export function renderMath(source: string, display: boolean): MathNode | null {
  if (source.length > LONGEST) return null
  try {
    const markup = katex.renderToString(source, {
      displayMode: display,
      output: 'mathml',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxSize: 20,
      maxExpand: 500
    })
    const root = new DOMParser().parseFromString(markup, 'application/xml').querySelector('math')
    return root ? toNode(root) : null
  } catch {
    // Not TeX, or TeX that KaTeX does not know: the source is shown.
    return null
  }
}

function toNode(element: Element): MathNode {
  const attributes: Record<string, string> = {}
  for (const { name, value } of element.attributes) if (ATTRIBUTES.has(name)) attributes[name] = value
  const children: (MathNode | string)[] = []
  for (const child of element.childNodes) {
    if (child instanceof Element) {
      if (ELEMENTS.has(child.localName)) children.push(toNode(child))
    } else if (child.nodeType === Node.TEXT_NODE) children.push(child.textContent ?? '')
  }
  return { name: element.localName, attributes, children }
}
