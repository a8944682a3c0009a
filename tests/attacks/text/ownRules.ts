/** Where we read Markdown in another way than CommonMark and GFM do, and why. */
import type { RuleGroup } from './ruleGroup.ts'

export const ownRules: readonly RuleGroup[] = [
  {
    whose: 'ours',
    why: 'One tilde never strikes: it is a range, a home folder, about. GFM strikes with one, too.',
    cases: [
      ['3~5分钟，下载约100~200兆', '3~5分钟，下载约100~200兆'],
      ['about ~5 and ~6', 'about ~5 and ~6'],
      ['~one~ tilde', '~one~ tilde'],
      ['~~gone~~', '<s>gone</s>'],
      ['a~~b~~c', 'a<s>b</s>c'],
      ['~/bin and ~/lib', '~/bin and ~/lib'],
      ['H~2~O', 'H~2~O'],
      ['100~200，300~400', '100~200，300~400'],
      ['~~「删除」~~了', '<s>「删除」</s>了'],
      ['这是~~删除线~~文字', '这是<s>删除线</s>文字'],
      ['~~취소~~된', '<s>취소</s>된'],
      ['~~a~b~~', '<s>a~b</s>'],
      ['~~ a ~~', '~~ a ~~']
    ]
  },
  {
    whose: 'ours',
    why: 'Chinese, Japanese and Korean have no spaces between words: a mark beside full-width punctuation, or between any sign and such a letter, opens and closes.',
    cases: [
      ['**「设置」**页面', '<b>「设置」</b>页面'],
      ['打开**「设置」**页面', '打开<b>「设置」</b>页面'],
      ['**注意：**请先保存', '<b>注意：</b>请先保存'],
      ['他说**“你好”**。', '他说<b>“你好”</b>。'],
      ['这是**重点（重要）**内容', '这是<b>重点（重要）</b>内容'],
      ['**重要！**后文', '<b>重要！</b>后文'],
      ['**《书名》**的作者', '<b>《书名》</b>的作者'],
      ['请看**`code`**部分', '请看<b><code>code</code></b>部分'],
      ['请看**[链接](https://a.example/)**部分', '请看<b><a https://a.example/>链接</a></b>部分'],
      ['*「强调」*文字', '<i>「强调」</i>文字'],
      ['***「非常」***重要', '<i><b>「非常」</b></i>重要'],
      ['**中文**英文**中文**', '<b>中文</b>英文<b>中文</b>'],
      ['中**文**字', '中<b>文</b>字'],
      ['**あいう「えお」**です', '<b>あいう「えお」</b>です'],
      ['これは**「重要」**です。', 'これは<b>「重要」</b>です。'],
      ['**注意（ちゅうい）**を', '<b>注意（ちゅうい）</b>を'],
      ['*「斜体」*が', '<i>「斜体」</i>が'],
      ['**"중요"**는', '<b>"중요"</b>는'],
      ['**중요(important)**합니다', '<b>중요(important)</b>합니다'],
      ["**'값'**은 **[값](https://b.example/)**을", "<b>'값'</b>은 <b><a https://b.example/>값</a></b>을"],
      ['**`코드`**를', '<b><code>코드</code></b>를'],
      ['*(참고)*입니다', '<i>(참고)</i>입니다'],
      ['~~(삭제)~~했다', '<s>(삭제)</s>했다'],
      ['**한국어**는', '<b>한국어</b>는'],
      ['**100%**입니다', '<b>100%</b>입니다'],
      ['**$x$**는', '<b><math>$x$</math></b>는'],
      ['**第1章：*概要*、詳細**です', '<b>第1章：<i>概要</i>、詳細</b>です'],
      ['**A、*「B」*、C**です', '<b>A、<i>「B」</i>、C</b>です'],
      ['**「a」**b', '<b>「a」</b>b'],
      ['a**「b」**c', 'a<b>「b」</b>c'],
      ['foo**(bar)**baz', 'foo**(bar)**baz'],
      ['**foo.**bar', '**foo.**bar'],
      ['**完成✅**下一步', '<b>完成✅</b>下一步'],
      ['**✅**完成', '<b>✅</b>完成'],
      ['**葛\u{e0100}**「x」', '<b>葛\u{e0100}</b>「x」'],
      ['葛\u{e0100}**(x)**葛', '葛\u{e0100}<b>(x)</b>葛'],
      ['\u{1b002}**(x)**\u{1b002}', '\u{1b002}<b>(x)</b>\u{1b002}'],
      ['__「设置」__页面', '__「设置」__页面'],
      ['文件_备份_最终', '文件_备份_最终'],
      ['snake_case_name', 'snake_case_name'],
      ['**ＡＢＣ！**です', '<b>ＡＢＣ！</b>です'],
      ['**「（」**x', '<b>「（」</b>x'],
      ['**问：**a**答：**b', '<b>问：</b>a<b>答：</b>b'],
      ['**①**第一', '<b>①</b>第一'],
      ['- **名前：**値', '<ul><li><b>名前：</b>値</li></ul>'],
      ['**注**：**这**', '<b>注</b>：<b>这</b>'],
      ['**「甲」和「乙」**都', '<b>「甲」和「乙」</b>都'],
      ['**强调**（括号）', '<b>强调</b>（括号）'],
      ['（**强调**）', '（<b>强调</b>）'],
      ['「**强调**」', '「<b>强调</b>」'],
      ['**『強調』**', '<b>『強調』</b>'],
      ['「**強調。**」と言う', '「<b>強調。</b>」と言う'],
      ['**这是 `代码`。**然后', '<b>这是 <code>代码</code>。</b>然后']
    ]
  },
  {
    whose: 'ours',
    why: 'A bare address ends before full-width punctuation, curly quotes and letters that follow without a space; GFM takes them into it.',
    cases: [
      ['访问https://a.example/b查看', '访问<a https://a.example/b>https://a.example/b</a>查看'],
      ['https://a.example/路径', '<a https://a.example/>https://a.example/</a>路径'],
      ['见（https://a.example/x）。', '见（<a https://a.example/x>https://a.example/x</a>）。'],
      ['https://a.example/x，后文', '<a https://a.example/x>https://a.example/x</a>，后文'],
      ['https://a.example/x。', '<a https://a.example/x>https://a.example/x</a>。'],
      ['https://a.example/x」と', '<a https://a.example/x>https://a.example/x</a>」と'],
      ['https://a.example/에서', '<a https://a.example/>https://a.example/</a>에서'],
      ['https://a.example/a(b)c', '<a https://a.example/a(b)c>https://a.example/a(b)c</a>'],
      ['(https://a.example/x)', '(<a https://a.example/x>https://a.example/x</a>)'],
      ['https://a.example/x？y', '<a https://a.example/x>https://a.example/x</a>？y'],
      [
        'https://a.example/x、https://b.example/y',
        '<a https://a.example/x>https://a.example/x</a>、<a https://b.example/y>https://b.example/y</a>'
      ],
      ['访问www.a.example查看', '访问<a http://www.a.example/>www.a.example</a>查看'],
      ['“https://a.example/x”', '“<a https://a.example/x>https://a.example/x</a>”'],
      ['https://a.example/x…', '<a https://a.example/x>https://a.example/x</a>…'],
      ['https://a.example/x—y', '<a https://a.example/x>https://a.example/x</a>—y'],
      ['https://ru.example/Москва', '<a https://ru.example/Москва>https://ru.example/Москва</a>'],
      ['https://a.example/x**', '<a https://a.example/x>https://a.example/x</a>**'],
      ['**https://a.example/x**后', '<b><a https://a.example/x>https://a.example/x</a></b>后'],
      ['**https://a.example/x。**', '<b><a https://a.example/x>https://a.example/x</a>。</b>'],
      ['联系a@b.example，谢谢', '联系<a mailto:a@b.example>a@b.example</a>，谢谢'],
      ['联系a@b.example谢谢', '联系<a mailto:a@b.example>a@b.example</a>谢谢'],
      ['<https://a.example/路径>', '<a https://a.example/路径>https://a.example/路径</a>'],
      ['[x](https://a.example/路径)', '<a https://a.example/路径>x</a>'],
      ['https://a.example/%E4%B8%AD', '<a https://a.example/中>https://a.example/%E4%B8%AD</a>'],
      ['https://a.example/x.', '<a https://a.example/x>https://a.example/x</a>.'],
      ['https://a.example/?a=1&b=2', '<a https://a.example/?a=1&b=2>https://a.example/?a=1&b=2</a>'],
      ['https://a.example/x！！', '<a https://a.example/x>https://a.example/x</a>！！'],
      ['www.a.example/x', '<a http://www.a.example/x>www.a.example/x</a>'],
      ['http://localhost:3000/を開く', '<a http://localhost:3000/>http://localhost:3000/</a>を開く']
    ]
  },
  {
    whose: 'ours',
    why: 'A dollar is a price or a variable of a shell more often than math.',
    cases: [
      ['${A}:${B}', '${A}:${B}'],
      ['$(x)/$(y)', '$(x)/$(y)'],
      ['$base_dir/$(uname)', '$base_dir/$(uname)'],
      ['$5 and $10', '$5 and $10'],
      ['$HOME$PATH', '$HOME$PATH'],
      ['$1$2', '$1$2'],
      ['replace with `$1` or $1-$2', 'replace with <code>$1</code> or $1-$2'],
      ['$HOME/bin:$PATH', '$HOME/bin:$PATH'],
      ['$A, $B and $C', '$A, $B and $C'],
      ['$@:$<', '$@:$<'],
      ['$?/$!', '$?/$!'],
      ['kill $$ and $$', 'kill $$ and $$'],
      ['^foo$|^bar$', '^foo$|^bar$'],
      ['(a)$|(b)$', '(a)$|(b)$'],
      ['$.a,$.b', '$.a,$.b'],
      ['$(CC)-$@', '$(CC)-$@'],
      ['$env:PATH;$env:HOME', '$env:PATH;$env:HOME'],
      ['"$A"/"$B"', '"$A"/"$B"'],
      ['$x, $y', '$x, $y'],
      ['${x}_$y', '${x}_$y'],
      ['costs $5/$10', 'costs $5/$10'],
      ['$5–$10', '$5–$10'],
      ['US$5 or A$6$', 'US$5 or A$6$'],
      ['价格$5到$10', '价格$5到$10'],
      ['$a->b($c)', '$a->b($c)'],
      ["$foo['a'].$bar['b']", "$foo['a'].$bar['b']"],
      ['$(pwd):$(pwd)', '$(pwd):$(pwd)'],
      ['between $5 and 10$', 'between $5 and 10$'],
      ['echo $$; wait $$', 'echo $$; wait $$'],
      ['$100,000 - $200,000', '$100,000 - $200,000'],
      ['$1, $2, ... $n', '$1, $2, ... $n'],
      ['from $A to $B.', 'from $A to $B.'],
      ['use $VAR_A/$VAR_B/x', 'use $VAR_A/$VAR_B/x'],
      ["awk '{print $1}' and '$2'", "awk '{print $1}' and '$2'"],
      ['kill $$ and $$', 'kill $$ and $$']
    ]
  },
  {
    whose: 'ours',
    why: 'Math keeps its signs, as models write it.',
    cases: [
      ['$x$', '<math>$x$</math>'],
      ['$x^2 + y_1$, and $\\alpha$.', '<math>$x^2 + y_1$</math>, and <math>$\\alpha$</math>.'],
      ['($n$)', '(<math>$n$</math>)'],
      ['\\(a_1\\) and \\[ b \\]', '<math>\\(a_1\\)</math> and <math>\\[ b \\]</math>'],
      ['$$c$$', '<math>$$c$$</math>'],
      ['**$a*b$**', '<b><math>$a*b$</math></b>'],
      ['*$a*b$*', '<i><math>$a*b$</math></i>'],
      ['$a_b$ and $c_d$', '<math>$a_b$</math> and <math>$c_d$</math>'],
      ["$f'(x)$", "<math>$f'(x)$</math>"],
      ['$n$-th', '<math>$n$</math>-th'],
      ['设$x$为', '设<math>$x$</math>为'],
      ['$|x|$', '<math>$|x|$</math>'],
      ['$\\{a\\}$', '<math>$\\{a\\}$</math>'],
      ['$(x+y)^2$', '<math>$(x+y)^2$</math>'],
      ['$f(x)=3$;', '<math>$f(x)=3$</math>;'],
      ['$-1$', '<math>$-1$</math>'],
      ['$5 + 3 = 8$', '<math>$5 + 3 = 8$</math>'],
      ['$\\text{two words}$', '<math>$\\text{two words}$</math>'],
      ['$$\nx^2\n$$', '<math>$$\nx^2\n$$</math>'],
      ['$x<y$', '<math>$x<y$</math>'],
      ['$Na^+$', '<math>$Na^+$</math>'],
      ['$0^-$', '<math>$0^-$</math>'],
      ['\\$5 and \\$6', '$5 and $6'],
      ['`$x$`', '<code>$x$</code>'],
      ['$P(A\\mid B)$。', '<math>$P(A\\mid B)$</math>。'],
      ['$${a}\\over b$$', '<math>$${a}\\over b$$</math>'],
      ['the **$n$**th', 'the **<math>$n$</math>**th'],
      ['a $$x$$ b', 'a <math>$$x$$</math> b'],
      ['$x$, $y$ and $z$', '<math>$x$</math>, <math>$y$</math> and <math>$z$</math>'],
      ['a $$x$$ b', 'a <math>$$x$$</math> b']
    ]
  },
  {
    whose: 'ours',
    why: 'A line break is a line break: nobody who writes an answer breaks lines for looks alone.',
    cases: [
      ['one\ntwo', 'one<br>two'],
      ['one  \ntwo', 'one<br>two'],
      ['one\\\ntwo', 'one<br>two'],
      ['- a\n  b', '<ul><li>a<br>b</li></ul>'],
      ['> a\n> b', '<blockquote><p>a<br>b</p></blockquote>'],
      ['# h\ntext', '<h1>h</h1><p>text</p>'],
      ['a\n\nb', '<p>a</p><p>b</p>']
    ]
  },
  {
    whose: 'ours',
    why: '`<br>` is the one tag that is not shown as it is written: there is no other line break in a table.',
    cases: [
      [
        '| a | b |\n|---|---|\n| x<br>y | z<br/>w<br />v<BR>u |',
        '<table><tr><th>a</th><th>b</th></tr><tr><td>x<br>y</td><td>z<br>w<br>v<br>u</td></tr></table>'
      ],
      ['a<br>b', 'a<br>b'],
      ['<br>\n**b**', '<br><b>b</b>'],
      ['`<br>`', '<code><br></code>'],
      ['<b>x</b>', '<b>x</b>'],
      ['<br/>', '<br>'],
      ['a </br> b', 'a <br> b'],
      ['line<br>- x', 'line<br>- x'],
      ['**a<br>b**', '<b>a<br>b</b>']
    ]
  },
  {
    whose: 'ours',
    why: 'A link to a path with spaces is one.',
    cases: [
      ['[a](/x/My Files/a b.ts)', 'a'],
      ['[a](</x/My Files/a b.ts>)', 'a'],
      ['[a](/x/My%20Files/a%20b.ts)', 'a'],
      ['[a](/x/My\\ Files/a.ts)', 'a'],
      ['[a](My File.md)', 'a'],
      ['[a](./My Files/b)', 'a'],
      ['[a](~/My Files/b)', 'a'],
      ['[a](C:\\My Files\\b.ts)', 'a'],
      ['[a](C:/My Files/b.ts:12)', 'a'],
      ['[a](/x y.ts "title")', 'a'],
      ['[1](see below)', '[1](see below)'],
      ['[note](and/or so)', '[note](and/or so)'],
      ['[a](/x (1)/b c.ts)', 'a'],
      ['[`a b`](/x/a b.ts)', '<code>a b</code>'],
      ['**[a](/x y/b.ts)**에', '<b>a</b>에'],
      ['[a](https://a.example/x y)', '<a https://a.example/x y>a</a>'],
      ['[a](/x y/b.ts) and [c](/d e/f.ts)', 'a and c'],
      ['[a]( /x )', 'a'],
      ['[a](/url "t")', 'a'],
      ['[a](url)', 'a'],
      ['[a](docs/My Plan.md#L3)', 'a'],
      ['see [a](/x y)', 'see a'],
      ['- [a](/x y/z.md)', '<ul><li>a</li></ul>'],
      ['[x](//host/a b)', '[x] (//host/a b)']
    ]
  },
  {
    whose: 'ours',
    why: 'A block of Markdown may hold blocks of code without a longer fence around it; otherwise as CommonMark.',
    cases: [
      [
        '```markdown\n# T\n```js\nx\n```\nmore\n```\nafter',
        '<pre># T\n```js\nx\n```\nmore</pre><p>after</p>'
      ],
      ['````md\n```\nx\n```\n````\nafter', '<pre>```\nx\n```</pre><p>after</p>'],
      ['~~~\n```\nx\n```\n~~~\nafter', '<pre>```\nx\n```</pre><p>after</p>'],
      ['```\n~~~\nx\n```\nafter', '<pre>~~~\nx</pre><p>after</p>'],
      [
        '- a\n\n  ```md\n  # T\n  ```sh\n  ls\n  ```\n  end\n  ```\n- b',
        '<ul><li><p>a</p><pre># T\n```sh\nls\n```\nend</pre></li><li><p>b</p></li></ul>'
      ],
      [
        '> ```md\n> ```js\n> x\n> ```\n> y\n> ```\n> z',
        '<blockquote><pre>```js\nx\n```\ny</pre><p>z</p></blockquote>'
      ],
      ['```js\nx\n```ts\n```\nafter', '<pre>x\n```ts</pre><p>after</p>'],
      ['1. one\n   ```\n   x\n   ```\n2. two', '<ol 1><li>one<pre>x</pre></li><li>two</li></ol>'],
      ['  ```\n  x\n  ```\nafter', '<pre>x</pre><p>after</p>'],
      ['`````\n````\n```\n````\n`````\nx', '<pre>````\n```\n````</pre><p>x</p>'],
      ['```md\n````js\nx\n````\ny\n```\nz', '<pre>````js\nx\n````\ny</pre><p>z</p>'],
      ['```md\n~~~js\nx\n~~~\n```\nz', '<pre>~~~js\nx\n~~~</pre><p>z</p>'],
      [
        '```markdown\n```js\na\n```\n```py\nb\n```\n```\nend',
        '<pre>```js\na\n```\n```py\nb\n```</pre><p>end</p>'
      ],
      ['```md\nno end\n```js\nx', '<pre>no end\n```js\nx</pre>'],
      ['```\naaa\n~~~\n```', '<pre>aaa\n~~~</pre>'],
      ['``` aa ```\naaa', '<code>aa</code><br>aaa'],
      ['    code\n    more', '<pre>code\nmore</pre>'],
      ['- x\n\n      code', '<ul><li><p>x</p><pre>code</pre></li></ul>'],
      ['```md\n1. a\n   ```sh\n   ls\n   ```\n```\nz', '<pre>1. a\n   ```sh\n   ls\n   ```</pre><p>z</p>'],
      ['```md\n``` {}\nx\n```\nafter', '<pre>``` {}\nx</pre><p>after</p>'],
      ['```{.md}\n```js\nx\n```\n```\nz', '<pre>```js\nx\n```</pre><p>z</p>'],
      [
        'Refined:\n\n```markdown\n## Identity\nExample:\n```\nCorporate\n```\n## Output\n```json\n{}\n```\n```\nafter',
        '<p>Refined:</p><pre>## Identity\nExample:\n```\nCorporate\n```\n## Output\n```json\n{}\n```</pre><p>after</p>'
      ],
      [
        '```md\n## Use\n\n```\nnpm i\n```\n\nmore\n```\nz',
        '<pre>## Use\n\n```\nnpm i\n```\n\nmore</pre><p>z</p>'
      ],
      ['```md\n例：\n```\nx\n```\n```\nz', '<pre>例：\n```\nx\n```</pre><p>z</p>'],
      ['```md\n## Notes\n```\n\nafter', '<pre>## Notes</pre><p>after</p>'],
      ['```md\nExpected:\n```', '<pre>Expected:</pre>'],
      ['```md\ntext\n```\nafter', '<pre>text</pre><p>after</p>'],
      ['```sh\necho a:\n```\nafter', '<pre>echo a:</pre><p>after</p>'],
      [
        '- ```md\n  Run:\n  ```\n  x\n  ```\n  ```\n- b',
        '<ul><li><pre>Run:\n```\nx\n```</pre></li><li>b</li></ul>'
      ],
      ['```\n\n```', '<pre></pre>'],
      ['~~~~\nx\n~~~\n~~~~', '<pre>x\n~~~</pre>']
    ]
  },
  {
    whose: 'ours',
    why: 'A footnote is drawn where it stands, and its mark wherever it is named.',
    cases: [
      ['a[^1]\n\n[^1]: One', '<p>a<sup>1</sup></p><note 1>One</note>'],
      [
        'a[^1] b[^2]\n\n[^1]: One\n[^2]: Two',
        '<p>a<sup>1</sup> b<sup>2</sup></p><note 1>One</note><note 2>Two</note>'
      ],
      ['[^n]: word\n\na[^n]', '<note n>word</note><p>a<sup>n</sup></p>'],
      ['a[^注]。\n\n[^注]: 见 **第一章**', '<p>a<sup>注</sup>。</p><note 注>见 <b>第一章</b></note>'],
      ['a[^x]', 'a[^x]'],
      ['`a[^1]`\n\n[^1]: One', '<p><code>a[^1]</code></p><note 1>One</note>'],
      ['a[^1]\n\n```\n[^1]: code\n```', '<p>a[^1]</p><pre>[^1]: code</pre>'],
      ['a[^1]\n\n[^1]: One\n\n    more\n\nb', '<p>a<sup>1</sup></p><note 1>Onemore</note><p>b</p>'],
      ['a[^A]\n\n[^a]: One', '<p>a<sup>A</sup></p><note a>One</note>']
    ]
  },
  {
    whose: 'ours',
    why: 'A `|` in code ends no cell, and what stands behind the last column belongs to it: GFM cuts the code in two, and what does not fit is shown nowhere. A row that fits its head by the letter is read by the letter.',
    cases: [
      [
        '| a | b |\n|---|---|\n| p | a `b|c` d |',
        '<table><tr><th>a</th><th>b</th></tr><tr><td>p</td><td>a <code>b|c</code> d</td></tr></table>'
      ],
      [
        '| a | b |\n|---|---|\n| `ps aux | grep x` | finds |',
        '<table><tr><th>a</th><th>b</th></tr><tr><td><code>ps aux | grep x</code></td><td>finds</td></tr></table>'
      ],
      [
        '| Type | Text |\n| --- | --- |\n| `A<B>|undefined` | some |\n| `x || y` | or |\n| ``a|`b`` | t |',
        '<table><tr><th>Type</th><th>Text</th></tr><tr><td><code>A<B>|undefined</code></td><td>some</td></tr><tr><td><code>x || y</code></td><td>or</td></tr><tr><td><code>a|`b</code></td><td>t</td></tr></table>'
      ],
      [
        '| Op |\n|---|\n| `|` |\n| `||` |\n| \\| |',
        '<table><tr><th>Op</th></tr><tr><td><code>|</code></td></tr><tr><td><code>||</code></td></tr><tr><td>|</td></tr></table>'
      ],
      [
        '| `a|b` | c |\n|---|---|\n| 1 | 2 |',
        '<table><tr><th><code>a|b</code></th><th>c</th></tr><tr><td>1</td><td>2</td></tr></table>'
      ],
      [
        'x `a|b` | c\n---|---\n1 | 2',
        '<table><tr><th>x <code>a|b</code></th><th>c</th></tr><tr><td>1</td><td>2</td></tr></table>'
      ],
      [
        '| a | b |\n|---|---|\n| `x\\|y` | c \\| d |',
        '<table><tr><th>a</th><th>b</th></tr><tr><td><code>x|y</code></td><td>c | d</td></tr></table>'
      ],
      [
        '| a | b |\n|---|---|\n| `x | y |\n| z` | w |',
        '<table><tr><th>a</th><th>b</th></tr><tr><td>`x</td><td>y</td></tr><tr><td>z`</td><td>w</td></tr></table>'
      ],
      [
        '| a | b |\n|---|---|\n| `x | y` |',
        '<table><tr><th>a</th><th>b</th></tr><tr><td>`x</td><td>y`</td></tr></table>'
      ],
      [
        '| a | b |\n|---|---|\n| \\`x | y\\` |',
        '<table><tr><th>a</th><th>b</th></tr><tr><td>`x</td><td>y`</td></tr></table>'
      ],
      [
        '| a | b |\n|---|---|\n| \\\\| d |',
        '<table><tr><th>a</th><th>b</th></tr><tr><td>\\</td><td>d</td></tr></table>'
      ],
      [
        '| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 4 |',
        '<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2 | 3</td></tr><tr><td>4</td><td></td></tr></table>'
      ],
      [
        '| a | b |\n|---|---|\n| 1 | 2 | | |',
        '<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>'
      ],
      [
        '| a | b |\n|---|---|\n| x | y | <!-- c --> |',
        '<table><tr><th>a</th><th>b</th></tr><tr><td>x</td><td>y | <!-- c --></td></tr></table>'
      ],
      [
        '| a | b |\n|---|---|\n| a | x || y |',
        '<table><tr><th>a</th><th>b</th></tr><tr><td>a</td><td>x || y</td></tr></table>'
      ],
      [
        '- | a | b |\n  |---|---|\n  | `p|q` | r |',
        '<ul><li><table><tr><th>a</th><th>b</th></tr><tr><td><code>p|q</code></td><td>r</td></tr></table></li></ul>'
      ],
      [
        '> | a | b |\n> |---|---|\n> | `p|q` | r |\n> text',
        '<blockquote><table><tr><th>a</th><th>b</th></tr><tr><td><code>p|q</code></td><td>r</td></tr><tr><td>text</td><td></td></tr></table></blockquote>'
      ],
      [
        '| 名前 | 値 |\n|---|---|\n| `甲|乙` | **「丙」**丁 |',
        '<table><tr><th>名前</th><th>値</th></tr><tr><td><code>甲|乙</code></td><td><b>「丙」</b>丁</td></tr></table>'
      ],
      [
        '| a | b |\n|---|---|\n| `p|q` | r |\n\nafter',
        '<table><tr><th>a</th><th>b</th></tr><tr><td><code>p|q</code></td><td>r</td></tr></table><p>after</p>'
      ],
      [
        '| a | b |\n|---|---|\n| `p|q` | r |\n# after',
        '<table><tr><th>a</th><th>b</th></tr><tr><td><code>p|q</code></td><td>r</td></tr></table><h1>after</h1>'
      ],
      [
        'text\n| a | b |\n|---|---|\n| `p|q` | r |',
        '<p>text</p><table><tr><th>a</th><th>b</th></tr><tr><td><code>p|q</code></td><td>r</td></tr></table>'
      ]
    ]
  },
  {
    whose: 'ours',
    why: 'A bracket behind a backslash is TeX only where what is inside looks like math: `\\[1\\]`, `\\[WIP\\]` and `file\\(s\\)` are how Markdown writes brackets.',
    cases: [
      ['\\[link\\](url)', '[link](url)'],
      ['[\\[DISCUSS\\] title](https://a.example/)', '<a https://a.example/>[DISCUSS] title</a>'],
      ['Citation [\\[4\\]][s].\n\n[s]: https://a.example/', 'Citation <a https://a.example/>[4]</a>.'],
      ['\\[not a link\\]', '[not a link]'],
      ['\\[WIP\\] fix the door', '[WIP] fix the door'],
      ['\\[WIP\\]', '[WIP]'],
      ['text\n\\[WIP\\]\ntext', 'text<br>[WIP]<br>text'],
      ['a\\[0\\] and b\\[1\\]', 'a[0] and b[1]'],
      ['cmd \\[--flag=value\\] \\[file\\]', 'cmd [--flag=value] [file]'],
      ['\\[tool.poetry\\] and \\[snake_case\\]', '[tool.poetry] and [snake_case]'],
      ['use \\[ and \\] to escape', 'use [ and ] to escape'],
      ['the file\\(s\\) of f\\(x\\)', 'the file(s) of f(x)'],
      ['\\(see below\\) and \\(optional\\)', '(see below) and (optional)'],
      ['\\(中文\\)', '(中文)'],
      ['\\[x^2\\]', '<math>\\[x^2\\]</math>'],
      ['\\[ a - b \\]', '<math>\\[ a - b \\]</math>'],
      ['\\[\n\\frac{1}{2}\n\\]', '<math>\\[\n\\frac{1}{2}\n\\]</math>'],
      ['对\\(x\\)和\\(a_1\\)', '对<math>\\(x\\)</math>和<math>\\(a_1\\)</math>'],
      ['\\(\\text{some words}\\)', '<math>\\(\\text{some words}\\)</math>'],
      ['\\(O(n)\\) and \\(n\\)-th', '<math>\\(O(n)\\)</math> and <math>\\(n\\)</math>-th']
    ]
  },
  {
    whose: 'ours',
    why: 'Math in lines of its own ends, or is none, and is the same in an item or a quote.',
    cases: [
      ['$$ = $1 + $3;', '$$ = $1 + $3;'],
      ['$$ is the **PID** of the shell', '$$ is the <b>PID</b> of the shell'],
      ['text\n$$ is the PID\nmore', 'text<br>$$ is the PID<br>more'],
      ['$$x', '$$x'],
      ['$$\nx **y**', '$$<br>x <b>y</b>'],
      ['$$a$$ and $$b$$', '<math>$$a$$</math> and <math>$$b$$</math>'],
      ['$$; kill $$', '$$; kill $$'],
      ['- item:\n  $$x$$', '<ul><li>item:<p><math>$$x$$</math></p></li></ul>'],
      ['- item\n\n  $$\n  x\n  $$', '<ul><li><p>item</p><p><math>$$\nx\n$$</math></p></li></ul>'],
      ['> $$\n> x\n> $$', '<blockquote><p><math>$$\nx\n$$</math></p></blockquote>'],
      ['text:\n$$\na\n$$\nmore', '<p>text:</p><p><math>$$\na\n$$</math></p><p>more</p>']
    ]
  },
  {
    whose: 'ours',
    why: 'A bare address ends where something stands that no address holds, at a mark of emphasis, at emoji and arrows; a version or a place of a repository is no address of mail.',
    cases: [
      [
        '{"url":"https://a.example/x","n":1}',
        '{"url":"<a https://a.example/x>https://a.example/x</a>","n":1}'
      ],
      ["{'url': 'https://a.example/x'}", "{'url': '<a https://a.example/x>https://a.example/x</a>'}"],
      ['[https://a.example/x]', '[<a https://a.example/x>https://a.example/x</a>]'],
      ['[see https://a.example/x] b', '[see <a https://a.example/x>https://a.example/x</a>] b'],
      ['https://a.example/[id]/{x}/y', '<a https://a.example/[id]/{x}/y>https://a.example/[id]/{x}/y</a>'],
      ['https://a.example/x`code`', '<a https://a.example/x>https://a.example/x</a><code>code</code>'],
      [
        '**PR: https://a.example/pull/1**',
        '<b>PR: <a https://a.example/pull/1>https://a.example/pull/1</a></b>'
      ],
      [
        'See https://a.example/bar**bold**',
        'See <a https://a.example/bar>https://a.example/bar</a><b>bold</b>'
      ],
      ['~~https://a.example/x~~', '<s><a https://a.example/x>https://a.example/x</a></s>'],
      ['https://a.example/a_b/c~d*e', '<a https://a.example/a_b/c~d*e>https://a.example/a_b/c~d*e</a>'],
      ['https://a.example/x\\_y\\_z and', '<a https://a.example/x_y_z>https://a.example/x_y_z</a> and'],
      ['https://a.example/x\\\nnext', '<a https://a.example/x>https://a.example/x</a><br>next'],
      ['https://a.example/x✅ done', '<a https://a.example/x>https://a.example/x</a>✅ done'],
      ['https://a.example/x😀', '<a https://a.example/x>https://a.example/x</a>😀'],
      [
        'https://a.example/x→https://b.example/y',
        '<a https://a.example/x>https://a.example/x</a>→<a https://b.example/y>https://b.example/y</a>'
      ],
      ['https://a.example/x،', '<a https://a.example/x>https://a.example/x</a>،'],
      ['https://a.example/x؟', '<a https://a.example/x>https://a.example/x</a>؟'],
      ['https://a.example/x।', '<a https://a.example/x>https://a.example/x</a>।'],
      ['https://a.example/x​y', '<a https://a.example/x>https://a.example/x</a>​y'],
      ['https://a.example/A–B_c', '<a https://a.example/A–B_c>https://a.example/A–B_c</a>'],
      ['https://a.example/?x=1&amp;y=2', '<a https://a.example/?x=1&y=2>https://a.example/?x=1&y=2</a>'],
      ['npm i react@18.2.0 @a/b@1.2.3', 'npm i react@18.2.0 @a/b@1.2.3'],
      ['lodash@4.17.21-beta', 'lodash@4.17.21-beta'],
      ['git@a.example:owner/repo.git', 'git@a.example:owner/repo.git'],
      ['ssh://git@a.example/x', 'ssh://git@a.example/x'],
      ['postgres://u:p@h.example:5432/db', 'postgres://u:p@h.example:5432/db'],
      ['user@host.example:~/path', 'user@host.example:~/path'],
      ['mail a@b.example: now', 'mail <a mailto:a@b.example>a@b.example</a>: now'],
      ['mailto:a@b.example', '<a mailto:a@b.example>mailto:a@b.example</a>'],
      ['邮箱：a@b.example。', '邮箱：<a mailto:a@b.example>a@b.example</a>。'],
      ['(see https://a.example/x_(y))', '(see <a https://a.example/x_(y)>https://a.example/x_(y)</a>)']
    ]
  },
  {
    whose: 'ours',
    why: 'Thai, Lao, Khmer, Burmese and Tibetan have no spaces between words, either.',
    cases: [
      ['**ภาษาไทย**ครับ', '<b>ภาษาไทย</b>ครับ'],
      ['**"ไทย"**ครับ', '<b>"ไทย"</b>ครับ'],
      ['คือ**(สำคัญ)**มาก', 'คือ<b>(สำคัญ)</b>มาก'],
      ['คำว่า**“สวัสดี”**ใช้', 'คำว่า<b>“สวัสดี”</b>ใช้'],
      ['**ไทย:**ต่อ', '<b>ไทย:</b>ต่อ'],
      ['**ລາວ:**ຕໍ່', '<b>ລາວ:</b>ຕໍ່'],
      ['**ខ្មែរ៖**ពាក្យ', '<b>ខ្មែរ៖</b>ពាក្យ'],
      ['**မြန်မာ။**စာ', '<b>မြန်မာ။</b>စာ'],
      ['~~(ไทย)~~ครับ', '<s>(ไทย)</s>ครับ'],
      ['**العربية:**نص', '**العربية:**نص'],
      ['**English:**next', '**English:**next']
    ]
  },
  {
    whose: 'ours',
    why: '`_` in a path or in front of a call is part of a name.',
    cases: [
      ['__init__.py', '__init__.py'],
      ['call __init__(self) of x', 'call __init__(self) of x'],
      ['src/__tests__/a.ts and __mocks__/b', 'src/__tests__/a.ts and __mocks__/b'],
      ['self.__dict__ or a.__class__.__name__', 'self.__dict__ or a.__class__.__name__'],
      ['_config.yml_', '<i>config.yml</i>'],
      ['__bold__ and _this_.', '<b>bold</b> and <i>this</i>.'],
      ['(_a_) "_b_" _c_, _d_: e', '(<i>a</i>) "<i>b</i>" <i>c</i>, <i>d</i>: e'],
      ['$_GET and $_POST', '$_GET and $_POST']
    ]
  },
  {
    whose: 'ours',
    why: 'A backslash in a path of Windows escapes nothing.',
    cases: [
      ['C:\\Users\\me\\.config\\a.json', 'C:\\Users\\me\\.config\\a.json'],
      ['see C:\\new\\_folder\\*.txt', 'see C:\\new\\_folder\\*.txt'],
      ['(C:\\a\\.b), D:\\-c\\!d', '(C:\\a\\.b), D:\\-c\\!d'],
      ['**C:\\a\\_b** and', '<b>C:\\a\\_b</b> and'],
      ['打开C:\\a\\.b文件', '打开C:\\a\\.b文件'],
      ['\\\\machine\\share\\.a', '\\\\machine\\share\\.a'],
      ['[a](C:\\Users\\me\\_b.ts)', 'a'],
      ['[a](C:\\a\\(x)\\b.ts)', 'a'],
      ['[a](C:\\\\a\\\\b c.ts)', 'a'],
      ['abc:\\*x', 'abc:*x'],
      ['\\*C\\*', '*C*']
    ]
  },
  {
    whose: 'ours',
    why: 'Only an address is a definition: `[INFO]: started` says something.',
    cases: [
      ['[INFO]: started', '[INFO]: started'],
      ['[info]: one\n[info]: two', '[info]: one<br>[info]: two'],
      ['[2024-01-01]: log', '[2024-01-01]: log'],
      ['[Warning]: "quoted"', '[Warning]: "quoted"'],
      ['- [build]: ok', '<ul><li>[build]: ok</li></ul>'],
      ['> [build]: ok.', '<blockquote><p>[build]: ok.</p></blockquote>'],
      ['[r]: a.md\n\n[b][r]', 'b'],
      ['[r]: <>\n\n[b][r]', 'b'],
      ['[r]: #x\n\n[b][r]', 'b']
    ]
  },
  {
    whose: 'ours',
    why: 'Tags are shown as they are written, and a block of them ends at a blank line, whatever they are.',
    cases: [
      ['<!-- a\n\nb -->\n**c**', '<p><!-- a</p><p>b --><br><b>c</b></p>'],
      ['<pre>\n**x**\n\n**y**\n</pre>', '<p><pre>\n**x**</p><p><b>y</b><br></pre></p>'],
      ['<think>\n*x*\n</think>\n\nanswer', '<p><think>\n*x*\n</think></p><p>answer</p>'],
      ['</think>\n\nanswer', '<p></think></p><p>answer</p>'],
      [
        '<details>\n<summary>T</summary>\n\n**b**\n\n</details>',
        '<p><details>\n<summary>T</summary></p><p><b>b</b></p><p></details></p>'
      ],
      ['a <think>*b*</think> c', 'a <think><i>b</i></think> c'],
      ['Vec<String> and Map<K, V>', 'Vec<String> and Map<K, V>'],
      ['2 < 3 and 3 > 1', '2 < 3 and 3 > 1'],
      ['<input name="x">\n<button>y</button>', '<input name="x">\n<button>y</button>']
    ]
  },
  {
    whose: 'ours',
    why: 'One dash below a line is no heading: it is an item that is still empty.',
    cases: [
      ['text\n-', 'text<br>-'],
      ['text\n--', '<h2>text</h2>'],
      ['a\n\n-', '<p>a</p><ul><li></li></ul>']
    ]
  }
]
