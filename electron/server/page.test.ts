import { expect, test } from 'vitest'
import { defaultSettings } from '../../shared/settings.ts'
import { htmlTag } from './page.ts'

test('the name of an agent cannot leave its attribute', () => {
  const tag = htmlTag({ ...defaultSettings, defaultAgent: 'acp:a"b<&>' }, 'en')
  expect(tag).toContain('data-agent="acp:a&#34;b&#60;&#38;&#62;"')
})
