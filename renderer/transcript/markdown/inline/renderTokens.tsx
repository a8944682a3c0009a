/**
 * Markdown tokens to React elements. No HTML is ever interpreted: tags in an answer are shown as the
 * characters they are. Called by `TextBlock.tsx`.
 */
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import type { MarkedToken, Token, Tokens } from 'marked'
import { isLineBreakTag } from '../../../../shared/markdown/lineBreakTag.ts'
import { CodeBlock } from '../code/CodeBlock.tsx'
import { DiagramBlock } from '../diagram/DiagramBlock.tsx'
import { isDiagram } from '../diagram/isDiagram.ts'
import { codePlace, linkTarget } from '../links/linkTarget.ts'
import { LinkTo } from '../links/LinkTo.tsx'
import { PictureOf } from '../links/PictureOf.tsx'
import { MathLines } from '../math/MathLines.tsx'
import { MathView } from '../math/MathView.tsx'
import { TaskBox } from '../TaskBox.tsx'
import { NoteMark } from '../NoteMark.tsx'
import { decodeEntities } from './decodeEntities.ts'
import type { MathBlockToken, MathToken } from './mathMarks.ts'
import type { NoteToken } from './noteMarks.ts'
import { renderTable } from './renderTable.tsx'
import type { TablePart } from './renderTable.tsx'

/** What holds for a token because of where it stands. */
export interface DrawContext {
  /** False while more of the text may come: math and code are drawn plain until then. */
  readonly isSettled: boolean
  /** False: there is more math than can be drawn. */
  readonly drawsMath: boolean
  readonly inLink: boolean
  readonly depth: number
  /** Where the outermost table stands in the whole of which it is a part. */
  readonly longTable?: TablePart | null
  /** The number of the first item of an outermost list that goes on; see `Block`. */
  readonly listStart?: number | null
}

type KnownToken = MarkedToken | MathToken | MathBlockToken | NoteToken

/** Deeper nesting is drawn as its source: a page that nests without end brings the browser down. */
const DEEPEST = 40

/** The kinds drawn below; anything else is shown as its source. */
const KNOWN: ReadonlySet<string> = new Set<KnownToken['type']>([
  'blockquote',
  'br',
  'checkbox',
  'code',
  'codespan',
  'def',
  'del',
  'em',
  'escape',
  'heading',
  'hr',
  'html',
  'image',
  'link',
  'list',
  'list_item',
  'math',
  'mathBlock',
  'note',
  'paragraph',
  'space',
  'strong',
  'table',
  'text'
])

function isKnown(token: Token): token is KnownToken {
  return KNOWN.has(token.type)
}

export function renderTokens(tokens: readonly Token[] | undefined, at: DrawContext): ReactNode {
  if (at.depth > DEEPEST) return tokens?.map((token) => token.raw).join('')
  const outermost = at.depth === 0 ? null : { longTable: null, listStart: null }
  const inside = { ...at, ...outermost, depth: at.depth + 1 }
  return tokens?.map((token, index) => {
    const place = index === 0 ? inside : { ...inside, listStart: null }
    const drawn = isKnown(token) ? renderToken(token, place) : token.raw
    return typeof drawn === 'string' || drawn === null ? drawn : <Fragment key={index}>{drawn}</Fragment>
  })
}

