/**
 * The look of a run of terminal text, readable on light and on dark: the sixteen named colours are ours
 * (tools.css), any other keeps its hue and is made as dark or as light as the theme needs. Pure.
 */
import type { CSSProperties } from 'react'
import type { AnsiColour, AnsiRun } from './ansiRuns.ts'

export function ansiStyle({ colour, ground, marks }: AnsiRun): CSSProperties {
  const lines = [
    ...(marks.has('underline') ? ['underline'] : []),
    ...(marks.has('strikethrough') ? ['line-through'] : [])
  ]
  return {
    ...(colour && { color: readable(colour) }),
    ...(ground && { backgroundColor: `color-mix(in oklab, ${plain(ground)} 24%, transparent)` }),
    ...(marks.has('bold') && { fontWeight: 650 }),
    ...(marks.has('dim') && !colour && { color: 'var(--color-ink-faint)' }),
    ...(marks.has('italic') && { fontStyle: 'italic' }),
    ...(lines.length > 0 && { textDecorationLine: lines.join(' ') })
  }
}

function readable(colour: AnsiColour): string {
  if (colour.kind === 'named') return plain(colour)
  const from = `oklch(from ${plain(colour)}`
  return `light-dark(${from} min(l, 0.48) c h), ${from} max(l, 0.74) c h))`
}

function plain(colour: AnsiColour): string {
  return colour.kind === 'named'
    ? `var(--ansi-${colour.name})`
    : `rgb(${colour.red} ${colour.green} ${colour.blue})`
}
