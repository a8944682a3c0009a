/** How often masking takes what is no secret: measured on ordinary texts, and held. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { maskSecrets } from '../../electron/export/maskSecrets.ts'

const root = join(import.meta.dirname, '../..')

function texts(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !/test|node_modules|support/i.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
}

/** Places masked in a million characters. */
function rate(all: readonly string[]): { rate: number; length: number; places: string[] } {
  const places: string[] = []
  let length = 0
  for (const text of all) {
    length += text.length
    maskSecrets(text, ({ kind, provider }) => places.push(`${kind} ${provider ?? ''}`))
  }
  return { rate: (places.length / length) * 1_000_000, length, places }
}

it('in recorded transcripts nothing is masked', () => {
  const lines = texts('tests/fixtures/claude-jsonl', /\.jsonl$/).flatMap((text) => text.split('\n'))
  expect(rate(lines).places).toEqual([])
})

it('in the code, the styles and the documents of this project at most 20 places in a million characters', () => {
  const all = ['electron', 'renderer', 'shared', 'docs'].flatMap((folder) =>
    texts(folder, /\.(?:tsx?|css|md|html|json)$/)
  )
  const { rate: found, length, places } = rate(all)
  expect(length).toBeGreaterThan(1_000_000)
  // Told with what they are.
  expect({ found, places: found < 20 ? [] : places }).toEqual({ found, places: [] })
})

it('in a lock file, full of sums and names, nothing is masked', () => {
  expect(rate([readFileSync(join(root, 'package-lock.json'), 'utf8')]).places).toEqual([])
})

const ordinary: readonly string[] = [
  'commit 5f2b8c3e9d1a4b7c8e0f6a2d3c4b5a6f7e8d9c0b\nAuthor: Dev <dev@example.com>\nDate:   Mon Jan 5 08:00:00 2026 +0100\n\n    Rotate the token key\n',
  'index 83db48f..bf269f4 100644\n--- a/src/token.ts\n+++ b/src/token.ts\n@@ -1,3 +1,4 @@\n+const token = await readToken()\n',
  '2026-01-05T08:00:00.000Z INFO request id=f79be346-0935-438b-9374-a4150d40d360 status=200 ms=12\n',
  '.token-key { color: #0c696d } .password-field:focus { outline: 2px } .sk-cube-grid1{width:33%}\n',
  '"integrity": "sha512-9NET910DNaIPngYnLLPeg+Ogzqsi9uM4mSboU5y6p8S5DzMTVEsJZrawi+BoDNUVBa2DhJqQYUFvMDfgU062LQ==",\n',
  `data:image/png;base64,${Buffer.from(Array.from({ length: 3_000 }, (_, at) => (at * 73 + (at >> 3) * 31) % 256)).toString('base64')}\n`,
  'function a(b){var c=b.password,d=b.token;return c&&d?{password:c,token:d}:null}var e="auth",f={key:"k",secret:g};\n',
  'Choose a password of at least 12 letters. Your password must not be your name; the token expires after 30 days.\n',
  'export const PASSWORD_MIN_LENGTH = 12\nconst MAX_TOKENS = 4096\nlet apiKey = process.env.API_KEY\nuser.password = hash(input)\n',
  '/usr/lib/python3/dist-packages/secretstorage/collection.py:42: in get_secret\n    at Token.parse (/app/src/token.ts:12:34)\n',
  'interface Login {\n  password: string\n  apiKey?: string\n  token: string | null\n}\n<input type="password" name="password" autocomplete="current-password">\n',
  'docker run -p 8080:80 nginx\nmkdir -p build/out\nssh -p 2222 me@host\nps -u root\ncp -u a b\nnpx vitest run --project node\ndocker ps -a\n',
  'mysql -u root -p\ncurl -s https://example.com/a?page=2&key=name\ngit log -p -u\npsql -h localhost -U app\nzip -r a.zip a\nopenssl x509 -in a.pem\n',
  'password: (hidden)\nEnter password for me@host: \nsudo: a password is required\nPermission denied (publickey,password).\nsecret/data/app\n',
  'const sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"\nmd5: d41d8cd98f00b204e9800998ecf8427e\n',
  '<a class="token keyword" href="https://example.com:8080/@scope/name">basic authentication explained here</a>\n',
  'tokens used: 12345, cache_read_input_tokens: 678901, "max_tokens": 4096, tokenizer: o200k_base\n'
]

it.each(ordinary)('nothing is masked in %j', (text) => {
  expect(maskSecrets(text)).toBe(text)
})
