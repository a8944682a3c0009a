import { describe, expect, test } from 'vitest'
import { readAdvisories } from './advisories.ts'

const url = 'https://example.invalid/advisory-1'
const advisory = { source: 1, name: 'ws', title: 'Stops the server', url, severity: 'high', range: '<8.24.0' }
const report = (nodes: readonly string[], via: readonly unknown[] = [advisory]): string =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: { ws: { name: 'ws', severity: 'high', via, nodes, range: '<8.24.0' } },
    metadata: {}
  })
const lock = JSON.stringify({
  packages: {
    '': { name: 'skein' },
    'node_modules/ws': { version: '8.23.0' },
    'node_modules/tool/node_modules/ws': { version: '7.0.0' }
  }
})
const shipped = [{ name: 'ws', version: '8.23.0' }]
const found = [{ name: 'ws', version: '8.23.0', severity: 'high', title: 'Stops the server', url }]

describe('known vulnerabilities', () => {
  test('of what is shipped are named', () => {
    expect(readAdvisories(report(['node_modules/ws']), lock, shipped, [], '2026-11-30')).toEqual({
      kind: 'answered',
      shipped: found,
      elsewhere: 0
    })
  })

  test('of another version, which only a tool has, are counted', () => {
    const only = report(['node_modules/tool/node_modules/ws'])
    expect(readAdvisories(only, lock, shipped, [], '2026-11-30')).toEqual({
      kind: 'answered',
      shipped: [],
      elsewhere: 1
    })
  })

  test('that another package brings stand with that package', () => {
    const brought = report(['node_modules/ws'], ['other'])
    expect(readAdvisories(brought, lock, shipped, [], '2026-11-30')).toEqual({
      kind: 'answered',
      shipped: [],
      elsewhere: 0
    })
  })

  test('that were accepted are accepted up to the day that was said', () => {
    const accepted = [{ url, why: 'Skein never does this.', until: '2026-12-31' }]
    const on = (today: string): unknown =>
      readAdvisories(report(['node_modules/ws']), lock, shipped, accepted, today)
    expect(on('2026-12-31')).toEqual({ kind: 'answered', shipped: [], elsewhere: 1 })
    expect(on('2027-01-01')).toEqual({ kind: 'answered', shipped: found, elsewhere: 0 })
  })

  test('that the registry does not tell are not taken for none', () => {
    const refusal = JSON.stringify({
      message: '405 Method Not Allowed - POST https://example.invalid/advisories',
      statusCode: 405
    })
    expect(readAdvisories(refusal, lock, shipped, [], '2026-11-30')).toEqual({
      kind: 'unanswered',
      why: '405 Method Not Allowed'
    })
    expect(readAdvisories('npm error', lock, shipped, [], '2026-11-30')).toMatchObject({ kind: 'unanswered' })
  })
})
