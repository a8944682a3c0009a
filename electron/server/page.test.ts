import { expect, test } from 'vitest'
import { defaultSettings } from '../../shared/settings.ts'
import { diagramSecurityPolicy, htmlTag } from './page.ts'

test('the name of an agent cannot leave its attribute', () => {
  const tag = htmlTag({ ...defaultSettings, defaultAgent: 'acp:a"b<&>' }, 'en')
  expect(tag).toContain('data-agent="acp:a&#34;b&#60;&#38;&#62;"')
})

test('the frame that draws diagrams runs the program that stands in it, belongs to nobody and reaches nothing', () => {
  expect(diagramSecurityPolicy('<p>a</p><script>run()</script>').split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'sha256-AvyuiL0SD1mVY3NNxR+V2uo+lhk6RMFrytWmRt6CrJQ='",
    "style-src 'unsafe-inline'",
    'sandbox allow-scripts',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'"
  ])
  expect(diagramSecurityPolicy('<p>a</p>')).toContain("script-src 'none'")
})
