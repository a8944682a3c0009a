import { describe, expect, it } from 'vitest'
import { maskSecrets } from './maskSecrets.ts'

const key = ['MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', 'BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj'].join('\n')
/** Made up, and put together here so that no scanner takes this file for a leak. */
const made = (...parts: string[]): string => parts.join('')
const jwt = made(
  'eyJhbGciOiJIUzI1NiJ9',
  '.',
  'eyJzdWIiOiIxMjM0NTY3ODkwIn0',
  '.',
  'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9'
)

/** What is written, and what it becomes. */
const secrets: readonly (readonly [string, string])[] = [
  // by their looks
  [`key ${made('sk-', 'ant-api03-AbCd1234EfGh5678IjKl9012')} end`, 'key [secret] end'],
  [made('sk-', 'proj-abcdefghij1234567890ABCDEFGHIJ'), '[secret]'],
  [made('sk_', 'live_', '4eC39HqLyjWDarjtT1zdp7dc'), '[secret]'],
  [`(${made('ghp_', 'abcdefghijklmnopqrstuvwxyz0123456789')})`, '([secret])'],
  [made('github_pat_', '11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz'), '[secret]'],
  [made('glpat-', 'abcdefghij1234567890'), '[secret]'],
  [made('xoxb-', '123456789012-abcdefghijkl'), '[secret]'],
  [`id=${made('AKIA', 'IOSFODNN7EXAMPLE')}`, 'id=[secret]'],
  [`"${made('AIza', 'SyA1234567890abcdefghijklmnopqrstuv')}"`, '"[secret]"'],
  [jwt, '[secret]'],
  [made('npm_', 'abcdefghijklmnopqrstuvwxyz0123456789'), '[secret]'],
  [made('hf_', 'abcdefghijklmnopqrstuvwxyzABCDEFGH'), '[secret]'],
  [
    `https://hooks.slack.com/services/${made('T000', '/B000/', 'XXXXabcd1234')}`,
    'https://hooks.slack.com/services/[secret]'
  ],
  // private keys
  [`a\n-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\nb`, 'a\n[secret]\nb'],
  [`-----BEGIN OPENSSH PRIVATE KEY-----\n${key}\n-----END OPENSSH PRIVATE KEY-----`, '[secret]'],
  [
    String.raw`{"private_key":"-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n"}`,
    String.raw`{"private_key":"[secret]\n"}`
  ],
  [`-----BEGIN EC PRIVATE KEY-----\n${key}`, '[secret]'],
  [`-----BEGIN PRIVATE KEY-----\n${key}\n... (cut)`, '[secret]\n... (cut)'],
  // headers
  ['Authorization: Bearer abcdef1234567890abcdef', 'Authorization: Bearer [secret]'],
  ['-H "Authorization: Basic dXNlcjpwYXNzd29yZA=="', '-H "Authorization: Basic [secret]"'],
  ['{"authorization":"Bearer abcdef1234567890"}', '{"authorization":"Bearer [secret]"}'],
  ['authorization: token0123456789abcdef', 'authorization: [secret]'],
  ['x-api-key: abcdefgh12345678', 'x-api-key: [secret]'],
  ['Cookie: session=abcdef123456; theme=dark', 'Cookie: [secret]'],
  // addresses
  ['postgres://app:hunter2@db.example.com:5432/app', 'postgres://app:[secret]@db.example.com:5432/app'],
  [
    'git clone https://me:pa55word@git.example.com/x.git',
    'git clone https://me:[secret]@git.example.com/x.git'
  ],
  ['redis://:hunter2@localhost', 'redis://:[secret]@localhost'],
  ['GET /a?x=1&access_token=abcdef123456&y=2', 'GET /a?x=1&access_token=[secret]&y=2'],
  ['Server=db;User Id=sa;Password=Hunter two;', 'Server=db;User Id=sa;Password=[secret] two;'],
  ['AccountName=x;AccountKey=abcdefgh12345678==;', 'AccountName=x;AccountKey=[secret];'],
  // assignments
  ['DB_PASSWORD=hunter2', 'DB_PASSWORD=[secret]'],
  ['export API_KEY="abcdefgh"', 'export API_KEY="[secret]"'],
  ['   12\tSTRIPE_SECRET_KEY=whatever-it-is', '   12\tSTRIPE_SECRET_KEY=[secret]'],
  ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'AWS_SECRET_ACCESS_KEY=[secret]'],
  ['DATABASE_URL=mysql://x', 'DATABASE_URL=[secret]'],
  ['{"password":"correct horse"}', '{"password":"[secret]"}'],
  [String.raw`{\"client_secret\":\"abc def\"}`, String.raw`{\"client_secret\":\"[secret]\"}`],
  [String.raw`"password": "a\"b", "x": "y"`, '"password": "[secret]", "x": "y"'],
  ["const apiKey = 'abcdefgh'", "const apiKey = '[secret]'"],
  ["'db_password' => 'hunter2',", "'db_password' => '[secret]',"],
  ['token: "abcdef0123456789"', 'token: "[secret]"'],
  ['  password: hunter2', '  password: [secret]'],
  ['secret = abc123def456', 'secret = [secret]'],
  // options
  ['mysql --password hunter2 --host db', 'mysql --password [secret] --host db'],
  ['gh auth login --token=abcdef', 'gh auth login --token=[secret]'],
  ['curl -u admin:hunter2 https://example.com', 'curl -u admin:[secret] https://example.com']
]

