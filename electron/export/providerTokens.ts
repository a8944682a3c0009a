/**
 * Tokens one knows by how they begin: the list. Each row is a provider, the beginnings of its tokens as they are written,
 * what may follow, and how much of it there is at least. Read by `secretShapes.ts`; the order means nothing.
 *
 * Where the facts (prefix, alphabet, length) come from: `knownToGitleaks` holds kinds of the default ruleset of gitleaks
 * (https://github.com/gitleaks/gitleaks, MIT, as of commit 009e025), `documented` what providers say of their tokens
 * themselves or what GitHub's and GitLab's secret scanning list. The patterns are our own, and wider on purpose: a token that was
 * cut is one still. To add a kind: a row here, nothing else; the attack test makes tokens of every row.
 */
import { characterSet } from './textReading.ts'
import type { CharacterSet } from './textReading.ts'

export interface ProviderToken {
  readonly provider: string
  readonly starts: readonly string[]
  readonly rest: CharacterSet
  /** Characters that follow the beginning, at least and at most. */
  readonly least: number
  readonly most: number
  /** What the rest must look like as well, where the beginning is also a word of its own. Sees 512 characters. */
  readonly looks: RegExp | null
}

export const sets = {
  digits: characterSet('0-9'),
  hex: characterSet('0-9a-fA-F'),
  upper: characterSet('A-Z0-9'),
  alnum: characterSet('A-Za-z0-9'),
  word: characterSet('A-Za-z0-9_'),
  url: characterSet('A-Za-z0-9_-'),
  urlPadded: characterSet('A-Za-z0-9_=-'),
  dotted: characterSet('A-Za-z0-9_.-'),
  dottedPadded: characterSet('A-Za-z0-9_.=-'),
  base64: characterSet('A-Za-z0-9+/='),
  base64Any: characterSet('A-Za-z0-9+/=_-'),
  mail: characterSet('A-Za-z0-9_.~-'),
  path: characterSet('A-Za-z0-9_/@.%:$|-'),
  address: characterSet('A-Za-z0-9_/@.%:?&=+-'),
  crypt: characterSet('A-Za-z0-9./$+=,_*:-')
} as const

/** Letters and digits both: no word, and no number. */
const mixed = /^(?=.{0,64}\d)(?=.{0,64}[A-Za-z])/

type SetName = keyof typeof sets

function token(
  provider: string,
  starts: string,
  rest: SetName,
  least: number,
  { most = 1_000, looks = null }: { most?: number; looks?: RegExp | null } = {}
): ProviderToken {
  return { provider, starts: starts.split(' '), rest: sets[rest], least, most, looks }
}

