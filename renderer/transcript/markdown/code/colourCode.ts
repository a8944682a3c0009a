/**
 * Code to coloured runs, by the grammars of highlight.js. Runs in the worker: some grammars take minutes for a
 * hostile text, and nothing can stop them from within.
 */
import type { LanguageFn } from 'highlight.js'
import { createLowlight } from 'lowlight'

/** What a stretch of code is; prose.css gives each a colour. */
type CodeTone =
  'comment' | 'string' | 'number' | 'keyword' | 'name' | 'type' | 'property' | 'tag' | 'meta' | 'strong'

export interface CodeRun {
  readonly tone: CodeTone | null
  readonly text: string
}

/** The runs of a code, in order: together they are the code. */
export type Highlight = (code: string) => readonly CodeRun[]

export function createHighlight(name: string, grammars: Readonly<Record<string, LanguageFn>>): Highlight {
  const lowlight = createLowlight(grammars)
  return (code) => {
    const runs: CodeRun[] = []
    addRuns(lowlight.highlight(name, code), null, runs)
    return runs
  }
}

/** Of highlight.js' tree: elements with class names, and text. */
interface TreeNode {
  readonly type: string
  readonly value?: string
  readonly properties?: { readonly className?: unknown }
  readonly children?: readonly TreeNode[]
}

function addRuns(node: TreeNode, tone: CodeTone | null, runs: CodeRun[]): void {
  if (node.type === 'text') {
    const text = node.value ?? ''
    const last = runs.at(-1)
    if (last?.tone === tone) runs[runs.length - 1] = { tone, text: last.text + text }
    else if (text !== '') runs.push({ tone, text })
    return
  }
  const own = toneOf(node.properties?.className) ?? tone
  for (const child of node.children ?? []) addRuns(child, own, runs)
}

const TONES: Readonly<Record<string, CodeTone | 'plain'>> = {
  comment: 'comment',
  quote: 'comment',
  string: 'string',
  regexp: 'string',
  char: 'string',
  addition: 'string',
  code: 'string',
  number: 'number',
  literal: 'number',
  symbol: 'number',
  bullet: 'number',
  keyword: 'keyword',
  operator: 'plain',
  title: 'name',
  section: 'name',
  type: 'type',
  built_in: 'type',
  class: 'type',
  attr: 'property',
  attribute: 'property',
  property: 'property',
  variable: 'property',
  'template-variable': 'property',
  params: 'plain',
  subst: 'plain',
  name: 'tag',
  tag: 'plain',
  'selector-tag': 'tag',
  'selector-class': 'name',
  'selector-id': 'name',
  'selector-attr': 'property',
  'selector-pseudo': 'property',
  meta: 'meta',
  doctag: 'meta',
  link: 'string',
  deletion: 'meta',
  strong: 'strong',
  emphasis: 'plain',
  formula: 'string'
}

/** By the first class, `hljs-title function_` or `hljs-keyword`; null: as what it stands in. */
function toneOf(classes: unknown): CodeTone | null {
  const first: unknown = Array.isArray(classes) ? classes[0] : null
  const scope = typeof first === 'string' ? first.replace(/^hljs-/, '') : ''
  const tone = Object.hasOwn(TONES, scope) ? TONES[scope] : undefined
  return tone === undefined || tone === 'plain' ? null : tone
}