const plain: readonly string[] = [
  '',
  'The token is in the keychain, the password is not.',
  'const token = await readToken()',
  'password: string',
  'token: string | null',
  'interface Login {\n  password: string\n  token: string;\n}',
  'Authorization: Bearer ${token}',
  '`Bearer ${await this.token()}`',
  'API_KEY=$OTHER_KEY',
  'API_KEY=${OTHER_KEY}',
  'API_KEY=<your key>',
  'API_KEY=your-api-key-here',
  'API_KEY=process.env.API_KEY',
  'PASSWORD=readPassword()',
  'password=password)',
  'password = input.value',
  'MAX_TOKENS=4096',
  'TOKEN_LIMIT=200000',
  'PWD=/home/dev/project',
  '"input_tokens": 1234, "output_tokens": 56789012',
  '{"token_type":"bearer","tokens":"many"}',
  'maxTokens: 200000',
  'token: 4096',
  'tokenizer = "o200k_base"',
  'secretary: "Ms Smith 12345"',
  'keyboard="qwerty123456"',
  '.sk-toggleable-content-and-more { color: red }',
  'class="sk-estimator-doc-link"',
  'http://localhost:3000/@scope/package',
  'ssh://git@github.com/x/y.git',
  'git@github.com:x/y.git',
  'import x from "@scope/name"',
  'https://example.com:8080/a?page=2&keys=all',
  'basic authentication explained, bearer of good news',
  '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
  '5f2b8c3e9d1a4b7c8e0f6a2d3c4b5a6f7e8d9c0b',
  'f79be346-0935-438b-9374-a4150d40d360',
  'sha512-9NET910DNaIPngYnLLPeg+Ogzqsi9uM4mSboU5y6p8S5DzMTVEsJZrawi+BoDNUVBa2DhJqQYUFvMDfgU062LQ==',
  'ls -u 1000:1000',
  'eyJ',
  'AKIA is how they begin'
]

describe('what is a secret becomes [secret], and nothing beside it changes', () => {
  it.each(secrets)('%s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked)
  })

  it('wherever it stands in a longer text', () => {
    const text = secrets.map(([written]) => written).join('\n\n')
    expect(maskSecrets(`before\n${text}\nafter`)).toBe(
      `before\n${secrets.map(([, masked]) => masked).join('\n\n')}\nafter`
    )
  })

  it('and masking again changes nothing', () => {
    for (const [, masked] of secrets) expect(maskSecrets(masked)).toBe(masked)
  })
})

it.each(plain)('is no secret: %s', (text) => {
  expect(maskSecrets(text)).toBe(text)
})

it.each([
  ['base64', 'QUJD+/12'],
  ['word characters', 'a_'],
  ['equal signs', 'token='],
  ['quotes', 'password="\\'],
  ['beginnings of keys', '-----BEGIN PRIVATE KEY-----'],
  ['ends of keys', '-----END PRIVATE KEY-----'],
  ['addresses', 'a://b:'],
  ['cookies', 'cookie: a']
])('a megabyte of %s takes no more than moments', (_what, part) => {
  const text = part.repeat(Math.ceil((1024 * 1024) / part.length))
  const start = performance.now()
  maskSecrets(text)
  expect(performance.now() - start).toBeLessThan(5_000)
})
