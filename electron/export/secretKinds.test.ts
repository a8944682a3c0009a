import { describe, expect, it } from 'vitest'
import { maskSecrets } from './maskSecrets.ts'
import { providerTokens } from './providerTokens.ts'

/** Made up, and put together here so that no scanner takes this file for a leak. */
const made = (...parts: string[]): string => parts.join('')
/** Some letters and digits, always the same ones. */
const some = (length: number, letters = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z'): string =>
  Array.from({ length }, (_, at) => letters[(at * 7 + (at >> 2)) % letters.length]).join('')
const hex = (length: number): string => some(length, '0a1b2c3d4e5f6978')
const digits = (length: number): string => some(length, '1927384650')

/** How it is written, and what of it is the secret. */
const written: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'variables of an environment': [
    ['PGPASSWORD=hunter2 psql -h db', 'hunter2'],
    ['MYSQL_PWD=hunter2 mysql', 'hunter2'],
    ['REDISCLI_AUTH=hunter2 redis-cli', 'hunter2'],
    ['SSHPASS=hunter2 sshpass -e ssh host', 'hunter2'],
    ['export DB_PASS=hunter2', 'hunter2'],
    ['STRIPE_KEY=Zx81aQ9rTt4410bb', 'Zx81aQ9rTt4410bb'],
    ['SECRET_KEY_BASE=' + hex(64), hex(64)],
    ['RAILS_MASTER_KEY=' + hex(32), hex(32)],
    ['APP_KEY=base64:' + some(43) + '=', some(43) + '='],
    ['DJANGO_SECRET_KEY="dj-1x!y@z(9#k"', 'dj-1x!y@z(9#k'],
    ['ENV API_TOKEN abc123def456', 'abc123def456'],
    ['set GITHUB_TOKEN=abc123def456', 'abc123def456'],
    ['$env:API_KEY = "abc123def"', 'abc123def'],
    ["MONGODB_PASSWORD='a b c'", 'a b c'],
    ['AWS_SESSION_TOKEN=' + some(80), some(80)],
    ['SENTRY_DSN=https://' + hex(32) + '@o1.ingest.sentry.io/2', hex(32)],
    ['ANSIBLE_VAULT_PASSWORD=hunter2', 'hunter2'],
    ['CLOUDFLARE_API_KEY=' + hex(37), hex(37)],
    ['DD_API_KEY=' + hex(32), hex(32)],
    ['WANDB_API_KEY=' + hex(40), hex(40)]
  ],
  'options of commands': [
    ['docker login -u me -p hunter2 registry', 'hunter2'],
    ['docker login registry --username me --password=hunter2', 'hunter2'],
    ['echo hunter2 | docker login -u me --password-stdin', 'hunter2'],
    ["printf '%s' hunter2 | docker login --password-stdin", 'hunter2'],
    ['sshpass -p hunter2 ssh me@host', 'hunter2'],
    ['sshpass -phunter2 ssh me@host', 'hunter2'],
    ["sshpass -p 'hunter two' ssh me@host", 'hunter two'],
    ['mysql -uroot -phunter2 db', 'hunter2'],
    ['mysqldump --password=hunter2 db', 'hunter2'],
    ['curl -u me:hunter2 https://example.com', 'hunter2'],
    ['curl -ume:hunter2 https://example.com', 'hunter2'],
    ["curl -b 'sid=abcdef123456' https://example.com", 'sid=abcdef123456'],
    ["curl -H 'X-Vault-Token: abc123def456' https://v", 'abc123def456'],
    ["curl -H 'PRIVATE-TOKEN: abcdefghijkl' https://gitlab", 'abcdefghijkl'],
    ['wget --http-password=hunter2 https://example.com', 'hunter2'],
    ['az login --service-principal -u app -p hunter2 --tenant t', 'hunter2'],
    ['aws configure set aws_secret_access_key ' + some(40), some(40)],
    ['gh auth login --with-token <<< abc123def456', 'abc123def456'],
    ['echo abc123def456 | gh auth login --with-token', 'abc123def456'],
    ['openssl enc -aes-256-cbc -pass pass:hunter2 -in a', 'hunter2'],
    ['openssl rsa -passin pass:hunter2', 'hunter2'],
    ['zip -P hunter2 a.zip a', 'hunter2'],
    ['unzip -P hunter2 a.zip', 'hunter2'],
    ['7z x a.7z -phunter2', 'hunter2'],
    ['gpg --batch --passphrase hunter2 -d a', 'hunter2'],
    [String.raw`net use Z: \\srv\share /user:me hunter2`, 'hunter2'],
    [String.raw`net use \\srv\share hunter2 /user:me`, 'hunter2'],
    ['net user me hunter2 /add', 'hunter2'],
    ['redis-cli -h db -a hunter2', 'hunter2'],
    ['mongosh -u me -p hunter2 db', 'hunter2'],
    ['ldapsearch -D cn=me -w hunter2', 'hunter2'],
    ['sqlcmd -S db -U sa -P hunter2', 'hunter2'],
    ['sqlplus me/hunter2@db', 'hunter2'],
    ['smbclient //srv/share -U me%hunter2', 'hunter2'],
    ['plink -pw hunter2 me@host', 'hunter2'],
    ['keytool -storepass hunter2 -list', 'hunter2'],
    ['rabbitmqctl add_user me hunter2', 'hunter2'],
    ['htpasswd -bc .htpasswd me hunter2', 'hunter2'],
    ["echo 'me:hunter2' | chpasswd", 'hunter2'],
    ['vault login ' + some(24), some(24)],
    ['helm registry login r -u me -p hunter2', 'hunter2'],
    ['helm install x --set db.password=hunter2', 'hunter2'],
    ['kubectl create secret generic x --from-literal=password=hunter2', 'hunter2'],
    ['kubectl --token=abc123def456 get pods', 'abc123def456'],
    ['twine upload -u me -p hunter2 dist/*', 'hunter2'],
    ['cargo login ' + some(32), some(32)],
    ['nmcli dev wifi connect home password hunter22', 'hunter22'],
    ['xfreerdp /u:me /p:hunter2 /v:host', 'hunter2'],
    ['skopeo copy --src-creds me:hunter2 a b', 'hunter2'],
    ['poetry config pypi-token.pypi abc123def456', 'abc123def456'],
    ['npm config set //registry.npmjs.org/:_authToken abc123def456', 'abc123def456'],
    ['dotnet nuget push a.nupkg -k abc123def456', 'abc123def456'],
    ['ConvertTo-SecureString "hunter2" -AsPlainText -Force', 'hunter2'],
    ["ConvertTo-SecureString -String 'hunter2' -AsPlainText", 'hunter2'],
    ['restic --password hunter2', 'hunter2'],
    ['mysql \\\n  -u root \\\n  -phunter2', 'hunter2']
  ],
  'files of programs': [
    ['machine example.com login me password hunter2', 'hunter2'],
    ['default login me password hunter2', 'hunter2'],
    ['db.example.com:5432:app:me:hunter2', 'hunter2'],
    ['*:*:*:me:hunter2', 'hunter2'],
    ['//registry.npmjs.org/:_authToken=abc123def456', 'abc123def456'],
    ['_auth=bWU6aHVudGVyMg==', 'bWU6aHVudGVyMg=='],
    ['[pypi]\nusername = me\npassword = hunter2', 'hunter2'],
    ['{"auths":{"r":{"auth":"bWU6aHVudGVyMg=="}}}', 'bWU6aHVudGVyMg=='],
    ['    client-key-data: ' + some(60) + '==', some(60) + '=='],
    ['    token: ' + some(40), some(40)],
    ['secret_key_base: ' + hex(64), hex(64)],
    ["define('AUTH_KEY',         'x;Y1 z|9&^k');", 'x;Y1 z|9&^k'],
    ["define( 'DB_PASSWORD', 'hunter2' );", 'hunter2'],
    ['me:$apr1$Zx81aQ9r$0HqCqZ8mN1pQ2rS4tU6vW1', '$apr1$Zx81aQ9r$0HqCqZ8mN1pQ2rS4tU6vW1'],
    ['me:$2y$10$' + some(53), '$2y$10$' + some(53)],
    ['root:$6$Zx81aQ9r$' + some(86) + ':19000:0:99999:7:::', some(86)],
    ['{SSHA}' + some(32), some(32)],
    ['pbkdf2_sha256$260000$' + some(22) + '$' + some(43) + '=', some(43)],
    ['requirepass hunter2', 'hunter2'],
    ['  psk="hunter2222"', 'hunter2222'],
    ['PrivateKey = ' + some(43) + '=', some(43)],
    ['<password>hunter2</password>', 'hunter2'],
    ['<add key="ClearTextPassword" value="hunter2" />', 'hunter2'],
    ['spring.datasource.password=hunter2', 'hunter2'],
    ["CREATE USER me IDENTIFIED BY 'hunter2';", 'hunter2'],
    ["ALTER USER me WITH PASSWORD 'hunter2';", 'hunter2'],
    ['ansible_ssh_pass: hunter2', 'hunter2'],
    ['- name: DB_PASSWORD\n  value: hunter2', 'hunter2'],
    ['{"name":"DB_PASSWORD","value":"hunter2"}', 'hunter2'],
    ['{"github-oauth":{"github.com":"abc123def456"}}', 'abc123def456'],
    ['PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\n' + some(48) + '\nPrivate-MAC: 0', some(48)],
    ['{"kty":"EC","d":"' + some(43) + '"}', some(43)],
    ['key: ' + made('LS0tLS1CRUdJTi', 'BSU0EgUFJJVkFURSBLRVktLS0tLQ', some(60)), some(60)]
  ],
  'headers and addresses': [
    ['{"set-cookie":["sid=abc123def; Path=/","t=xyz789uvw"]}', 'abc123def'],
    ['{"set-cookie":["sid=abc123def; Path=/","t=xyz789uvw"]}', 'xyz789uvw'],
    ['{"Set-Cookie": "sid=abc123def; HttpOnly"}', 'abc123def'],
    [String.raw`{\"set-cookie\":[\"sid=abc123def; Path=/\"]}`, 'abc123def'],
    ['set-cookie: sid=abc123def; Path=/', 'abc123def'],
    ['Authorization: AWS4-HMAC-SHA256 Credential=AB/1, Signature=' + hex(64), hex(64)],
    ['Proxy-Authorization: Basic bWU6aHVudGVyMg==', 'bWU6aHVudGVyMg=='],
    ['DD-APPLICATION-KEY: abcdefghijkl', 'abcdefghijkl'],
    ['https://s3/x?X-Amz-Signature=' + hex(64) + '&y=1', hex(64)],
    ['https://x.blob.core.windows.net/c?sv=2022&sig=aB3%2Fd5gH7jK9%3D', 'aB3%2Fd5gH7jK9%3D'],
    ['SharedAccessSignature sr=x&sig=aB3d5gH7jK9mN1&se=1', 'aB3d5gH7jK9mN1'],
    ['Endpoint=sb://x;SharedAccessKeyName=n;SharedAccessKey=aB3d5gH7jK9=', 'aB3d5gH7jK9='],
    ['DefaultEndpointsProtocol=https;AccountName=x;AccountKey=aB3d5gH7jK9==', 'aB3d5gH7jK9=='],
    ['amqps://me:hunter2@mq/v', 'hunter2'],
    ['mongodb+srv://me:hunt%40r2@db/x', 'hunt%40r2'],
    ['postgres://me:hu@nter2@db/x', 'hu@nter2'],
    ['https://' + some(32) + '@github.com/a/b', some(32)],
    [made('https://hooks.slack', '.com/services/T000/B000/XXXXabcd1234'), 'XXXXabcd1234'],
    [made('https://discord', '.com/api/webhooks/123456789/') + some(60), some(60)],
    ['https://x/cb?code=aB3dE5gH7jK9mN1pQ2', 'aB3dE5gH7jK9mN1pQ2'],
    ['https://x/cb#access_token=aB3dE5gH7j', 'aB3dE5gH7j']
  ],
  'names in code': [
    ['const apiKey: string = "abcdefgh"', 'abcdefgh'],
    ['api_key: str = "abcdefgh"', 'abcdefgh'],
    ['password = """hunter two"""', 'hunter two'],
    ['os.environ["API_KEY"] = "abcdefgh"', 'abcdefgh'],
    ['setenv("API_KEY", "abc123def", 1)', 'abc123def'],
    ["{ user: 'me', password: 'hunter2' }", 'hunter2'],
    ['{ token: abc123def456ghi, x: 1 }', 'abc123def456ghi'],
    ['**Password:** `hunter2`', 'hunter2'],
    ['| password | hunter2aB9 |', 'hunter2aB9'],
    ['the password is `hunter2`', 'hunter2'],
    ['API key: abcd1234efgh', 'abcd1234efgh'],
    ['"pass": "hunter2"', 'hunter2'],
    ['dbPass: "hunter2"', 'hunter2'],
    ['Passwort: "hunter2"', 'hunter2'],
    ['"private_key_id": "' + hex(40) + '"', hex(40)],
    ['&quot;password&quot;:&quot;hunter2&quot;', 'hunter2'],
    [String.raw`{\\\"password\\\":\\\"hun\\\\\\\"ter\\\"}`, 'ter'],
    [String.raw`\u0022password\u0022:\u0022hunter2\u0022`, 'hunter2'],
    ['datadog: "' + hex(32) + '"', hex(32)],
    ['cohere = "' + some(40) + '"', some(40)],
    ['snyk: "' + [hex(8), hex(4), hex(4), hex(4), hex(12)].join('-') + '"', hex(12)]
  ],
  'forms of their own': [
    [digits(9) + ':AA' + some(33), some(33)],
    [made('MTk4NjIyNDgzNDcxOTI1MjQ4', '.Cl2FMQ.', some(38)), some(38)],
    [hex(32) + '-us12', hex(32)],
    ['aB3' + '8Q~' + some(34), some(34)],
    [digits(15) + '|' + some(27), some(27)],
    [made('eyJhbGciOiJIUzI1NiJ9', '.', some(40), '.', some(43)), some(43)]
  ]
}

describe.each(Object.entries(written))('%s', (_group, rows) => {
  it.each(rows)('%s', (text, secret) => {
    expect(text).toContain(secret)
    expect(maskSecrets(text)).not.toContain(secret)
    expect(maskSecrets(text)).toContain('[secret]')
    expect(maskSecrets(maskSecrets(text))).toBe(maskSecrets(text))
  })
})

it('tells more than 170 kinds', () => {
  const kinds = providerTokens.reduce((sum, { starts }) => sum + starts.length, 0)
  const forms = Object.values(written).flat().length
  expect(kinds).toBeGreaterThan(170)
  expect(forms).toBeGreaterThan(130)
})
