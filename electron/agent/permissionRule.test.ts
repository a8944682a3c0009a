import { describe, expect, it } from 'vitest'
import { ruleFor, ruleMatches } from './permissionRule.ts'

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
    ['mcp__files__list', { any: 1 }, [{ toolName: 'mcp__files__list', pattern: null }]],
    ['Agent', { prompt: 'x' }, [{ toolName: 'Agent', pattern: null }]]
  ])('%s %j is remembered as exactly what was shown', (toolName, input, rules) => {
    expect(ruleFor(toolName, input)).toEqual(rules)
  })

  it.each([
    ['AskUserQuestion', { questions: [] }],
    ['ExitPlanMode', { plan: 'x' }],
    ['Bash', {}],
    ['Bash', { command: 'ls', dangerouslyDisableSandbox: true }],
    ['Edit', null],
    ['WebFetch', { url: 'not a url at all' }],
    ['', {}]
  ])('%s %j cannot be remembered', (toolName, input) => {
    expect(ruleFor(toolName, input)).toEqual([])
  })
})

describe('ruleMatches', () => {
  it('covers the same call again and nothing beside it', () => {
    const rule = { toolName: 'Bash', pattern: 'npm test' }
    expect(ruleMatches(rule, 'Bash', { command: 'npm test' })).toBe(true)
    expect(ruleMatches(rule, 'Bash', { command: 'npm test ' })).toBe(false)
    expect(ruleMatches(rule, 'Bash', { command: 'npm test; rm -rf /' })).toBe(false)
    expect(ruleMatches(rule, 'Bash', { command: 'npm test', dangerouslyDisableSandbox: true })).toBe(false)
    expect(ruleMatches(rule, 'PowerShell', { command: 'npm test' })).toBe(false)
    expect(ruleMatches(rule, 'Bash', 'npm test')).toBe(false)
  })

  it('a rule without a pattern covers every use of its tool', () => {
    const rule = { toolName: 'mcp__files__list', pattern: null }
    expect(ruleMatches(rule, 'mcp__files__list', { folder: '/a' })).toBe(true)
    expect(ruleMatches(rule, 'mcp__files__drop', { folder: '/a' })).toBe(false)
  })

  it('a question to a person is never answered by a rule', () => {
    expect(ruleMatches({ toolName: 'ExitPlanMode', pattern: null }, 'ExitPlanMode', {})).toBe(false)
  })

  it('allows reading all of one host, not of its neighbours', () => {
    const rule = { toolName: 'WebFetch', pattern: 'domain:example.com' }
    expect(ruleMatches(rule, 'WebFetch', { url: 'https://example.com/deep/page' })).toBe(true)
    expect(ruleMatches(rule, 'WebFetch', { url: 'https://example.com.evil.org/' })).toBe(false)
    expect(ruleMatches(rule, 'WebFetch', { url: 'https://example.com@evil.org/' })).toBe(false)
  })
})
