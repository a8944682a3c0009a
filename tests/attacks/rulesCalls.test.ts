/** Generated calls: what was allowed for good covers exactly that, whatever the tool and however it is written. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../electron/agent/canonicalJson.ts'
import { ruleFor, ruleMatches } from '../../electron/agent/permissionRule.ts'
import { fuzzRuns, fuzzTimeout } from './support/fuzzRuns.ts'
import type { AskedCall } from '../../electron/agent/permissionRule.ts'
import { factsOf } from '../support/claudeCalls.ts'

/** A call of Claude Code, as its adapter asks about it. */
const asked = (toolName: string, input: unknown): AskedCall => ({ toolName, input, ...factsOf(toolName) })

const runs = fuzzRuns()

/** Few words, so that inputs are often nearly the same. */
const word = fc.constantFrom(
  'ls',
  'ls ',
  'LS',
  'l\u0455',
  '{"command":"ls"}',
  '',
  '\ud800',
  'cafe\u0301',
  'caf\u00e9'
)
const value = fc.oneof(
  word,
  fc.boolean(),
  fc.constantFrom(null, 0, 1, -1),
  fc.array(word, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), word, { maxKeys: 2 }),
  fc.jsonValue({ maxDepth: 2 })
)
const name = fc.constantFrom('command', 'cwd', 'env', 'a', '__proto__', 'run_in_background', 'url', 'query')
const input = fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: false })
const tool = fc.oneof(
  fc.constantFrom('mcp__box__run', 'Agent', 'Workflow', 'EnterWorktree', 'Skill', 'WebSearch', 'toString'),
  fc.string({ minLength: 1, maxLength: 12 })
)

test('of a tool nobody knows, a rule covers exactly one call', { timeout: fuzzTimeout(runs) }, () => {
  fc.assert(
    fc.property(tool, input, input, (toolName, one, other) => {
      for (const rule of ruleFor(asked(toolName, one))) {
        expect(rule.pattern).not.toBeNull()
        expect(ruleMatches(rule, asked(toolName, one))).toBe(true)
        expect(ruleMatches(rule, asked(toolName, other))).toBe(canonicalJson(one) === canonicalJson(other))
        expect(ruleMatches(rule, asked(`${toolName}_`, one))).toBe(false)
      }
    }),
    runs
  )
})

test(
  'of a command, a rule covers that command with all that is asked beside it',
  { timeout: fuzzTimeout(runs) },
  () => {
    const call = fc.record(
      {
        command: word.filter((command) => command !== ''),
        description: word,
        timeout: fc.nat(9),
        run_in_background: fc.boolean(),
        cwd: word,
        env: value
      },
      { requiredKeys: ['command'] }
    )
    const said = (fields: object): unknown =>
      canonicalJson(
        Object.fromEntries(
          Object.entries(fields).filter(
            ([key, asked]) =>
              key !== 'description' && key !== 'timeout' && (key !== 'run_in_background' || asked)
          )
        )
      )
    fc.assert(
      fc.property(fc.constantFrom('Bash', 'PowerShell', 'Monitor'), call, call, (toolName, one, other) => {
        for (const rule of ruleFor(asked(toolName, one))) {
          expect(ruleMatches(rule, asked(toolName, other))).toBe(said(one) === said(other))
        }
      }),
      runs
    )
  }
)

test('of a site, a rule covers one scheme, one host and one port', { timeout: fuzzTimeout(runs) }, () => {
  const url = fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'HTTPS://', 'ftp://', 'https:\\\\', ''),
      fc.constantFrom('', '', 'me@', 'example.com@', 'example.com:443@'),
      fc.constantFrom(
        'example.com',
        'EXAMPLE.com',
        'example.com.',
        'ex\u0430mple.com',
        '[::1]',
        '127.1',
        'evil.org'
      ),
      fc.constantFrom('', ':80', ':443', ':8443', ':0443'),
      fc.constantFrom('', '/', '/a', '?https://example.com', '#x', '\\example.com')
    )
    .map((parts) => parts.join(''))
  const originOf = (text: string): string | undefined => URL.parse(text)?.origin
  /** Two addresses of which a rule for one covers the other, though they are of different servers. */
  const isWide = (one: string, other: string): boolean =>
    ruleFor(asked('WebFetch', { url: one })).some((rule) =>
      ruleMatches(rule, asked('WebFetch', { url: other }))
    ) && originOf(one) !== originOf(other)
  expect(isWide('https://a.b/c', 'https://a.b/d')).toBe(false)
  fc.assert(
    fc.property(url, url, (one, other) => {
      expect(isWide(one, other)).toBe(false)
    }),
    runs
  )
})

test('of a file, a rule covers one absolute path without turns', { timeout: fuzzTimeout(runs) }, () => {
  const step = fc.constantFrom(
    'a',
    'A',
    '.',
    '..',
    '',
    '~',
    'caf\u00e9',
    'cafe\u0301',
    ' ',
    '\0',
    '\u200b',
    'b.txt'
  )
  const path = fc
    .tuple(fc.constantFrom('/', '//', '', './', '~/', '\\\\', 'C:\\', 'C:'), fc.array(step, { maxLength: 4 }))
    .map(([start, steps]) => start + steps.join('/'))
  fc.assert(
    fc.property(fc.constantFrom('Write', 'Edit', 'Read'), path, path, (toolName, one, other) => {
      for (const rule of ruleFor(asked(toolName, { file_path: one }))) {
        expect(rule.pattern).toBe(one)
        expect(one.split(/[\\/]/)).not.toContain('..')
        expect(ruleMatches(rule, asked(toolName, { file_path: other }))).toBe(one === other)
      }
    }),
    runs
  )
})