const knownToGitleaks: readonly ProviderToken[] = [
  token('1Password', 'A3-', 'url', 26, { looks: /^[A-Z0-9]{6}-[A-Z0-9]{5,11}-[A-Z0-9-]{11,40}$/ }),
  token('1Password', 'ops_eyJ', 'base64Any', 40, { most: 4_000 }),
  token('Adobe', 'p8e-', 'alnum', 24),
  token('age', 'AGE-SECRET-KEY-1', 'upper', 40),
  token('Alibaba Cloud', 'LTAI', 'alnum', 12, { most: 32, looks: mixed }),
  token('Anthropic', 'sk-ant-', 'url', 16),
  token('Artifactory', 'AKCp', 'alnum', 60),
  token('Artifactory', 'cmVmd', 'alnum', 50, { most: 120 }),
  token('Atlassian', 'ATATT3 ATCTT3 ATBB ATOATT3', 'urlPadded', 20, { looks: mixed }),
  token('Authress', 'scauth_ authress_', 'dottedPadded', 50),
  token('AWS', 'AKIA ASIA ABIA ACCA A3TX A3TL A3TM', 'upper', 16, { most: 16 }),
  token('ClickHouse', '4b1d', 'alnum', 38, { most: 38 }),
  token('Clojars', 'CLOJARS_', 'alnum', 40),
  token('Cloudflare', 'v1.0-', 'url', 100, { looks: /^[0-9a-f]{24}-[0-9a-f]{76,}$/ }),
  token('Databricks', 'dapi', 'url', 32, { most: 36, looks: /^[0-9a-f]{32}(?:-\d{1,2})?$/ }),
  token('Defined Networking', 'dnkey-', 'urlPadded', 60),
  token('DigitalOcean', 'dop_v1_ doo_v1_ dor_v1_', 'hex', 40),
  token('Doppler', 'dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.', 'dotted', 36),
  token('Duffel', 'duffel_test_ duffel_live_', 'urlPadded', 32),
  token('Dynatrace', 'dt0c01. dt0s01. dt0s02. dt0s16.', 'dotted', 60),
  token('EasyPost', 'EZAK EZTK', 'alnum', 50),
  token('Facebook', 'EAAC EAAM EAAB EAAG EAAE EAAD', 'alnum', 60),
  token('Flutterwave', 'FLWSECK_TEST- FLWSECK-', 'url', 12, { looks: mixed }),
  token('Fly.io', 'fo1_', 'url', 36),
  token('Fly.io', 'fm1r_ fm1a_ fm2_', 'base64Any', 60, { most: 4_000 }),
  token('Frame.io', 'fio-u-', 'urlPadded', 48),
  token('Freemius', 'sk_', 'mail', 29, { most: 40, looks: mixed }),
  token('GitHub', 'ghp_ gho_ ghu_ ghs_ ghr_', 'alnum', 16),
  token('GitHub', 'github_pat_', 'word', 20),
  token(
    'GitLab',
    'glpat- gldt- glrt- glcbt- glptt- glsoat- glffct- gloas- glimt- glagent- glft- glwt- GR1348941',
    'dotted',
    16
  ),
  token('GitLab', '_gitlab_session=', 'hex', 32, { most: 32 }),
  token('GoCardless', 'live_', 'urlPadded', 40, { most: 60, looks: mixed }),
  token('Google', 'AIza', 'url', 35, { most: 40 }),
  token('Grafana', 'glc_', 'base64', 32),
  token('Grafana', 'glsa_', 'word', 32),
  token('Grafana', 'eyJrIjoi', 'base64', 60, { most: 600 }),
  token('Harness', 'pat. sat.', 'dotted', 60, { looks: /^[\w-]{22}\.[0-9a-z]{24}\.[0-9a-zA-Z]{20}$/ }),
  token('HashiCorp Terraform', 'atlasv1.', 'urlPadded', 40),
  token('HashiCorp Vault', 'hvs. hvb. hvr.', 'url', 20),
  token('HashiCorp Vault', 's. b. r.', 'alnum', 24, { most: 26, looks: mixed }),
  token('Heroku', 'HRKU-', 'url', 32),
  token('Hugging Face', 'hf_', 'alnum', 30),
  token('Hugging Face', 'api_org_', 'alnum', 30),
  token('Infracost', 'ico-', 'alnum', 32, { most: 32 }),
  token('Intra42', 's-s4t2ud- s-s4t2af-', 'hex', 64),
  token('Kubernetes', 'sha256~', 'url', 40),
  token('Linear', 'lin_api_ lin_oauth_', 'alnum', 32),
  token('Lob', 'live_ test_', 'hex', 35, { most: 35 }),
  token('Mailgun', 'key-', 'hex', 32, { most: 32 }),
  token('Mailgun', 'pubkey-', 'hex', 32, { most: 32 }),
  token('Mapbox', 'pk. sk. tk.', 'dotted', 60, { looks: /^[\w-]{40,}\.[\w-]{16,}$/ }),
  token('New Relic', 'NRAK- NRII- NRRA- NRSP- NRAL-', 'url', 20, { looks: mixed }),
  token('New Relic', 'NRJS-', 'hex', 19),
  token('Notion', 'ntn_', 'alnum', 40),
  token('npm', 'npm_', 'alnum', 30),
  token('Octopus Deploy', 'API-', 'upper', 25, { most: 32, looks: mixed }),
  token('OpenAI', 'sk-proj- sk-svcacct- sk-admin- sk-None-', 'url', 16),
  token('Perplexity', 'pplx-', 'alnum', 32),
  token('Plaid', 'access-sandbox- access-development- access-production-', 'url', 32, { looks: mixed }),
  token('PlanetScale', 'pscale_tkn_ pscale_oauth_ pscale_pw_', 'dottedPadded', 24),
  token('Postman', 'PMAK-', 'url', 40),
  token('Prefect', 'pnu_ pnb_', 'alnum', 30),
  token('Pulumi', 'pul-', 'hex', 40),
  token('PyPI', 'pypi-', 'url', 40),
  token('ReadMe', 'rdme_', 'alnum', 60),
  token('RubyGems', 'rubygems_', 'hex', 40),
  token('Scalingo', 'tk-us-', 'url', 40),
  token('SendGrid', 'SG.', 'dottedPadded', 32, { looks: /^[\w-]{16,}\.[\w-]{16,}/ }),
  token('Sendinblue', 'xkeysib- xsmtpsib-', 'url', 64),
  token('Sentry', 'sntrys_', 'base64Any', 32, { most: 4_000 }),
  token('Sentry', 'sntryu_ sntrya_ sntryi_', 'hex', 40),
  token('SettleMint', 'sm_aat_ sm_pat_ sm_sat_', 'alnum', 16),
  token('Shippo', 'shippo_live_ shippo_test_', 'hex', 32),
  token('Shopify', 'shpat_ shpca_ shppa_ shpss_', 'hex', 30),
  token('Slack', 'xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs- xoxc- xoxd-', 'url', 10, { looks: /\d/ }),
  token('Slack', 'xoxe.xoxb- xoxe.xoxp-', 'url', 10),
  token('Slack', 'xapp- xwfp-', 'url', 12, { looks: /\d/ }),
  token('Sourcegraph', 'sgp_ sgd_ slk_', 'word', 40, { looks: mixed }),
  token('Square', 'EAAA', 'url', 22, { most: 80, looks: mixed }),
  token('Square', 'sq0atp- sq0csp- sq0idp-', 'url', 20),
  token('Stripe', 'sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_ pk_live_ pk_test_', 'alnum', 10),
  token('Twilio', 'SK AC', 'hex', 32, { most: 32 }),
  token('Typeform', 'tfp_', 'dottedPadded', 40),
  token('Yandex', 'AQVN', 'url', 32),
  token('Yandex', 't1.', 'dottedPadded', 60, { looks: /^[\w-]{8,}={0,2}\.[\w-]{40,}/ })
]

