/**
 * A drawn text in a few signs, so that the page and the export can be compared: `b i s a` for the emphases and links,
 * blocks by their tags, one paragraph alone without its tag.
 */

const NAMES: Readonly<Record<string, string>> = { strong: 'b', em: 'i', del: 's' }
const BLOCKS = new Set(['p', 'ul', 'ol', 'li', 'blockquote', 'table', 'tr', 'th', 'td', 'pre', 'hr'])

export function drawnText(root: Element): string {
  const drawn = inside(root)
    .trim()
    .replace(/\[([ x])\] */g, '[$1] ')
  const alone = /^<p>((?:(?!<p>)[^])*)<\/p>$/.exec(drawn)
  return alone?.[1] ?? drawn
}

function inside(element: Element): string {
  return [...element.childNodes].map((child) => drawnNode(child)).join('')
}

function drawnNode(node: ChildNode): string {
  if (node instanceof Text) return textOf(node)
  return node instanceof Element ? drawnElement(node) : ''
}

function textOf(node: ChildNode): string {
  const text = node.textContent ?? ''
  const isBetweenBlocks = text.trim() === '' && node.parentElement !== null && text.includes('\n')
  return isBetweenBlocks && node.parentElement?.closest('pre') === null ? '' : text
}

function drawnElement(element: Element): string {
  const { localName } = element
  if (element.matches('.math, .math-source')) return mathOf(element)
  if (element.matches('.code-block') || localName === 'pre') {
    const code = element.matches('pre') ? element : element.querySelector('pre')
    return `<pre>${(code?.textContent ?? '').replace(/\n+$/, '')}</pre>`
  }
  if (element.matches('.note, .footnote')) return noteOf(element)
  if (localName === 'sup') return `<sup>${inside(element)}</sup>`
  if (localName === 'br') return '<br>'
  if (localName === 'hr') return '<hr>'
  if (localName === 'input') return element.hasAttribute('checked') ? '[x] ' : '[ ] '
  if (element.matches('.task-box')) return element.hasAttribute('data-done') ? '[x] ' : '[ ] '
  if (localName === 'a') return `<a ${addressOf(element)}>${inside(element)}</a>`
  const heading = /^h([1-6])$/.exec(localName)?.[1]
  if (heading !== undefined) {
    const depth = element.getAttribute('data-depth') ?? heading
    return `<h${depth}>${inside(element)}</h${depth}>`
  }
  if (localName === 'ol') return `<ol ${element.getAttribute('start') ?? '1'}>${inside(element)}</ol>`
  const name = NAMES[localName] ?? localName
  if (BLOCKS.has(localName)) return `<${name}>${inside(element).trim()}</${name}>`
  return localName === 'code' || localName in NAMES
    ? `<${name}>${inside(element)}</${name}>`
    : inside(element)
}

function addressOf(element: Element): string {
  const written = element.getAttribute('href') ?? ''
  return URL.canParse(written) ? decodeURI(new URL(written).href) : written
}

/** Its label stands before its text. */
function noteOf(element: Element): string {
  const label = element.querySelector('.note-label, sup')
  label?.remove()
  const text = inside(element)
    .replaceAll(/<\/?p>/g, '')
    .trim()
  return `<note ${label?.textContent ?? ''}>${text}</note>`
}

function mathOf(element: Element): string {
  const math = `<math>${element.textContent}</math>`
  return element.localName === 'p' ? `<p>${math}</p>` : math
}
