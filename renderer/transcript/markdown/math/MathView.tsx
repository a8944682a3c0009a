/** Math as the browser draws it, once KaTeX is here; its source until then, while it grows, and when it is no TeX. */
import { createElement, Suspense, use, useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { once } from '../once.ts'
import type { MathNode } from './renderMath.ts'

interface MathViewProps {
  readonly source: string
  /** With its delimiters: what is shown while there is no math. */
  readonly raw: string
  readonly display: boolean
  readonly isSettled: boolean
}

const loadMath = once(() => import('./renderMath.ts'))

export function MathView({ source, raw, display, isSettled }: MathViewProps) {
  const written = <MathSource raw={raw} display={display} />
  if (!isSettled) return written
  return (
    <Suspense fallback={written}>
      <DrawnMath source={source} raw={raw} display={display} />
    </Suspense>
  )
}

function DrawnMath({ source, raw, display }: Omit<MathViewProps, 'isSettled'>) {
  const loaded = use(loadMath())
  const tree = useMemo(() => loaded?.renderMath(source, display) ?? null, [loaded, source, display])
  if (!tree) return <MathSource raw={raw} display={display} />
  // The source is what a copied selection and a screen reader without MathML should get.
  const math = toElement(tree, { 'aria-label': source })
  return <span className={display ? 'math-display' : undefined}>{math}</span>
}

function MathSource({ raw, display }: { readonly raw: string; readonly display: boolean }) {
  return <span className={display ? 'math-source math-display' : 'math-source'}>{raw}</span>
}

function toElement(node: MathNode, more?: Readonly<Record<string, string>>): ReactElement {
  return createElement(node.name, { ...node.attributes, ...more }, ...node.children.map(toChild))
}

function toChild(child: MathNode | string): ReactNode {
  return typeof child === 'string' ? child : toElement(child)
}
