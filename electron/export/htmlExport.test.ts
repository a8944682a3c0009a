import { describe, expect, it } from 'vitest'
import type { ContentBlock, SessionMessage } from '../../shared/session.ts'
import { htmlExport } from './htmlExport.ts'
import {
  facts,
  message,
  png,
  session,
  text,
  toolResult,
  toolUse
} from '../../tests/support/export/testExport.ts'

function page(...messages: SessionMessage[]): string {
  return [...htmlExport(facts).page(messages)].join('')
}

const time = '<time datetime="2026-01-05T08:00:00.000Z">2026-01-05 08:00 UTC</time>'

it('is one document that runs nothing and fetches nothing', () => {
  const { begin, end } = htmlExport(facts)
  const head = begin()
  expect(head).toMatch(/^<!doctype html>\n<html lang="en">/)
  expect(head).toContain(
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">`
  )
  expect(head).toContain('<title>Mend &lt;the&gt; build</title>')
  expect(head).toContain('<dt>Project</dt><dd>app (/home/dev/app)</dd>')
  expect(head).toContain('color-scheme: light dark')
  expect(head).not.toMatch(/<script|<link|https?:|url\(|@import/)
  expect(end()).toBe('</main>\n</body>\n</html>\n')
})

it('what was said is set as Markdown', () => {
  const said = message('a', 'assistant', [
    text('**Done**: [x](https://example.com/?a=1&b=2)\n\n```ts\na < b\n```')
  ])
  expect(page(said)).toBe(`<article class="assistant" id="a">
<h2>Agent${time}</h2>
<p><strong>Done</strong>: <a href="https://example.com/?a=1&amp;b=2" rel="noreferrer noopener">x</a></p>
<pre><code>a &lt; b</code></pre>

</article>
`)
})

it('what a person wrote stands as they wrote it', () => {
  const written = '    indented **first** line\n\n# no heading\n\n\n* none\n<b>&amp;</b>  two  spaces\u05d0 '
  expect(page(message('p', 'user', [text(written)]))).toContain(
    '<p class="written" dir="auto">    indented **first** line\n\n# no heading\n\n\n* none\n&lt;b&gt;&amp;amp;&lt;/b&gt;  two  spaces\u05d0 </p>'
  )
  expect(htmlExport(facts).begin()).toContain('article p.written { white-space: pre-wrap }')
  // What an agent asks its subagent is no person's.
  expect(page(message('s', 'user', [text('**x**')], { parentToolUseId: 't' }))).toContain(
    '<strong>x</strong>'
  )
})

it('output stands as the terminal showed it in the end', () => {
  const written = 'a 1\nb 1\n\u001b[2A\u001b[2Ka 2\n\u001b[2Kb \u001b[32m2\u001b[0m\n10 %\r\u001b[K20 %'
  const inParts: ContentBlock = {
    type: 'tool_result',
    tool_use_id: 't',
    content: [{ type: 'text', text: written }],
    is_error: false
  }
  for (const result of [toolResult('t', written), inParts]) {
    expect(page(message('r', 'user', [result]))).toContain('<pre>a 2\nb 2\n20 %</pre>')
  }
})

it('a tool is folded, with what came of it', () => {
  const use = toolUse('t', 'Bash', { command: 'ls' })
  expect(page(message('a', 'assistant', [use]), message('r', 'user', [toolResult('t', 'a <b>', true)])))
    .toBe(`<article class="assistant" id="a">
<h2>Agent${time}</h2>
<details class="failed"><summary>Bash: ls</summary><h5>Input</h5><pre>{
  &quot;command&quot;: &quot;ls&quot;
}</pre><h5>Failed</h5><pre>a &lt;b&gt;</pre></details>
</article>
`)
})

it('images stand in it, if they are images', () => {
  expect(page(message('p', 'user', [png]))).toContain(
    '<p><img alt="Image" src="data:image/png;base64,iVBORw0KGgo="></p>'
  )
  for (const source of [
    { type: 'base64', media_type: 'image/svg+xml', data: 'PHN2Zz4=' },
    { type: 'base64', media_type: 'image/png', data: '"><script>alert(1)</script>' },
    { type: 'url', url: 'https://example.com/x.png' }
  ] as const) {
    expect(page(message('p', 'user', [{ type: 'image', source }]))).toContain('<p class="note">Image</p>')
  }
})

it('a result alone, notices and subagents are told apart', () => {
  const html = page(
    message('r', 'user', [toolResult('t', 'ok')]),
    message('n', 'system', [text('It failed')], { notice: 'failed' }),
    message('c', 'system', [text('Compacted'), text('summary '.repeat(100))], { notice: 'compacted' }),
    message('s', 'assistant', [text('hi')], { parentToolUseId: 't' })
  )
  expect([...html.matchAll(/<article class="([^"]+)"/g)].map(([, classes]) => classes)).toStrictEqual([
    'result',
    'failed',
    'compacted',
    'assistant aside'
  ])
  expect(html).toContain('<details><summary>Summary of what was before</summary>')
})

