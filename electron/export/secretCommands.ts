/**
 * Secrets on command lines: what certain options of certain programs are followed by. Used by `maskSecrets.ts`.
 * Facts: the manual pages of the programs.
 */
import type { MaskedKind } from '../../shared/steering.ts'
import { isNoReference, nothing, standsForAnother } from './secretFinding.ts'
import type { Finding, SecretRule } from './secretFinding.ts'
import { characterSet } from './textReading.ts'
import type { TextReading } from './textReading.ts'

/** Characters of a command that are looked at. */
const LONGEST = 2_000

interface Command {
  readonly words: readonly string[]
  /** Bounded; `before` and `value` are its groups. */
  readonly option: RegExp
  readonly kind: MaskedKind
}

const open = String.raw`(?:\\{0,7}["'])?`
const value = String.raw`(?<value>(?<=["'])[^"'\\\r\n]{1,200}(?=\\{0,7}["'])|[^\s"'\\-][^\s"'\\]{0,200})`

/** The value of one of these options; `joint` is what stands between. */
function options(names: string, joint = String.raw`(?:=|[ \t]{1,8})`): RegExp {
  return new RegExp(String.raw`(?<before>(?<=[\s"'])(?:${names})${joint}${open})${value}`, 'g')
}

function command(words: string, option: RegExp, kind: MaskedKind = 'password'): Command {
  return { words: words.split(', '), option, kind }
}

