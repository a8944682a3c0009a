import { describe, expect, it } from 'vitest'
import { factsOf } from './claude/claudeTools.ts'
import { ruleFor, ruleMatches } from './permissionRule.ts'
import type { AskedCall } from './permissionRule.ts'

/** A call of Claude Code, as its adapter asks about it. */
const asked = (toolName: string, input: unknown): AskedCall => ({ toolName, input, ...factsOf(toolName) })

describe('ruleFor', () => {
  it.each([
    ['Bash', { command: 'npm test' }, [{ toolName: 'Bash', pattern: 'npm test' }]],
    ['Bash', { command: 'npm test\nrm -rf x' }, [{ toolName: 'Bash', pattern: 'npm test\nrm -rf x' }]],
    ['Edit', { file_path: '/p/a.ts', old_string: 'a' }, [{ toolName: 'Edit', pattern: '/p/a.ts' }]],
    ['Write', { file_path: '/p/a.ts', content: '' }, [{ toolName: 'Write', pattern: '/p/a.ts' }]],
    ['Read', { file_path: '/etc/hosts' }, [{ toolName: 'Read', pattern: '/etc/hosts' }]],
    ['NotebookEdit', { notebook_path: '/p/n.ipynb' }, [{ toolName: 'NotebookEdit', pattern: '/p/n.ipynb' }]],
    ['Grep', { pattern: 'x', path: '/etc' }, [{ toolName: 'Grep', pattern: '/etc' }]],
    [
      'WebFetch',
      { url: 'https://Example.com/a?b' },
      [{ toolName: 'WebFetch', pattern: 'domain:example.com' }]
    ],
    ['WebFetch', { url: 'http://localhost:81/' }, [{ toolName: 'WebFetch', pattern: 'domain:localhost:81' }]],
    [
      'WebFetch',
      { url: 'http://example.com/' },
      [{ toolName: 'WebFetch', pattern: 'domain:example.com:80' }]
    ],
    [
      'WebFetch',
      { url: 'https://localhost:81/' },
      [{ toolName: 'WebFetch', pattern: 'domain:https://localhost:81' }]
    ],
    [
      'WebFetch',
      { url: 'https://bücher.de/' },
      [{ toolName: 'WebFetch', pattern: 'domain:xn--bcher-kva.de' }]
    ],
    ['Glob', { pattern: 'src/**/*.{ts,tsx}', path: '/etc' }, [{ toolName: 'Glob', pattern: '/etc' }]],
    ['Bash', { command: 'ls', description: 'look', timeout: 9 }, [{ toolName: 'Bash', pattern: 'ls' }]],
    ['Bash', { command: 'ls', run_in_background: false }, [{ toolName: 'Bash', pattern: 'ls' }]],
    [
      'Bash',
      { run_in_background: true, command: 'npm run dev', description: 'x' },
      [{ toolName: 'Bash', pattern: '{"command":"npm run dev","run_in_background":true}' }]
    ],
    [
      'PowerShell',
      { command: 'ls', cwd: '/etc' },
      [{ toolName: 'PowerShell', pattern: '{"command":"ls","cwd":"/etc"}' }]
    ],
    ['Bash', { command: '{ ls; }' }, [{ toolName: 'Bash', pattern: '{"command":"{ ls; }"}' }]],
    [
      'Monitor',
      { command: 'tail -f log', description: 'a log', timeout_ms: 1000 },
      [{ toolName: 'Monitor', pattern: 'tail -f log' }]
    ],
    [
      'Monitor',
      { command: 'tail -f log', ws: { url: 'ws://x' } },
      [{ toolName: 'Monitor', pattern: '{"command":"tail -f log","ws":{"url":"ws://x"}}' }]
    ],
    ['mcp__files__list', { any: 1 }, [{ toolName: 'mcp__files__list', pattern: '{"any":1}' }]],
    ['mcp__shell__run', { command: 'id' }, [{ toolName: 'mcp__shell__run', pattern: '{"command":"id"}' }]],
    ['mcp__files__all', {}, [{ toolName: 'mcp__files__all', pattern: '{}' }]],
    ['Agent', { prompt: 'x' }, [{ toolName: 'Agent', pattern: '{"prompt":"x"}' }]],
    ['Skill', { skill: 'init' }, [{ toolName: 'Skill', pattern: '{"skill":"init"}' }]],
    ['WebSearch', { query: 'x' }, [{ toolName: 'WebSearch', pattern: '{"query":"x"}' }]],
    [
      'WhoKnows',
      { b: [1, { d: null, c: '\ud800' }], a: true },
      [{ toolName: 'WhoKnows', pattern: '{"a":true,"b":[1,{"c":"\\ud800","d":null}]}' }]
    ]
  ])('%s %j is remembered as exactly what was shown', (toolName, input, rules) => {
    expect(ruleFor(asked(toolName, input))).toEqual(rules)
  })

  it.each([
    ['AskUserQuestion', { questions: [] }],
    ['ExitPlanMode', { plan: 'x' }],
    ['Bash', {}],
    ['Bash', { command: 'ls', dangerouslyDisableSandbox: true }],
    ['Edit', null],
    ['EnterPlanMode', {}],
    ['Bash', { command: 'ls', dangerouslyDisableSandbox: 'yes' }],
    ['Bash', { command: '' }],
    ['Bash', { command: 7 }],
    ['Bash', { command: 'echo \ud800' }],
    ['Bash', { command: 'x'.repeat(10_001) }],
    ['Monitor', { command: 'ls', dangerouslyDisableSandbox: true }],
    ['mcp__shell__run', { command: 'ls', dangerouslyDisableSandbox: true }],
    ['mcp__files__list', 'a text'],
    ['mcp__files__list', ['a', 'list']],
    ['mcp__files__list', null],
    ['mcp__files__list', { n: Number.NaN }],
    ['mcp__files__list', { deep: nested(40) }],
    ['Write', { file_path: 'a.ts' }],
    ['Write', { file_path: '~/a.ts' }],
    ['Write', { file_path: '/p/../etc/passwd' }],
    ['Write', { file_path: '/p/./a.ts' }],
    ['Write', { file_path: '/p//a.ts' }],
    ['Write', { file_path: '/p/a.ts/' }],
    ['Write', { file_path: '/p/a.ts/..' }],
    ['Write', { file_path: '//host/share/a.ts' }],
    ['Write', { file_path: '\\\\host\\share\\a.ts' }],
    ['Write', { file_path: 'C:a.ts' }],
    ['Write', { file_path: '/p/a\0.ts' }],
    ['Write', { file_path: '/p/\ud800' }],
    ['Write', { file_path: '' }],
    ['Grep', { pattern: 'x' }],
    ['Glob', { path: '/p', pattern: '/etc/*' }],
    ['Glob', { path: '/p', pattern: '../*' }],
    ['Glob', { path: '/p', pattern: 'a/../../*' }],
    ['Glob', { path: '/p', pattern: '{a,..}/x' }],
    ['Glob', { path: '/p', pattern: '~/x' }],
    ['Glob', { path: '/p' }],
    ['WebFetch', { url: 'not a url at all' }],
    ['WebFetch', { url: 'example.com' }],
    ['WebFetch', { url: 'file:///etc/passwd' }],
    ['WebFetch', { url: 'ftp://example.com/' }],
    ['WebFetch', { url: 'https://me@example.com/' }],
    ['WebFetch', { url: 'https://:secret@example.com/' }],
    ['', {}]
  ])('%s %j cannot be remembered', (toolName, input) => {
    expect(ruleFor(asked(toolName, input))).toEqual([])
  })
})

