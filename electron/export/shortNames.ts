/**
 * Names of secrets that are too short or too common to be known anywhere: `DB_PASS=`, `STRIPE_KEY=`, `"pass": "…"`, and what
 * a provider's name alone says. Used by `maskSecrets.ts`.
 */
import type { MaskedKind } from '../../shared/steering.ts'
import { sets } from './providerTokens.ts'
import { quotedValue } from './quotedValue.ts'
import { isNoReference, looksRandom, looksVeryRandom, nothing, standsForAnother } from './secretFinding.ts'
import type { SecretRule } from './secretFinding.ts'
import { characterSet } from './textReading.ts'
import type { CharacterSet } from './textReading.ts'

const assigned = characterSet('^\\s"\'`\\\\\\u001b')

/** In an environment, in capitals; `isSecret` sees the value. */
function variable(words: string, kind: MaskedKind, isSecret: (value: string) => boolean): SecretRule {
  return {
    words: words.split(' ').map((word) => `${word}=`),
    find(reading, begin, end) {
      const { text } = reading
      if (/[a-z]/.test(text.slice(begin, end))) return nothing
      const isOwnWord = text[begin] !== '_' && text[begin - 1] !== '_'
      if (isOwnWord && !(reading.beginsWord(begin) && !/[$-]$/.test(reading.before(begin, 1)))) return nothing
      const open = reading.match(/\\{0,7}["']/y, end)?.[0] ?? ''
      const from = end + open.length
      const to = (open === '' ? null : quotedValue(reading, from, open)) ?? reading.runEnd(assigned, from)
      const value = reading.part(from, to)
      if (value.length < 3 || standsForAnother(value) || !isNoReference(value) || !isSecret(value))
        return nothing
      return [{ begin: from, end: to, kind }]
    }
  }
}

const isPath = (value: string): boolean => /^(?:~|\.{0,2}|[A-Za-z]:)[\\/]/.test(value)
const isLongAndRandom = (value: string): boolean => value.length >= 12 && looksRandom(value) && !isPath(value)

/** `"pass": "…"`, `db_pass: '…'`, `pass=…`: what looks like a secret only. */
const pass: SecretRule = {
  words: ['pass', 'passw', 'pword', 'psw', 'pswd', 'pw', 'creds', 'userpass', 'userpwd'],
  find(reading, begin, end) {
    const { text } = reading
    const isCamel = /[a-z]$/.test(reading.before(begin, 1)) && /[A-Z]/.test(text[begin] ?? '')
    if (!(isCamel || text[begin - 1] === '_' || reading.beginsWord(begin))) return nothing
    const lead = reading.match(/\\{0,15}["']?\]?\s{0,8}(?:=>|:=|[:=])\s{0,8}(?<open>\\{0,15}["'`])?/y, end)
    if (lead === null) return nothing
    const from = end + lead[0].length
    const open = lead.groups?.['open']
    const to = open === undefined ? reading.runEnd(assigned, from) : quotedValue(reading, from, open)
    if (to === null) return nothing
    const value = reading.part(from, to)
    const isSecret = open === undefined ? looksVeryRandom(value) : looksRandom(value) && !/\s/.test(value)
    if (!isSecret || isPath(value) || standsForAnother(value) || !isNoReference(value)) return nothing
    return [{ begin: from, end: to, kind: 'password' }]
  }
}

/** A provider, and the length and alphabet of its keys, which do not tell themselves. Facts: gitleaks, as `providerTokens.ts`. */
interface NamedKey {
  readonly provider: string
  readonly words: string
  readonly rest: CharacterSet
  readonly lengths: readonly number[]
}

const uuid = characterSet('0-9a-f-')
const namedKeys: readonly NamedKey[] = [
  { provider: 'Adafruit', words: 'adafruit', rest: sets.url, lengths: [32] },
  { provider: 'Adobe', words: 'adobe', rest: sets.hex, lengths: [32] },
  { provider: 'Airtable', words: 'airtable', rest: sets.alnum, lengths: [17] },
  { provider: 'Algolia', words: 'algolia', rest: sets.alnum, lengths: [32] },
  { provider: 'Alibaba Cloud', words: 'alibaba aliyun', rest: sets.alnum, lengths: [30] },
  { provider: 'Asana', words: 'asana', rest: sets.alnum, lengths: [32] },
  { provider: 'Atlassian', words: 'atlassian confluence jira', rest: sets.alnum, lengths: [24] },
  { provider: 'Beamer', words: 'beamer', rest: sets.urlPadded, lengths: [46] },
  { provider: 'Bitbucket', words: 'bitbucket', rest: sets.urlPadded, lengths: [32, 64] },
  { provider: 'Bittrex', words: 'bittrex', rest: sets.alnum, lengths: [32] },
  { provider: 'Cisco Meraki', words: 'meraki', rest: sets.hex, lengths: [40] },
  { provider: 'Cloudflare', words: 'cloudflare', rest: sets.url, lengths: [37, 40] },
  { provider: 'Codecov', words: 'codecov', rest: sets.alnum, lengths: [32] },
  { provider: 'Cohere', words: 'cohere', rest: sets.alnum, lengths: [40] },
  { provider: 'Coinbase', words: 'coinbase', rest: sets.url, lengths: [64] },
  { provider: 'Confluent', words: 'confluent', rest: sets.alnum, lengths: [16, 64] },
  { provider: 'Contentful', words: 'contentful', rest: sets.urlPadded, lengths: [43] },
  { provider: 'Datadog', words: 'datadog', rest: sets.alnum, lengths: [32, 40] },
  { provider: 'Discord', words: 'discord', rest: sets.urlPadded, lengths: [32, 64] },
  { provider: 'Drone', words: 'droneci drone', rest: sets.alnum, lengths: [32] },
  { provider: 'Dropbox', words: 'dropbox', rest: sets.urlPadded, lengths: [15, 64] },
  { provider: 'Etsy', words: 'etsy', rest: sets.alnum, lengths: [24] },
  { provider: 'Facebook', words: 'facebook', rest: sets.hex, lengths: [32] },
  { provider: 'Fastly', words: 'fastly', rest: sets.urlPadded, lengths: [32] },
  { provider: 'Finicity', words: 'finicity', rest: sets.alnum, lengths: [20, 32] },
  { provider: 'Finnhub', words: 'finnhub', rest: sets.alnum, lengths: [20] },
  { provider: 'Flickr', words: 'flickr', rest: sets.alnum, lengths: [32] },
  { provider: 'FreshBooks', words: 'freshbooks', rest: sets.alnum, lengths: [64] },
  { provider: 'Gitter', words: 'gitter', rest: sets.url, lengths: [40] },
  { provider: 'Heroku', words: 'heroku', rest: uuid, lengths: [36] },
  { provider: 'HubSpot', words: 'hubspot', rest: uuid, lengths: [36] },
  { provider: 'Intercom', words: 'intercom', rest: sets.urlPadded, lengths: [60] },
  { provider: 'JFrog', words: 'jfrog artifactory', rest: sets.alnum, lengths: [64, 73] },
  { provider: 'Kraken', words: 'kraken', rest: sets.base64, lengths: [80, 90] },
  { provider: 'KuCoin', words: 'kucoin', rest: uuid, lengths: [24, 36] },
  { provider: 'LaunchDarkly', words: 'launchdarkly', rest: sets.urlPadded, lengths: [40] },
  { provider: 'Linear', words: 'linear', rest: sets.hex, lengths: [32] },
  { provider: 'LinkedIn', words: 'linkedin linked_in', rest: sets.alnum, lengths: [16] },
  { provider: 'Linode', words: 'linode', rest: sets.hex, lengths: [64] },
  { provider: 'Looker', words: 'looker', rest: sets.alnum, lengths: [20, 24] },
  { provider: 'Mailgun', words: 'mailgun', rest: sets.url, lengths: [50] },
  { provider: 'Mattermost', words: 'mattermost', rest: sets.alnum, lengths: [26] },
  { provider: 'MessageBird', words: 'messagebird', rest: sets.alnum, lengths: [25] },
  { provider: 'Mistral', words: 'mistral', rest: sets.alnum, lengths: [32] },
  { provider: 'Netlify', words: 'netlify', rest: sets.urlPadded, lengths: [40, 43, 46] },
  { provider: 'New Relic', words: 'newrelic new_relic new-relic', rest: sets.alnum, lengths: [40, 64] },
  { provider: 'New York Times', words: 'nytimes newyorktimes', rest: sets.urlPadded, lengths: [32] },
  { provider: 'Okta', words: 'okta', rest: sets.urlPadded, lengths: [42] },
  { provider: 'PagerDuty', words: 'pagerduty', rest: sets.url, lengths: [20, 32] },
  { provider: 'Plaid', words: 'plaid', rest: sets.alnum, lengths: [24, 30] },
  { provider: 'Private AI', words: 'privateai private_ai', rest: sets.alnum, lengths: [32] },
  { provider: 'RapidAPI', words: 'rapidapi', rest: sets.url, lengths: [50] },
  { provider: 'Rollbar', words: 'rollbar', rest: sets.hex, lengths: [32] },
  { provider: 'Sendbird', words: 'sendbird', rest: uuid, lengths: [36, 40] },
  { provider: 'Sentry', words: 'sentry', rest: sets.hex, lengths: [64] },
  { provider: 'Snyk', words: 'snyk', rest: uuid, lengths: [36] },
  { provider: 'SonarQube', words: 'sonar', rest: sets.urlPadded, lengths: [40] },
  { provider: 'Sourcegraph', words: 'sourcegraph', rest: sets.hex, lengths: [40] },
  { provider: 'Splunk', words: 'splunk', rest: uuid, lengths: [36] },
  { provider: 'Squarespace', words: 'squarespace', rest: uuid, lengths: [36] },
  { provider: 'Sumo Logic', words: 'sumo sumologic', rest: sets.alnum, lengths: [14, 64] },
  { provider: 'Travis CI', words: 'travis', rest: sets.url, lengths: [22] },
  { provider: 'Trello', words: 'trello', rest: sets.url, lengths: [32, 64] },
  { provider: 'Twilio', words: 'twilio', rest: sets.hex, lengths: [32] },
  { provider: 'Twitch', words: 'twitch', rest: sets.alnum, lengths: [30] },
  { provider: 'Twitter', words: 'twitter', rest: sets.alnum, lengths: [25, 45, 50] },
  { provider: 'Vercel', words: 'vercel', rest: sets.alnum, lengths: [24] },
  { provider: 'Weights & Biases', words: 'wandb', rest: sets.hex, lengths: [40] },
  { provider: 'Yandex', words: 'yandex', rest: sets.url, lengths: [40] },
  { provider: 'Zendesk', words: 'zendesk', rest: sets.alnum, lengths: [40] }
]

const namedLead = /[\w.-]{0,30}\\{0,15}["'`]?\]?\s{0,8}(?:=>|:=|[:=,])\s{0,8}\\{0,15}["'`]?/y

const namedKeyRules: readonly SecretRule[] = namedKeys.map(({ provider, words, rest, lengths }) => ({
  words: words.split(' '),
  find(reading, begin, end) {
    if (!reading.beginsWord(begin) && reading.text[begin - 1] !== '_') return nothing
    const lead = reading.match(namedLead, end)
    if (lead === null) return nothing
    const from = end + lead[0].length
    const to = reading.runEnd(rest, from)
    if (!lengths.includes(to - from) || !reading.endsWord(to)) return nothing
    if (/(?:sha|hash|commit|checksum|digest|version|rev)\W/i.test(lead[0])) return nothing
    return looksVeryRandom(`a1${reading.part(from, to)}`) && /\d/.test(reading.part(from, to))
      ? [{ begin: from, end: to, kind: 'provider_token', provider }]
      : nothing
  }
}))

export const shortNames: readonly SecretRule[] = [
  variable('_PASS PASS SSHPASS DBPASS USERPASS _PASSW _PW', 'password', (value) => !isPath(value)),
  variable('_PWD', 'password', (value) => !isPath(value)),
  variable('_AUTH _KEY _SALT _PAT _CREDS _SEED _MNEMONIC', 'key', isLongAndRandom),
  variable('_DSN DSN DATABASE_URL REDIS_URL MONGO_URL', 'address', () => true),
  variable('REDISCLI_AUTH RABBITMQ_DEFAULT_PASS', 'password', () => true),
  pass,
  ...namedKeyRules
]