const commands: readonly Command[] = [
  command(
    'docker login, podman login, nerdctl login, buildah login, skopeo login, helm registry login, crane auth login, oras login, az login, az acr login, oc login, cf login, ibmcloud login, twine upload, argocd login, hub login, snyk auth',
    options('-p|--password', '(?:=|[ \\t]{0,8})')
  ),
  command('sshpass', options('-p', '[ \\t]{0,8}')),
  command(
    'mysql, mysqldump, mysqladmin, mysqlimport, mysqlshow, mysqlpump, mariadb, mariadb-dump, mycli, xtrabackup',
    options('-p', '')
  ),
  command('7z, 7za, 7zr, 7zz, unrar, rar', options('-p|-hp', '')),
  command('zip, unzip', options('-P', '[ \\t]{1,8}')),
  command('redis-cli, keydb-cli, valkey-cli', options('-a|--pass')),
  command('mongo, mongosh, mongodump, mongorestore, mongoexport, mongoimport, cqlsh', options('-p')),
  command('ldapsearch, ldapadd, ldapmodify, ldappasswd, ldapwhoami, ldapdelete', options('-w|-s|-a', '[ \\t]{1,8}')),
  command('sqlcmd, bcp, osql, isql, tsql', options('-P', '[ \\t]{0,8}')),
  command('smbclient, rpcclient, net rpc, smbmap', /(?<before>(?<=[\s"'])(?:-U|--user(?:=|[ \t])|-p)[ \t]{0,8}(?:\\{0,7}["'])?(?:[\w.\\/@+-]{1,100}%)?)(?<value>(?<=%|-p[ \t]{1,8})[^\s"']{1,200})/g),
  command('plink, pscp, psftp, putty, winscp', options('-pw', '[ \\t]{1,8}')),
  command('keytool, jarsigner, apksigner', options('-storepass|-keypass|-srcstorepass|-deststorepass|-srckeypass|-destkeypass|--ks-pass|--key-pass', '[ \\t]{1,8}(?:pass:)?')),
  command('certutil, signtool, pvk2pfx', options('-p|/p|-pi|-po', '[ \\t]{1,8}')),
  command('openssl', /(?<before>(?<=[\s"'])(?:-k|-K|-password|-pass(?:in|out)?)[ \t]{1,8}(?:\\{0,7}["'])?(?:pass:)?)(?<value>(?!(?:env|file|fd|stdin)\b)[^\s"'\\-][^\s"'\\]{2,200})/g),
  command('psexec, psexec64, xfreerdp, rdesktop, wfreerdp, schtasks, wmic, evil-winrm, crackmapexec, netexec', options('-p|/p|/rp|/password|-password', '(?::|[ \\t]{1,8})')),
  command('cmdkey', options('/pass', ':')),
  command('net use', /(?<before>(?<=\s)(?:\\{2,4}[^\s"']{1,200}|[A-Za-z*]:?)[ \t]{1,8}(?:\\{2,4}[^\s"']{1,200}[ \t]{1,8})?(?:\/user:[^\s"']{1,100}[ \t]{1,8})?)(?<value>(?![/\\*]|[A-Za-z]:)[^\s"']{1,100})/g),
  command('net user', /(?<before>(?<=\s)(?!\/)[^\s"'/]{1,60}[ \t]{1,8})(?<value>(?![/*])[^\s"'/]{3,100})/g),
  command('rabbitmqctl add_user, rabbitmqctl change_password, rabbitmqctl authenticate_user', /(?<before>^[ \t]{1,8}[^\s"']{1,100}[ \t]{1,8}(?:\\{0,7}["'])?)(?<value>[^\s"'\\]{1,200})/g),
  command('htpasswd', /(?<before>(?<=\s)-[A-Za-z]{0,6}b[A-Za-z]{0,6}[ \t]{1,8}(?:-[\w-]{1,20}[ \t]{1,8}){0,4}(?:[^\s"'-][^\s"']{0,200}[ \t]{1,8}){1,2}(?:\\{0,7}["'])?)(?<value>(?<=\s["'\\]{0,8})[^\s"'\\]{2,200}(?=[\s"'\\]|$))/g),
  command('vault login, npm login, op signin, doppler login, fly auth token, cargo login, bw unlock, bw login', /(?<before>^[ \t]{1,8}(?:(?:-[\w-]{1,20}=?[\w-]{0,20})[ \t]{1,8}){0,3}(?:token=)?(?:\\{0,7}["'])?)(?<value>[^\s"'\\=@<-][^\s"'\\=@]{11,400})/g, 'token'),
  command('dotnet nuget push, nuget push, choco push, nuget setapikey', options('-k|--api-key|-apikey|-ApiKey|-source', '[ \\t]{1,8}'), 'key'),
  command('poetry config', /(?<before>(?:pypi-token\.[\w-]{1,60}|http-basic\.[\w-]{1,60}[ \t]{1,8}[^\s"']{1,100})[ \t]{1,8}(?:\\{0,7}["'])?)(?<value>[^\s"'\\]{3,300})/g, 'token'),
  command('npm config set, pnpm config set, yarn config set', /(?<before>(?:_authToken|_auth|_password|npmAuthToken)(?:=|[ \t]{1,8})(?:\\{0,7}["'])?)(?<value>[^\s"'\\]{6,600})/g, 'token'),
  command('gh auth login, docker login, wrangler, gh secret set, heroku auth:token', /(?<before><<<[ \t]{0,8}(?:\\{0,7}["'])?)(?<value>[^\s"'\\]{6,400})/g, 'token'),
  command('gh secret set, gh variable set, wrangler secret put', /(?<before>(?<=\s)(?:-b|--body)(?:=|[ \t]{1,8})(?:\\{0,7}["'])?)(?<value>[^\s"'\\]{3,400})/g, 'key'),
  command('curl, wget, http, https, xh', /(?<before>(?<=[\s"'])(?:-u|-U|--user|--proxy-user|-a|--auth)(?:=|[ \t]{0,8})(?:\\{0,7}["'])?[\w.@+\\%-]{0,100}:)(?<value>[^\s"'\\]{2,300})/g),
  command('curl', /(?<before>(?<=[\s"'])(?:-b|--cookie)(?:=|[ \t]{0,8})(?:\\{0,7}["'])?(?=[^\s"'=;]{1,100}=))(?<value>[^"'\\\r\n]{6,2000})/g, 'cookie'),
  command('skopeo, buildah, podman, ctr, crane, regctl', /(?<before>(?<=[\s"'])(?:--creds|--src-creds|--dest-creds|-u|--user)(?:=|[ \t]{1,8})(?:\\{0,7}["'])?[\w.@+-]{1,100}:)(?<value>[^\s"'\\]{2,300})/g),
  command('lftp', /(?<before>(?<=[\s"'])-u[ \t]{1,8}(?:\\{0,7}["'])?[\w.@+-]{1,100},)(?<value>[^\s"'\\]{2,300})/g),
  command('sqlplus, expdp, impdp, sqlldr, rman', /(?<before>(?<=[\s"'=])[\w$#]{1,60}\/(?:\\{0,7}["'])?)(?<value>[^\s"'\\@/]{2,100}(?=["'\\]{0,8}@))/g),
  command('nmcli', /(?<before>(?<=\s)(?:password|wifi-sec\.psk|802-11-wireless-security\.psk|vpn\.secrets)[ \t]{1,8}(?:\\{0,7}["'])?(?:password=)?)(?<value>[^\s"'\\]{3,200})/g),
  command('wpa_passphrase', /(?<before>^[ \t]{1,8}(?:"[^"\r\n]{1,64}"|'[^'\r\n]{1,64}'|[^\s"']{1,64})[ \t]{1,8}(?:\\{0,7}["'])?)(?<value>[^\s"'\\<>]{8,64})/g),
  command('ansible, ansible-playbook, ansible-vault', /(?<before>ansible_(?:ssh_|become_|sudo_)?pass(?:word)?=(?:\\{0,7}["'])?)(?<value>[^\s"'\\]{2,200})/g),
  command('gpg, gpg2', options('--passphrase')),
  command('borg, restic, duplicity, rclone', options('--password|--pass|--passphrase')),
  command('passwd, usermod, useradd, chpasswd', /(?<before>(?<=\s)(?:-p|--password)(?:=|[ \t]{1,8})(?:\\{0,7}["'])?)(?<value>[^\s"'\\-][^\s"'\\]{2,200})/g),
  command('aws configure set', /(?<before>(?:aws_secret_access_key|aws_access_key_id|aws_session_token)[ \t]{1,8}(?:\\{0,7}["'])?)(?<value>[^\s"'\\]{6,2000})/g, 'key')
] // prettier-ignore

const commandRules: readonly SecretRule[] = commands.map((row) => ({
  words: row.words,
  find(reading, begin, end) {
    const after = reading.text[end] ?? ''
    if (!/^(?:[\s"'\\]|\.exe)?$/.test(after) && after !== '.') return nothing
    if (!beginsCommand(reading, begin) || !reading.once(row, end)) return nothing
    const window = reading.part(end, commandEnd(reading, end), LONGEST)
    reading.doneTo(row, end + window.length)
    const findings: Finding[] = []
    for (const { index, groups = {} } of window.matchAll(row.option)) {
      const { before = '', value: found = '' } = groups
      if (found.length < 2 || standsForAnother(found) || !isNoReference(found)) continue
      const from = end + index + before.length
      findings.push({ begin: from, end: from + found.length, kind: row.kind })
    }
    return findings
  }
}))

function beginsCommand(reading: TextReading, at: number): boolean {
  return reading.beginsWord(at) && !/[.-]$/.test(reading.before(at, 1))
}

/** The end of a command: its line, unless that goes on in the next, or what parts it from another. */
function commandEnd({ text }: TextReading, from: number): number {
  const limit = Math.min(text.length, from + LONGEST)
  let quote = ''
  for (let at = from; at < limit; at += 1) {
    const character = text[at] ?? ''
    if (character === '\n' && !/\\\r?$/.test(text.slice(Math.max(0, at - 2), at))) return at
    if (character === '\\' && text[at + 1] === 'n' && text[at - 1] !== '\\') return at
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = text[at - 1] === '\\' ? '' : character
    else if (character === ';' || character === '|' || (character === '&' && text[at + 1] === '&')) return at
  }
  return limit
}

const argument = characterSet('^\\s"\'`\\\\\\u001b')

/** `--password …`, `--db-password=…`, of whatever program. */
const optionNames =
  'password passwd pass passphrase token secret api-key apikey access-key secret-key client-secret private-token storepass keypass pw'
const optionRule: SecretRule = {
  words: optionNames.split(' ').flatMap((name) => [`-${name}=`, `-${name} `, `-${name}\t`]),
  find(reading, begin, end) {
    // The option's own beginning: one dash or two, behind no word; `\\n` before it is a line break.
    if (!/(?:^|[^\w-]|\\[nrt])(?:-|--?[A-Za-z][\w-]{0,40})?$/.test(reading.before(begin, 46))) return nothing
    const lead = reading.match(/\s{0,8}(?:\\{0,7}["'])?/y, end)?.[0] ?? ''
    const from = end + lead.length
    const isQuoted = /["']$/.test(lead)
    const to = isQuoted ? quotedEnd(reading, from, lead.at(-1) ?? '"') : reading.runEnd(argument, from)
    const found = reading.part(from, to)
    if (found.length < 3 || found.startsWith('-') || standsForAnother(found) || !isNoReference(found))
      return nothing
    return [{ begin: from, end: to, kind: 'password' }]
  }
}

function quotedEnd(reading: TextReading, from: number, quote: string): number {
  const to = Math.min(reading.next(quote, from), reading.lineEnd(from))
  return to - from > 400 ? reading.runEnd(argument, from) : reading.text[to - 1] === '\\' ? to - 1 : to
}

/** `-u name:password`, of whatever program; a user's and a group's number are no password. */
const userRule: SecretRule = {
  words: ['-u ', '-u\t', '--user ', '--user=', '-u"', "-u'"],
  find(reading, begin, end) {
    if (/[\w-]$/.test(reading.before(begin, 1))) return nothing
    const lead = reading.match(/[ \t]{0,8}(?:\\{0,7}["'])?[\w.@+-]{1,100}:/y, end)
    if (lead === null) return nothing
    const from = end + lead[0].length
    const to = reading.runEnd(argument, from)
    const found = reading.part(from, to)
    if (found.length < 3 || /^\d{1,5}$/.test(found) || standsForAnother(found)) return nothing
    return [{ begin: from, end: to, kind: 'password' }]
  }
}

/** `echo secret | docker login --password-stdin` */
const pipedRule: SecretRule = {
  words: [
    '--password-stdin',
    '--with-token',
    '--stdin',
    'chpasswd',
    'sudo -S',
    'smbpasswd',
    '--passphrase-fd',
    'faillock'
  ],
  find(reading, begin) {
    const before = reading.before(begin, 400)
    const echo = before.lastIndexOf('echo ')
    const print = before.lastIndexOf('printf ')
    const start = Math.max(echo, print)
    if (start === -1) return nothing
    const said =
      /^(?:echo|printf)[ \t]{1,8}(?:-[neE]{1,3}[ \t]{1,8})?(?:\\{0,7}["'])?(?:'?%s(?:\\{1,2}n)?["']?[ \t]{1,8}["']?)?([^\s"'|]{2,300})(?:\\{0,7}["'])?[ \t]{0,8}\|[^|\r\n;]{0,200}$/.exec(
        before.slice(start)
      )
    const secret = said?.[1]
    if (said === null || secret === undefined || standsForAnother(secret)) return nothing
    const at = Math.max(0, begin - 400) + start + said[0].indexOf(secret)
    const colon = secret.indexOf(':') + 1
    return [{ begin: at + colon, end: at + secret.replace(/\\$/, '').length, kind: 'password' }]
  }
}

export const secretCommands: readonly SecretRule[] = [...commandRules, optionRule, userRule, pipedRule]