describe('ruleMatches', () => {
  it('covers the same call again and nothing beside it', () => {
    const rule = { toolName: 'Bash', pattern: 'npm test' }
    expect(ruleMatches(rule, asked('Bash', { command: 'npm test' }))).toBe(true)
    expect(ruleMatches(rule, asked('Bash', { command: 'npm test ' }))).toBe(false)
    expect(ruleMatches(rule, asked('Bash', { command: 'npm test; rm -rf /' }))).toBe(false)
    expect(ruleMatches(rule, asked('Bash', { command: 'npm test', dangerouslyDisableSandbox: true }))).toBe(
      false
    )
    expect(ruleMatches(rule, asked('PowerShell', { command: 'npm test' }))).toBe(false)
    expect(ruleMatches(rule, asked('Bash', 'npm test'))).toBe(false)
  })

  it.each(['mcp__files__list', 'Monitor', 'Bash', 'Write', 'Agent', 'WebFetch'])(
    'a rule of an older version for any use of %s covers nothing',
    (toolName) => {
      const rule = { toolName, pattern: null }
      for (const input of [
        {},
        { folder: '/a' },
        { command: 'ls' },
        { file_path: '/a' },
        { url: 'https://a.b' }
      ])
        expect(ruleMatches(rule, asked(toolName, input))).toBe(false)
    }
  )

  it('another call of a tool nobody knows is not covered, the same one in another order is', () => {
    const rule = { toolName: 'mcp__shell__run', pattern: '{"command":"id","in":"/p"}' }
    expect(ruleMatches(rule, asked('mcp__shell__run', { in: '/p', command: 'id' }))).toBe(true)
    for (const input of [
      { command: 'id' },
      { command: 'id', in: '/q' },
      { command: 'id', in: '/p', as: 'root' }
    ])
      expect(ruleMatches(rule, asked('mcp__shell__run', input))).toBe(false)
    expect(ruleMatches(rule, asked('mcp__shell__walk', { command: 'id', in: '/p' }))).toBe(false)
  })

  it('a command is not covered in the background or elsewhere, nor a command that is written like that', () => {
    const [rule = { toolName: '', pattern: null }] = ruleFor(
      asked('Bash', { command: 'ls', run_in_background: true })
    )
    expect(ruleMatches(rule, asked('Bash', { command: 'ls', run_in_background: true }))).toBe(true)
    expect(ruleMatches(rule, asked('Bash', { command: 'ls' }))).toBe(false)
    expect(ruleMatches(rule, asked('Bash', { command: rule.pattern }))).toBe(false)
    expect(
      ruleMatches({ toolName: 'Bash', pattern: 'ls' }, asked('Bash', { command: 'ls', cwd: '/etc' }))
    ).toBe(false)
  })

  it('a file is compared by where it really is', () => {
    const rule = { toolName: 'Write', pattern: '/p/real.ts' }
    expect(ruleMatches(rule, asked('Write', { file_path: '/p/link.ts' }), () => '/p/real.ts')).toBe(true)
    expect(ruleMatches(rule, asked('Write', { file_path: '/p/real.ts' }), () => '/etc/passwd')).toBe(false)
    expect(ruleMatches(rule, asked('Write', { file_path: '/p/real.ts' }), () => null)).toBe(false)
    expect(ruleMatches(rule, asked('Edit', { file_path: '/p/real.ts' }))).toBe(false)
  })

  it('twins of a name are other names: composed or not, upper or lower case', () => {
    const rule = { toolName: 'Write', pattern: '/p/caf\u00e9.ts' }
    for (const file_path of [
      '/p/cafe\u0301.ts',
      '/p/Caf\u00e9.ts',
      '/p/caf\u00e9.ts ',
      '/p/caf\u00e9.ts\u200b'
    ])
      expect(ruleMatches(rule, asked('Write', { file_path }))).toBe(false)
  })

  it('a question to a person is never answered by a rule', () => {
    expect(ruleMatches({ toolName: 'ExitPlanMode', pattern: null }, asked('ExitPlanMode', {}))).toBe(false)
  })

  it('allows reading all of one host, not of its neighbours', () => {
    const rule = { toolName: 'WebFetch', pattern: 'domain:example.com' }
    expect(ruleMatches(rule, asked('WebFetch', { url: 'https://example.com/deep/page' }))).toBe(true)
    expect(ruleMatches(rule, asked('WebFetch', { url: 'https://example.com.evil.org/' }))).toBe(false)
    expect(ruleMatches(rule, asked('WebFetch', { url: 'https://example.com@evil.org/' }))).toBe(false)
    for (const url of [
      'http://example.com/',
      'https://example.com:8443/',
      'https://example.com./',
      'https://www.example.com/',
      'https://ex\u0430mple.com/',
      'https://me@example.com/'
    ])
      expect(ruleMatches(rule, asked('WebFetch', { url }))).toBe(false)
    expect(ruleMatches(rule, asked('WebFetch', { url: 'HTTPS://EXAMPLE.com:443/x' }))).toBe(true)
  })
})

function nested(depth: number): unknown {
  return depth === 0 ? 0 : { in: nested(depth - 1) }
}
