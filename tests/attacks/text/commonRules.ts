/** What a person's answer can hold, read as CommonMark and GFM say (but for line breaks, which are ours). */
import type { RuleGroup } from './ruleGroup.ts'

export const commonRules: readonly RuleGroup[] = [
  {
    whose: 'CommonMark',
    why: 'Every named reference of HTML5, and numbers.',
    cases: [
      ['&nbsp;x', 'x'],
      ['&copy; &AMP; &hearts; &rarr; &CounterClockwiseContourIntegral; &ngE; &frac12;', '© & ♥ → ∳ ≧̸ ½'],
      ['&lt;b&gt;', '<b>'],
      ['&foo; &copy x &copyx;', '&foo; &copy x &copyx;'],
      ['&#35; &#x22; &#0; &#1234567;', '# " � �'],
      ['`&amp;`', '<code>&amp;</code>'],
      ['\\&amp;', '&amp;'],
      ['[a&amp;b](https://a.example/?x=1&amp;y=2)', '<a https://a.example/?x=1&y=2>a&b</a>'],
      ['**&lt;**', '<b><</b>'],
      ['&apos;&hellip;', "'…"],
      ['&amp;lt;', '&lt;'],
      ['&Aacute;&zwj;', 'Á\u200d'],
      ['```\n&amp;\n```', '<pre>&amp;</pre>'],
      ['&#128512;', '😀'],
      ['AT&T', 'AT&T'],
      ['a & b &', 'a & b &'],
      ['&#x1F600;', '😀']
    ]
  },
  {
    whose: 'CommonMark',
    why: 'Emphasis.',
    cases: [
      ['*foo bar*', '<i>foo bar</i>'],
      ['a * foo bar*', 'a * foo bar*'],
      ['a*"foo"*', 'a*"foo"*'],
      ['foo*bar*', 'foo<i>bar</i>'],
      ['5*6*78', '5<i>6</i>78'],
      ['_foo bar_', '<i>foo bar</i>'],
      ['foo_bar_', 'foo_bar_'],
      ['foo-_(bar)_', 'foo-<i>(bar)</i>'],
      ['_foo*', '_foo*'],
      ['*foo bar *', '*foo bar *'],
      ['*(*foo)', '*(*foo)'],
      ['*(*foo*)*', '<i>(<i>foo</i>)</i>'],
      ['*foo*bar', '<i>foo</i>bar'],
      ['_(_foo)', '_(_foo)'],
      ['_foo_bar_baz_', '<i>foo_bar_baz</i>'],
      ['**foo bar**', '<b>foo bar</b>'],
      ['** foo bar**', '** foo bar**'],
      ['foo**bar**', 'foo<b>bar</b>'],
      ['__foo bar__', '<b>foo bar</b>'],
      ['foo__bar__', 'foo__bar__'],
      ['**foo bar **', '**foo bar **'],
      ['*(**foo**)*', '<i>(<b>foo</b>)</i>'],
      ['**foo "*bar*" foo**', '<b>foo "<i>bar</i>" foo</b>'],
      ['__foo__bar__baz__', '<b>foo__bar__baz</b>'],
      ['*foo [bar](https://a.example/)*', '<i>foo <a https://a.example/>bar</a></i>'],
      ['_foo __bar__ baz_', '<i>foo <b>bar</b> baz</i>'],
      ['*foo**bar**baz*', '<i>foo<b>bar</b>baz</i>'],
      ['*foo**bar*', '<i>foo**bar</i>'],
      ['***foo** bar*', '<i><b>foo</b> bar</i>'],
      ['*foo **bar***', '<i>foo <b>bar</b></i>'],
      ['foo***bar***baz', 'foo<i><b>bar</b></i>baz'],
      ['foo******bar*********baz', 'foo<b><b><b>bar</b></b></b>***baz'],
      ['**foo*bar*baz**', '<b>foo<i>bar</i>baz</b>'],
      ['***foo***', '<i><b>foo</b></i>'],
      ['****foo****', '<b><b>foo</b></b>'],
      ['foo ***', 'foo ***'],
      ['foo *\\**', 'foo <i>*</i>'],
      ['foo *_*', 'foo <i>_</i>'],
      ['**foo*', '*<i>foo</i>'],
      ['*foo**', '<i>foo</i>*'],
      ['***foo**', '*<b>foo</b>'],
      ['****foo*', '***<i>foo</i>'],
      ['*foo****', '<i>foo</i>***'],
      ['**foo* bar*', '<i><i>foo</i> bar</i>'],
      ['*foo __bar *baz bim__ bam*', '<i>foo <b>bar *baz bim</b> bam</i>'],
      ['**foo **bar baz**', '**foo <b>bar baz</b>'],
      ['*[bar*](https://a.example/)', '*<a https://a.example/>bar*</a>'],
      ['*a `*`*', '<i>a <code>*</code></i>'],
      ['**a<https://foo.example/?q=**>', '**a<a https://foo.example/?q=**>https://foo.example/?q=**</a>'],
      ['*foo _bar* baz_', '<i>foo _bar</i> baz_']
    ]
  },
  {
    whose: 'CommonMark',
    why: 'Headings and rules.',
    cases: [
      ['# foo', '<h1>foo</h1>'],
      ['###### foo', '<h6>foo</h6>'],
      ['####### foo', '####### foo'],
      ['#5 bolt', '#5 bolt'],
      ['#hashtag', '#hashtag'],
      ['\\## foo', '## foo'],
      ['# foo *bar*', '<h1>foo <i>bar</i></h1>'],
      ['### foo ###', '<h3>foo</h3>'],
      ['# foo#', '<h1>foo#</h1>'],
      ['##', '<h2></h2>'],
      ['foo\n# bar\nbaz', '<p>foo</p><h1>bar</h1><p>baz</p>'],
      ['Foo *bar*\n=========', '<h1>Foo <i>bar</i></h1>'],
      ['Foo\n---', '<h2>Foo</h2>'],
      ['- foo\n---\nbar', '<ul><li>foo</li></ul><hr><p>bar</p>'],
      ['***\n---\n___', '<hr><hr><hr>'],
      ['+++', '+++'],
      ['--', '--'],
      ['_____________________________________', '<hr>'],
      ['- - -', '<hr>'],
      ['a------\n\n---a---', '<p>a------</p><p>---a---</p>']
    ]
  },
  {
    whose: 'CommonMark',
    why: 'Code.',
    cases: [
      ['```\n<\n >\n```', '<pre><\n ></pre>'],
      ['~~~\n<\n >\n~~~', '<pre><\n ></pre>'],
      ['``\nfoo\n``', '<code>foo</code>'],
      ['```\naaa\n~~~\n```', '<pre>aaa\n~~~</pre>'],
      ['```\n\n  \n```', '<pre>\n  </pre>'],
      ['foo\n```\nbar\n```\nbaz', '<p>foo</p><pre>bar</pre><p>baz</p>'],
      ['```ruby startline=3\ndef\n```', '<pre>def</pre>'],
      ['~~~ aa ``` ~~~\naaa\n~~~', '<pre>aaa</pre>']
    ]
  },
  {
    whose: 'CommonMark',
    why: 'Lists.',
    cases: [
      ['- one\n\n two', '<ul><li>one</li></ul><p>two</p>'],
      ['- one\n\n  two', '<ul><li><p>one</p><p>two</p></li></ul>'],
      ['1.  A\n\n        code', '<ol 1><li><p>A</p><pre>code</pre></li></ol>'],
      ['- foo\n\n\n  bar', '<ul><li><p>foo</p><p>bar</p></li></ul>'],
      ['10) foo', '<ol 10><li>foo</li></ol>'],
      ['0. ok', '<ol 0><li>ok</li></ol>'],
      ['003. ok', '<ol 3><li>ok</li></ol>'],
      ['-one', '-one'],
      ['2.two', '2.two'],
      ['1234567890. no', '1234567890. no'],
      ['- a\n  - b\n    - c', '<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>'],
      ['- foo\n- bar\n+ baz', '<ul><li>foo</li><li>bar</li></ul><ul><li>baz</li></ul>'],
      ['1. foo\n2. bar\n3) baz', '<ol 1><li>foo</li><li>bar</li></ol><ol 3><li>baz</li></ol>'],
      ['Foo\n- bar\n- baz', '<p>Foo</p><ul><li>bar</li><li>baz</li></ul>'],
      ['The number is\n14. doors', 'The number is<br>14. doors'],
      ['The number is\n1. doors', '<p>The number is</p><ol 1><li>doors</li></ol>'],
      ['- a\n- b\n\n- c', '<ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul>'],
      ['* a\n*\n\n* c', '<ul><li><p>a</p></li><li></li><li><p>c</p></li></ul>'],
      ['- foo\n-\n- bar', '<ul><li>foo</li><li></li><li>bar</li></ul>']
    ]
  },
  {
    whose: 'CommonMark',
    why: 'Quotes.',
    cases: [
      ['> # Foo\n> bar', '<blockquote><h1>Foo</h1><p>bar</p></blockquote>'],
      ['># Foo', '<blockquote><h1>Foo</h1></blockquote>'],
      ['> bar\nbaz', '<blockquote><p>bar<br>baz</p></blockquote>'],
      ['> - foo\n- bar', '<blockquote><ul><li>foo</li></ul></blockquote><ul><li>bar</li></ul>'],
      ['> foo\n---', '<blockquote><p>foo</p></blockquote><hr>'],
      ['>\n> foo', '<blockquote><p>foo</p></blockquote>'],
      ['>>> foo', '<blockquote><blockquote><blockquote><p>foo</p></blockquote></blockquote></blockquote>'],
      ['> a\n\n> b', '<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>']
    ]
  },
  {
    whose: 'CommonMark',
    why: 'Code in a line.',
    cases: [
      ['`foo`', '<code>foo</code>'],
      ['`` foo ` bar ``', '<code>foo ` bar</code>'],
      ['` `` `', '<code>``</code>'],
      ['`foo   bar`', '<code>foo   bar</code>'],
      ['`foo\\`bar`', '<code>foo\\</code>bar`'],
      ['*foo`*`', '*foo<code>*</code>'],
      ['`<https://a.example/`>`', '<code><https://a.example/</code>>`'],
      ['``foo``', '<code>foo</code>'],
      ['`foo``bar``', '`foo<code>bar</code>'],
      ['\\`x\\`', '`x`']
    ]
  },
  {
    whose: 'CommonMark',
    why: 'Links.',
    cases: [
      ['[link](https://a.example/ "title")', '<a https://a.example/>link</a>'],
      ['[link](<https://a.example/>)', '<a https://a.example/>link</a>'],
      ['[link](\\(foo\\))', 'link'],
      ['[link](foo(and(bar)))', 'link'],
      ['[link](#fragment)', 'link'],
      ['[link [foo [bar]]](https://a.example/)', '<a https://a.example/>link [foo [bar]]</a>'],
      ['[link] bar](https://a.example/)', '[link] bar](<a https://a.example/>https://a.example/</a>)'],
      [
        '[a [b](https://a.example/) c](https://b.example/)',
        '[a <a https://a.example/>b</a> c](<a https://b.example/>https://b.example/</a>)'
      ],
      ['[foo]\n\n[foo]: https://a.example/ "t"', '<a https://a.example/>foo</a>'],
      ['[Foo][BAR]\n\n[bar]: https://a.example/', '<a https://a.example/>Foo</a>'],
      ['[foo][]\n\n[foo]: https://a.example/', '<a https://a.example/>foo</a>'],
      ['[x]: /y', ''],
      ['<https://a.example/b>', '<a https://a.example/b>https://a.example/b</a>'],
      ['<mailto:a@b.example>', '<a mailto:a@b.example>mailto:a@b.example</a>'],
      ['<a@b.example>', '<a mailto:a@b.example>a@b.example</a>'],
      ['< https://a.example >', '< <a https://a.example/>https://a.example</a> >']
    ]
  },
  {
    whose: 'CommonMark',
    why: 'Line breaks, escapes, spaces.',
    cases: [
      ['foo\\\nbar', 'foo<br>bar'],
      ['foo  \nbar', 'foo<br>bar'],
      ['foo\\', 'foo\\'],
      ['foo  ', 'foo'],
      ['\\*not em\\*', '*not em*'],
      ['\\a \\1', '\\a \\1'],
      ['\\\\*x*', '\\<i>x</i>'],
      ['&quot;', '"'],
      ["hello $.;'there", "hello $.;'there"],
      ['Foo χρῆν', 'Foo χρῆν'],
      ['Multiple     spaces', 'Multiple     spaces'],
      ['\tfoo', '<pre>foo</pre>'],
      ['a\tb', 'a\tb']
    ]
  },
  {
    whose: 'GFM',
    why: 'Tables, tasks, strikes, addresses.',
    cases: [
      [
        '| foo | bar |\n| --- | --- |\n| baz | bim |',
        '<table><tr><th>foo</th><th>bar</th></tr><tr><td>baz</td><td>bim</td></tr></table>'
      ],
      [
        '| abc | defghi |\n:-: | -----------:\nbar | baz',
        '<table><tr><th>abc</th><th>defghi</th></tr><tr><td>bar</td><td>baz</td></tr></table>'
      ],
      [
        '| f\\|oo |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |',
        '<table><tr><th>f|oo</th></tr><tr><td>b <code>|</code> az</td></tr><tr><td>b <b>|</b> im</td></tr></table>'
      ],
      [
        '| abc | def |\n| --- | --- |\n| bar | baz |\n> bar',
        '<table><tr><th>abc</th><th>def</th></tr><tr><td>bar</td><td>baz</td></tr></table><blockquote><p>bar</p></blockquote>'
      ],
      ['| abc | def |\n| --- |\n| bar |', '| abc | def |<br>| --- |<br>| bar |'],
      [
        '| abc | def |\n| --- | --- |\n| bar |\n| bar | baz |',
        '<table><tr><th>abc</th><th>def</th></tr><tr><td>bar</td><td></td></tr><tr><td>bar</td><td>baz</td></tr></table>'
      ],
      ['| abc | def |\n| --- | --- |', '<table><tr><th>abc</th><th>def</th></tr></table>'],
      ['- [ ] foo\n- [x] bar', '<ul><li>[ ] foo</li><li>[x] bar</li></ul>'],
      ['- [x] foo\n  - [ ] bar', '<ul><li>[x] foo<ul><li>[ ] bar</li></ul></li></ul>'],
      ['- [ ]', '<ul><li>[ ] </li></ul>'],
      ['~~Hi~~ Hello', '<s>Hi</s> Hello'],
      ['This ~~has a\n\nnew paragraph~~.', '<p>This ~~has a</p><p>new paragraph~~.</p>'],
      [
        'www.commonmark.example/help',
        '<a http://www.commonmark.example/help>www.commonmark.example/help</a>'
      ],
      [
        'Visit www.commonmark.example/a.b.',
        'Visit <a http://www.commonmark.example/a.b>www.commonmark.example/a.b</a>.'
      ],
      [
        'www.google.example/search?q=(business))+ok',
        '<a http://www.google.example/search?q=(business))+ok>www.google.example/search?q=(business))+ok</a>'
      ],
      [
        '(www.google.example/search?q=Markup+(business))',
        '(<a http://www.google.example/search?q=Markup+(business)>www.google.example/search?q=Markup+(business)</a>)'
      ],
      [
        'https://encrypted.example/search?q=Markup+(business)',
        '<a https://encrypted.example/search?q=Markup+(business)>https://encrypted.example/search?q=Markup+(business)</a>'
      ],
      [
        "hello@mail+xyz.example isn't valid, but hello+xyz@mail.example is.",
        "hello@mail+xyz.example isn't valid, but <a mailto:hello+xyz@mail.example>hello+xyz@mail.example</a> is."
      ],
      ['a.b-c_d@a.b', '<a mailto:a.b-c_d@a.b>a.b-c_d@a.b</a>'],
      ['a.b-c_d@a.b-', 'a.b-c_d@a.b-'],
      [
        'www.commonmark.example/he<lp',
        '<a http://www.commonmark.example/he>www.commonmark.example/he</a><lp'
      ],
      ['http://commonmark.example', '<a http://commonmark.example/>http://commonmark.example</a>'],
      ['https://a.example/x&copy;', '<a https://a.example/x>https://a.example/x</a>©']
    ]
  },
  {
    whose: 'CommonMark',
    why: 'As answers have them.',
    cases: [
      ['**a**b**c**', '<b>a</b>b<b>c</b>'],
      ['a\n\n\n\nb', '<p>a</p><p>b</p>'],
      ['  leading', 'leading'],
      ['word\\_with\\_escapes', 'word_with_escapes'],
      ['1\\. no list', '1. no list'],
      ['\\# no heading', '# no heading'],
      ['\\- no item', '- no item'],
      ['\\> no quote', '> no quote'],
      ['a\\|b', 'a|b'],
      ['--- \n', '<hr>'],
      ['**Note:** text', '<b>Note:</b> text'],
      ['1. a\n\n   b\n\n2. c', '<ol 1><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>'],
      [
        '- a\n  > b\n  ```\n  c\n  ```\n- d',
        '<ul><li>a<blockquote><p>b</p></blockquote><pre>c</pre></li><li>d</li></ul>'
      ]
    ]
  }
]
