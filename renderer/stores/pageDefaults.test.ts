import { describe, expect, it } from 'vitest'
import { readPageDefaults, readPageSendKey } from './pageDefaults.ts'

function page(dataset: Record<string, string>): HTMLElement {
  const html = document.createElement('html')
  Object.assign(html.dataset, dataset)
  return html
}

describe('readPageDefaults', () => {
  it('reads what the server wrote into the page', () => {
    expect(readPageDefaults(page({ agent: 'guide', permissionMode: 'plan' }))).toEqual({
      defaultAgent: 'guide',
      defaultPermissionMode: 'plan'
    })
  })

  it('keeps an agent and a mode of another version', () => {
    expect(readPageDefaults(page({ agent: 'nobody', permissionMode: 'ponder' }))).toEqual({
      defaultAgent: 'nobody',
      defaultPermissionMode: 'ponder'
    })
  })

  it.each([[{}], [{ agent: '', permissionMode: 'plan' }], [{ agent: 'guide' }]])(
    'takes those of a new installation from %j',
    (dataset) => {
      expect(readPageDefaults(page(dataset))).toEqual({
        defaultAgent: 'claude',
        defaultPermissionMode: 'default'
      })
    }
  )
})

it.each([
  [{ sendKey: 'mod-enter' }, 'mod-enter'],
  [{ sendKey: 'enter' }, 'enter'],
  [{ sendKey: 'x' }, 'enter'],
  [{}, 'enter']
])('what Enter does is known from %j', (dataset, sendKey) => {
  expect(readPageSendKey(page(dataset))).toBe(sendKey)
})
