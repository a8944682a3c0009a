import { expect, test } from 'vitest'
import { findLogin } from './login.ts'
import type { LoginSearch } from './login.ts'

const nowhere: LoginSearch = {
  env: {},
  kept: [],
  home: '/home/ä b',
  platform: 'linux',
  read: () => Promise.resolve(null)
}

const withFile = (file: string, text: string): Partial<LoginSearch> => ({
  read: (asked) => Promise.resolve(asked === file ? text : null)
})

test.each<[string, Partial<LoginSearch>, unknown]>([
  ['nothing at all', {}, { kind: 'none' }],
  ['nothing on a Mac, whose keychain we do not open', { platform: 'darwin' }, { kind: 'hidden' }],
  ['a key in the environment', { env: { ANTHROPIC_API_KEY: 'k' } }, { kind: 'found', source: 'environment' }],
  ['an empty key', { env: { ANTHROPIC_API_KEY: '' } }, { kind: 'none' }],
  [
    'a key that Skein keeps',
    { kept: ['ANTHROPIC_API_KEY'], env: { ANTHROPIC_API_KEY: 'k' } },
    { kind: 'found', source: 'kept_key' }
  ],
  ['a cloud', { env: { CLAUDE_CODE_USE_VERTEX: '1' } }, { kind: 'found', source: 'cloud' }],
  [
    'a program that hands out keys',
    withFile('/home/ä b/.claude/settings.json', '{"apiKeyHelper":"/bin/key"}'),
    { kind: 'found', source: 'key_helper' }
  ],
  [
    'the token of an account',
    withFile('/home/ä b/.claude/.credentials.json', '{"claudeAiOauth":{"accessToken":"t"}}'),
    { kind: 'found', source: 'account' }
  ],
  [
    'an account whose token is elsewhere',
    { platform: 'darwin', ...withFile('/home/ä b/.claude.json', '{"oauthAccount":{"emailAddress":"a@b"}}') },
    { kind: 'found', source: 'account' }
  ],
  [
    'an account in a folder of its own',
    { env: { CLAUDE_CONFIG_DIR: '/c' }, ...withFile('/c/.claude.json', '{"oauthAccount":{}}') },
    { kind: 'found', source: 'account' }
  ],
  ['a file that is no JSON', withFile('/home/ä b/.claude.json', '{"oauthAcc'), { kind: 'none' }],
  [
    'credentials of something else',
    withFile('/home/ä b/.claude/.credentials.json', '{"mcpOAuth":{}}'),
    { kind: 'none' }
  ]
])('%s', async (_what, found, expected) => {
  expect(await findLogin({ ...nowhere, ...found })).toEqual(expected)
})
