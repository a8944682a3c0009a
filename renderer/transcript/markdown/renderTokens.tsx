/**
 * Markdown tokens to React elements. No HTML is ever interpreted: tags in an answer are shown as
 * the characters they are, images as links, and links only where `safeLink` allows.
 */
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import type { MarkedToken, Token, Tokens } from 'marked'
import { CodeBlock } from './CodeBlock.tsx'
import { decodeEntities } from './decodeEntities.ts'
import { safeLink } from './safeLink.ts'

/** The kinds drawn below; anything an extension could add is shown as its source. */
const KNOWN: ReadonlySet<string> = new Set<MarkedToken['type']>([
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
  'paragraph',
  'space',
  'strong',
  'table',
  'text'
])

function isKnown(token: Token): token is MarkedToken {
  return KNOWN.has(token.type)
}

export function renderTokens(tokens: readonly Token[] | undefined): ReactNode {
  return tokens?.map((token, index) => <Fragment key={index}>{renderToken(token)}</Fragment>)
}

function renderToken(token: Token): ReactNode {
  if (!isKnown(token)) return token.raw
  switch (token.type) {
    case 'paragraph':
      return <p>{renderTokens(token.tokens)}</p>
    case 'heading':
      return renderHeading(token)
    case 'code':
      return <CodeBlock code={token.text} language={token.lang?.split(/\s/)[0] ?? ''} />
    case 'list':
      return renderList(token)
    case 'list_item':
      return renderItem(token)
    case 'blockquote':
      return <blockquote>{renderTokens(token.tokens)}</blockquote>
    case 'table':
      return renderTable(token)
    case 'hr':
      return <hr />
    case 'br':
      return <br />
    case 'space':
    case 'def':
      return null
    case 'html':
      return token.block ? <p>{token.raw.trimEnd()}</p> : token.raw
    case 'strong':
      return <strong>{renderTokens(token.tokens)}</strong>
    case 'em':
      return <em>{renderTokens(token.tokens)}</em>
    case 'del':
      return <del>{renderTokens(token.tokens)}</del>
    case 'codespan':
      return <code>{token.text}</code>
    case 'link':
      return renderLink(token.href, renderTokens(token.tokens))
    case 'image':
      return renderLink(token.href, token.text === '' ? token.href : token.text)
    case 'checkbox':
      return <input type="checkbox" disabled checked={token.checked} className="mr-1.5 align-[-1px]" />
    case 'escape':
      return token.text
    case 'text':
      return token.tokens ? renderTokens(token.tokens) : decodeEntities(token.text)
    default:
      return null
  }
}

/** An answer's headings begin below the page's own (h1 title, h2 message). */
function renderHeading(token: Tokens.Heading): ReactNode {
  const children = renderTokens(token.tokens)
  if (token.depth <= 2) return <h3>{children}</h3>
  return token.depth === 3 ? <h4>{children}</h4> : <h5>{children}</h5>
}

function renderList(token: Tokens.List): ReactNode {
  const items = token.items.map((item, index) => <Fragment key={index}>{renderItem(item)}</Fragment>)
  return token.ordered ? <ol start={token.start === '' ? 1 : token.start}>{items}</ol> : <ul>{items}</ul>
}

function renderItem(item: Tokens.ListItem): ReactNode {
  return <li data-task={item.task ? true : undefined}>{renderTokens(item.tokens)}</li>
}

function renderTable(token: Tokens.Table): ReactNode {
  return (
    <div className="overflow-x-auto">
      <table>
        <thead>
          <tr>
            {token.header.map((cell, index) => (
              <th key={index} style={{ textAlign: cell.align ?? 'left' }}>
                {renderTokens(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} style={{ textAlign: cell.align ?? 'left' }}>
                  {renderTokens(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function renderLink(href: string, children: ReactNode): ReactNode {
  const address = safeLink(href)
  if (address === null) return <span title={href}>{children}</span>
  return (
    <a href={address} target="_blank" rel="noopener noreferrer" title={address}>
      {children}
    </a>
  )
}
