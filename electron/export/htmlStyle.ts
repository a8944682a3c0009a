/** The looks of an exported page: readable in both themes, on paper and on a small screen. Used by `htmlExport.ts`. */
export const htmlStyle = `
:root { color-scheme: light dark; --ink: #1c1e21; --soft: #5b616a; --line: #dcdfe4; --paper: #ffffff; --raised: #f5f6f8; --accent: #2f5fc4; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e6ea; --soft: #9aa1ac; --line: #33373e; --paper: #17191c; --raised: #1f2226; --accent: #8fb0ff; --bad: #ff8a80 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, sans-serif }
main { max-width: 52rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere }
header dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0 0 2rem; font-size: .85rem; color: var(--soft) }
header dt { font-weight: 600 } header dd { margin: 0; overflow-wrap: anywhere }
article { padding: 1.1rem 0; border-top: 1px solid var(--line) }
article > h2 { display: flex; gap: .75rem; align-items: baseline; margin: 0 0 .5rem; font-size: .85rem; color: var(--soft) }
article > h2 time { margin-left: auto; font-weight: 400; font-size: .8rem; white-space: nowrap }
article.user { background: var(--raised); border: 1px solid var(--line); border-radius: .6rem; padding: .9rem 1.1rem; margin: 1rem 0 }
article.user + article { border-top: 0 }
article.aside { margin-left: 1.25rem; padding-left: 1rem; border-left: 2px solid var(--line) }
article.failed > h2 { color: var(--bad) }
article p { margin: .5rem 0; overflow-wrap: anywhere } article h1, article h3, article h4 { font-size: 1.05rem; margin: 1rem 0 .4rem }
/* Each paragraph runs in its own direction. */
article :is(p, li, h1, h3, h4, blockquote, th, td, summary) { unicode-bidi: plaintext; text-align: start }
article p.written { white-space: pre-wrap }
a { color: var(--accent) }
code { font: .875em/1.5 ui-monospace, monospace; background: var(--raised); border-radius: .25rem; padding: .1em .3em; overflow-wrap: anywhere }
pre { margin: .5rem 0; padding: .75rem .9rem; background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; overflow: auto; max-height: 36rem; white-space: pre-wrap; overflow-wrap: anywhere; font: .82rem/1.5 ui-monospace, monospace }
code.math, article p.math { background: none; padding: 0; white-space: pre-wrap; font: italic 1em/1.5 ui-serif, Cambria, serif }
article p.math { text-align: center }
sup { line-height: 0; color: var(--accent) }
.footnote { display: flex; gap: .5rem; color: var(--soft); font-size: .9rem } .footnote > sup { line-height: inherit; padding-top: .3rem } .footnote p { margin: .15rem 0 }
pre code { padding: 0; background: none; font: inherit }
details { margin: .5rem 0; border: 1px solid var(--line); border-radius: .5rem; padding: .4rem .8rem }
summary { cursor: pointer; font-size: .9rem; overflow-wrap: anywhere } details[open] > summary { margin-bottom: .4rem }
details.thinking { border-style: dashed; color: var(--soft) } details.failed > summary { color: var(--bad) }
h5 { margin: .6rem 0 .2rem; font-size: .8rem; color: var(--soft) }
table { border-collapse: collapse; display: block; overflow-x: auto } th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: start }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--soft) }
img { max-width: 100%; height: auto; border-radius: .4rem } .note, .elsewhere { color: var(--soft); font-size: .85rem }
@media print { pre { max-height: none } article { break-inside: avoid-page } }
`
