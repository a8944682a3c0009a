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

/** Longer sources are shown as they are; so are those that make deeper or larger trees. */
const LONGEST = 4_000
const DEEPEST = 60
const MOST_NODES = 5_000
/** Of commands and of macros, each of which may be longer than the source. */
const MOST_EXPANSIONS = 500
/** Macros with parameters multiply what they are given: a few in each other make millions of signs. */
const LONGEST_WITH_PARAMETERS = 300
const MOST_EXPANSIONS_WITH_PARAMETERS = 40

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
  const hasParameters = source.includes('#')
  if (source.length > (hasParameters ? LONGEST_WITH_PARAMETERS : LONGEST) || isDeep(source)) return null
  try {
    const markup = katex.renderToString(source, {
      displayMode: display,
      output: 'mathml',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxSize: 20,
      maxExpand: hasParameters ? MOST_EXPANSIONS_WITH_PARAMETERS : MOST_EXPANSIONS
    })
    // Each sign of the tree is at most a few of the markup, each element at least some.
    if (markup.length > MOST_NODES * 40) return null
    const root = new DOMParser().parseFromString(markup, 'application/xml').querySelector('math')
    return root && root.querySelectorAll('*').length <= MOST_NODES ? toNode(root, 0) : null
  } catch {
    // Not TeX, or TeX that KaTeX does not know: the source is shown.
    return null
  }
}

/** Whether its groups stand in each other without end. */
function isDeep(source: string): boolean {
  let depth = 0
  for (const [sign] of source.matchAll(/\\begin|\\end|\\left|\\right|\\[^]|[{}]/g)) {
    if (sign === '{' || sign === '\\begin' || sign === '\\left') depth += 1
    else if (sign === '}' || sign === '\\end' || sign === '\\right') depth -= 1
    if (depth > DEEPEST) return true
  }
  return false
}

class TooDeep extends Error {
  override readonly name = 'TooDeep'
}

function toNode(element: Element, depth: number): MathNode {
  if (depth > 4 * DEEPEST) throw new TooDeep('the math is nested too deep')
  const attributes: Record<string, string> = {}
  for (const { name, value } of element.attributes) if (ATTRIBUTES.has(name)) attributes[name] = value
  const children: (MathNode | string)[] = []
  for (const child of element.childNodes) {
    if (child instanceof Element) {
      if (ELEMENTS.has(child.localName)) children.push(toNode(child, depth + 1))
    } else if (child.nodeType === Node.TEXT_NODE) children.push(child.textContent ?? '')
  }
  return { name: element.localName, attributes, children }
}
