/**
 * Markdown as HTML for an export: no HTML of its own, no image that would be fetched, no link but to the
 * web and to mail. Used by `htmlExport.ts`.
 */
import { Marked } from 'marked'
import type { Tokens } from 'marked'

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Above this many UTF-16 units a text is shown as it stands: nobody wrote it as Markdown. */
const LONGEST_MARKDOWN = 200_000

export function markdownAsHtml(text: string): string {
  if (text.length > LONGEST_MARKDOWN) return `<pre>${escapeHtml(text)}</pre>`
  return marked.parse(text, { async: false })
}

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escapeHtml(text),
    link({ href, tokens }: Tokens.Link) {
      const inner = this.parser.parseInline(tokens)
      const address = safeAddress(href)
      return address === null
        ? inner
        : `<a href="${escapeHtml(address)}" rel="noreferrer noopener">${inner}</a>`
    },
    image: ({ href, text }: Tokens.Image) =>
      `<span class="elsewhere">${escapeHtml(text)} (${escapeHtml(href)})</span>`,
    code: ({ text }: Tokens.Code) => `<pre><code>${escapeHtml(text)}</code></pre>\n`
  }
})

function safeAddress(href: string): string | null {
  if (!URL.canParse(href)) return null
  const { protocol } = new URL(href)
  return protocol === 'https:' || protocol === 'http:' || protocol === 'mailto:' ? href : null
}