const documented: readonly ProviderToken[] = [
  token('Airtable', 'pat', 'dotted', 60, { most: 90, looks: /^[A-Za-z0-9]{14}\.[0-9a-f]{40,}$/ }),
  token('Apify', 'apify_api_', 'alnum', 30),
  token('AppVeyor', 'v2.', 'alnum', 20, { most: 20, looks: mixed }),
  token('AWS', 'ABSK', 'base64', 60, { most: 300 }),
  token('AWS', 'FwoGZXIvYXdz IQoJb3JpZ2lu', 'base64', 60, { most: 4_000 }),
  token('Azure', 'AzFu AzSe AzCa', 'base64Any', 40, { looks: mixed }),
  token('Baseten', 'baseten_', 'alnum', 24),
  token('Brevo', 'xkeysib_', 'url', 40),
  token('Bitbucket', 'ATCTT3xFfG', 'urlPadded', 40),
  token('Braintree', 'access_token$production$ access_token$sandbox$', 'path', 20, {
    looks: /\$?[0-9a-f]{20,}/
  }),
  token('Buildkite', 'bkua_ bkaj_ bkct_', 'alnum', 20),
  token('CircleCI', 'CCIPAT_ CCIPRJ_', 'word', 30),
  token('Cerebras', 'csk-', 'alnum', 30),
  token('Checkly', 'cu_', 'hex', 30),
  token('Clerk', 'ak_live_ ak_test_', 'alnum', 20),
  token('Contentful', 'CFPAT-', 'url', 30),
  token('Cloudflare', 'cfut_ cfat_ cfk_', 'word', 32),
  token('crates.io', 'cio', 'alnum', 32, { most: 32, looks: mixed }),
  token('DeepSeek', 'sk-ds-', 'url', 16),
  token('Deno', 'ddp_ ddo_ ddw_', 'alnum', 30),
  token('Docker Hub', 'dckr_pat_ dckr_oat_', 'url', 16),
  token('Dropbox', 'sl.', 'urlPadded', 60),
  token('Discord', 'mfa.', 'url', 60),
  token('E2B', 'e2b_', 'hex', 32),
  token('ElevenLabs', 'sk_', 'hex', 40),
  token('Expo', 'exp_ expo_', 'alnum', 30, { looks: mixed }),
  token('Fal', 'fal_sk_ fal_', 'url', 30, { looks: mixed }),
  token('Figma', 'figd_ figo_ figu_ figh_', 'url', 30),
  token('Fireworks', 'fw_', 'alnum', 20, { looks: mixed }),
  token('Gemini', 'AQ.Ab', 'url', 30),
  token('Google', 'GOCSPX-', 'url', 20),
  token('Google', 'ya29. 1//0', 'dotted', 20, { most: 2_000 }),
  token('Google', '4/0A', 'url', 40),
  token('Groq', 'gsk_', 'alnum', 30),
  token('Highnote', 'sk_hn_', 'alnum', 20),
  token('Hetzner', 'hcloud_', 'alnum', 40),
  token('HubSpot', 'pat-na1- pat-na2- pat-eu1- pat-ap1-', 'url', 30),
  token('JFrog', 'eyJ2ZXIiOiIy', 'dotted', 60, { most: 8_000 }),
  token('LangSmith', 'lsv2_pt_ lsv2_sk_ ls__', 'word', 30),
  token('Langfuse', 'sk-lf- pk-lf-', 'url', 16),
  token('LaunchDarkly', 'sdk- mob- api-', 'url', 36, {
    most: 36,
    looks: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
  }),
  token('LlamaIndex', 'llx-', 'alnum', 30),
  token('Mercury', 'secret-token:mercury_', 'word', 20),
  token('Meta', 'LLM|', 'path', 20),
  token('Modal', 'ak- as-', 'alnum', 22, { most: 22, looks: mixed }),
  token('MongoDB Atlas', 'mdb_sa_sk_ mdb_sa_id_', 'url', 20),
  token('Neon', 'napi_ neon_api_', 'alnum', 40),
  token('Netlify', 'nfp_ nfc_ nfo_ nfu_', 'alnum', 30),
  token('ngrok', 'ak_ cr_', 'alnum', 27, { most: 48, looks: mixed }),
  token('Notion', 'secret_', 'alnum', 40, { looks: mixed }),
  token('NuGet', 'oy2', 'alnum', 43, { most: 43 }),
  token('NVIDIA', 'nvapi-', 'url', 40),
  token('Ollama', 'ollama_', 'alnum', 30),
  token('OpenAI', 'sk-', 'url', 16, { looks: /^[A-Za-z0-9](?=.{0,400}\d)/ }),
  token('OpenAI', 'sess-', 'alnum', 36),
  token('OpenRouter', 'sk-or-', 'url', 16),
  token('Packagist', 'packagist_ort_ packagist_out_ packagist_uut_', 'hex', 30),
  token('PayPal', 'A21AA', 'url', 60),
  token('Pinecone', 'pcsk_', 'word', 30),
  token('PostHog', 'phx_ phs_ pha_', 'alnum', 30),
  token('Polar', 'polar_oat_ polar_pat_', 'url', 24),
  token('RunPod', 'rpa_', 'alnum', 30),
  token('Railway', 'rw_Fe26.2**', 'dotted', 8),
  token('Render', 'rnd_', 'alnum', 24),
  token('Replicate', 'r8_', 'alnum', 30),
  token('Resend', 're_', 'word', 24, { looks: /^[A-Za-z0-9]{6,12}_[A-Za-z0-9]{16,}$/ }),
  token('SambaNova', 'sn-', 'hex', 32),
  token('Scaleway', 'SCW', 'upper', 17, { most: 17 }),
  token('Snowflake', 'ver:1-hint:', 'path', 40),
  token('SonarQube', 'squ_ sqp_ sqa_ sqb_', 'hex', 40),
  token('Spotify', 'BQD BQC', 'url', 100, { most: 400, looks: mixed }),
  token('StackHawk', 'hawk.', 'dotted', 30),
  token('Stripe', 'whsec_', 'base64', 16),
  token('Supabase', 'sbp_ sbp_oauth_', 'word', 32, { looks: mixed }),
  token('Supabase', 'sb_secret_', 'url', 16),
  token('Stytch', 'secret-live- secret-test-', 'urlPadded', 30),
  token('Svix', 'testsk_ sk_svix_', 'dotted', 24),
  token('Tailscale', 'tskey-', 'url', 20),
  token('Tavily', 'tvly-', 'url', 20),
  token('Teleport', 'tbot_', 'hex', 32),
  token('Together', 'tgp_v1_', 'url', 30),
  token('Trello', 'ATTA', 'hex', 60),
  token('Turso', 'tur_', 'alnum', 30),
  token('Twitter', 'AAAAAAAAAAAAAAAAAAAAA', 'path', 40, { most: 200, looks: /^A?[A-Za-z0-9%]{30,}/ }),
  token('Unkey', 'unkey_', 'alnum', 16, { looks: mixed }),
  token('Upstash', 'upstash_', 'alnum', 30),
  token('Vercel', 'vcp_ vci_ vca_ vcr_ vck_ vercel_blob_rw_', 'word', 24),
  token('Voyage', 'pa-', 'url', 40, { looks: mixed }),
  token('WakaTime', 'waka_', 'url', 32, { looks: mixed }),
  token('Weights & Biases', 'wandb_v1_', 'word', 30),
  token('WorkOS', 'sk_test_a2V5 sk_live_a2V5', 'alnum', 20),
  token('xAI', 'xai-', 'alnum', 40),
  token('Zapier', 'zpka_', 'word', 24),
  token('Zuplo', 'zpka-', 'word', 24)
]

export const providerTokens: readonly ProviderToken[] = [...knownToGitleaks, ...documented]