function renderToken(token: KnownToken, at: DrawContext): ReactNode {
  switch (token.type) {
    case 'paragraph':
      return <p dir="auto">{renderTokens(token.tokens, at)}</p>
    case 'heading':
      return renderHeading(token, at)
    case 'code':
      return renderCode(token, at)
    case 'list':
      return renderList(token, at)
    case 'list_item':
      return renderItem(token, at)
    case 'blockquote':
      return <blockquote dir="auto">{renderTokens(token.tokens, at)}</blockquote>
    case 'table':
      return renderTable(token, (tokens) => renderTokens(tokens, at), at.longTable ?? null)
    case 'hr':
      return <hr />
    case 'br':
      return <br />
    case 'space':
    case 'def':
      return null
    case 'html':
      if (token.block)
        return (
          <p dir="auto" className="prose-tags">
            {token.raw.trimEnd()}
          </p>
        )
      return isLineBreakTag(token.raw) ? <br /> : token.raw
    case 'strong':
      return <strong>{renderTokens(token.tokens, at)}</strong>
    case 'em':
      return <em>{renderTokens(token.tokens, at)}</em>
    case 'del':
      return <del>{renderTokens(token.tokens, at)}</del>
    case 'codespan':
      return renderCodeSpan(token, at)
    case 'link':
      return renderLink(token, at)
    case 'image':
      return <PictureOf href={hrefOf(token.href)} alt={decodeEntities(token.text)} inLink={at.inLink} />
    case 'checkbox':
      return <TaskBox isDone={token.checked} />
    case 'math':
      return renderMath(token, at)
    case 'mathBlock':
      return <MathLines raw={token.raw} isSettled={at.isSettled && at.drawsMath} />
    case 'note':
      return <NoteMark label={token.label} />
    case 'escape':
      return token.text
    case 'text':
      return renderText(token, at)
    default:
      return null
  }
}

function renderText(token: Tokens.Text | Tokens.Tag, at: DrawContext): ReactNode {
  if ('tokens' in token && token.tokens) return renderTokens(token.tokens, at)
  return 'escaped' in token && token.escaped ? token.text : decodeEntities(token.text)
}

/** An answer's headings begin below the page's own (h1 title, h2 message). */
function renderHeading(token: Tokens.Heading, at: DrawContext): ReactNode {
  const Level = token.depth <= 2 ? 'h3' : token.depth === 3 ? 'h4' : 'h5'
  return (
    <Level dir="auto" data-depth={token.depth}>
      {renderTokens(token.tokens, at)}
    </Level>
  )
}

function renderCode(token: Tokens.Code, { isSettled }: DrawContext): ReactNode {
  const language = token.lang?.split(/\s/)[0] ?? ''
  return isDiagram(language) ? (
    <DiagramBlock source={token.text} isSettled={isSettled} />
  ) : (
    <CodeBlock code={token.text} language={language} isSettled={isSettled} />
  )
}

function renderCodeSpan(token: Tokens.Codespan, at: DrawContext): ReactNode {
  const code = <code>{token.text}</code>
  const target = at.inLink ? null : codePlace(token.text)
  if (target?.kind !== 'file') return code
  return (
    <LinkTo target={target} written={token.text}>
      {code}
    </LinkTo>
  )
}

function renderList(token: Tokens.List, at: DrawContext): ReactNode {
  const items = token.items.map((item, index) => <Fragment key={index}>{renderItem(item, at)}</Fragment>)
  if (!token.ordered) return <ul>{items}</ul>
  const start = at.listStart ?? (token.start === '' ? 1 : token.start)
  const digits = String(start + items.length - 1).length
  return (
    <ol start={start} data-digits={digits > 2 ? Math.min(digits, 9) : undefined}>
      {items}
    </ol>
  )
}

function renderItem(item: Tokens.ListItem, at: DrawContext): ReactNode {
  return (
    <li dir="auto" data-task={item.task ? true : undefined}>
      {renderTokens(item.tokens, at)}
    </li>
  )
}

function renderMath(token: MathToken, { isSettled, drawsMath }: DrawContext): ReactNode {
  const { source, raw, display } = token
  return <MathView source={source} raw={raw} display={display} isSettled={isSettled && drawsMath} />
}

function renderLink(token: Tokens.Link, at: DrawContext): ReactNode {
  const href = hrefOf(token.href)
  return (
    <LinkTo target={linkTarget(href)} written={href}>
      {renderTokens(token.tokens, { ...at, inLink: true })}
    </LinkTo>
  )
}

function hrefOf(written: string): string {
  return decodeEntities(written)
}