describe('nothing that was said becomes part of the page', () => {
  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '</pre></details></article><script>alert(1)</script>',
    '"><script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:msgbox)',
    '[x](https://a" onmouseover="alert(1))',
    '![x](https://example.com/track.png)',
    '![x"onerror="alert(1)](x)',
    '<javascript:alert(1)>',
    '<https://a.example/"onclick="x>',
    '```html"><script>\nalert(1)\n```',
    '<!-- --><iframe src=//evil.example></iframe>',
    '<style>@import "//evil.example"</style>',
    '<base href="//evil.example">',
    '| a |\n|---|\n| <script>alert(1)</script> |',
    '&lt;script&gt;',
    '\u0000<scr\u0000ipt>alert(1)</script>',
    '[ref]\n\n[ref]: javascript:alert(1)'
  ]

  it.each(attacks)('%j', (attack) => {
    const html =
      htmlExport({
        ...facts,
        session: { ...session, title: attack },
        project: { name: attack, path: attack }
      })
        .begin()
        .replace(/<style>[^<]*<\/style>/, '') +
      page(
        message(attack, 'user', [text(attack), toolResult('none', attack)], { model: attack }),
        message(
          'a',
          'assistant',
          [
            { type: 'thinking', thinking: attack },
            toolUse('t', attack, { command: attack, [attack]: attack }),
            { type: 'unknown', raw: attack },
            {
              type: 'document',
              title: attack,
              source: { type: 'text', media_type: 'text/plain', data: attack }
            },
            { type: 'document', title: null, source: { type: 'base64', media_type: attack, data: attack } }
          ],
          { model: attack }
        )
      )
    const tags = [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag)
    const known =
      /^<(?:!doctype html|html lang="en"|head|meta [^<]*|title|body|main|header|dl|dt|dd|h[1-6]|h1 dir="auto"|p(?: class="note"| class="written" dir="auto")?|pre|code|details(?: class="\w+")?|summary|table|thead|tbody|tr|th|td|span class="elsewhere"|article class="[\w ]+" id="[^"<]*"|time datetime="[\w.:-]+"|a href="(?:https?|mailto):[^"<>]*" rel="noreferrer noopener"|\/\w+)>$/
    expect(tags.filter((tag) => !known.test(tag))).toStrictEqual([])
    expect(html).not.toMatch(/<(?:script|img|svg|iframe|style|base)/i)
  })
})

it('a text of megabytes is not read as Markdown', () => {
  const html = page(message('a', 'assistant', [text('**a** '.repeat(100_000))]))
  expect(html).toContain('<pre>**a** **a**')
})

it('math is shown without its marks, which are there all the same', () => {
  const html = page(message('a', 'assistant', [text('so $x<y$\n\n\\[ a^2 \\]')]))
  expect(html).toContain('so <code class="math"><span hidden>$</span>x&lt;y<span hidden>$</span></code>')
  expect(html).toContain('<p class="math"><span hidden>\\[</span> a^2 <span hidden>\\]</span></p>')
})

it('the label of a footnote is text, and a note far away has its mark', () => {
  const far = `a[^<b>]\n\n${'word '.repeat(3000)}\n\n[^<b>]: <i>One</i>`
  const html = page(message('a', 'assistant', [text(far)]))
  expect(html).toContain('<p>a<sup>&lt;b&gt;</sup></p>')
  expect(html).toContain('<div class="footnote"><sup>&lt;b&gt;</sup><p>&lt;i&gt;One&lt;/i&gt;</p>')
})

it('an address with letters beyond ASCII is linked, and tells how its host is asked for', () => {
  const said = message('a', 'assistant', [text('see https://例え.jp/パス。')])
  expect(page(said)).toContain(
    '<p>see <a href="https://例え.jp/パス" title="https://xn--r8jz45g.jp/%E3%83%91%E3%82%B9" rel="noreferrer noopener">https://例え.jp/パス</a>。</p>'
  )
})
