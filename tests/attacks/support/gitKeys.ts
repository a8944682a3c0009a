/**
 * Which of git's configuration keys name a program, and how a folder would plant one. Keys are named as
 * `git help --config` lists them; those of other versions of git, and of its helpers, are here as well.
 */

/** A key that looks like this names a program, until the table says that it does not. */
export const looksLikeProgram =
  /alias|askpass|browser|cmd|command|clean|smudge|process|driver|editor|external|exec|filter|fsmonitor|helper|hook|pager|path|program|proxy|ssh|template|textconv|tool|vcs|pack$|packobjects|viewer|include|worktree|url$|url>|gpg|credential|sendemail|trailer|attributes|excludes|file$|dir$/iu

/** What stands in the folder's configuration: full keys and their values. `program` is a script without arguments. */
export type Planting = (program: string) => readonly (readonly [key: string, value: string])[]

const one =
  (key: string): Planting =>
  (program) => [[key, program]]

/** A remote git would ask for what is missing, as a partial clone does. */
const promised = (
  ...settings: readonly (readonly [string, string])[]
): readonly (readonly [string, string])[] => [
  ['core.repositoryformatversion', '1'],
  ['extensions.partialClone', 'x'],
  ['remote.x.promisor', 'true'],
  // Of several addresses git takes the first.
  ...(settings.some(([key]) => key === 'remote.x.url') ? [] : [['remote.x.url', '.'] as const]),
  ...settings
]

/** By the name in git's list. The names in what is planted fit the attributes of the folder in `gitFolders.ts`. */
export const programKeys: ReadonlyMap<string, Planting> = new Map<string, Planting>([
  [
    'alias.*',
    (program) => [
      ['alias.ls-files', `!${program}`],
      ['alias.status', `!${program}`]
    ]
  ],
  ['browser.<tool>.cmd', one('browser.x.cmd')],
  ['browser.<tool>.path', one('browser.x.path')],
  ['core.alternateRefsCommand', one('core.alternateRefsCommand')],
  ['core.askPass', one('core.askPass')],
  ['core.editor', one('core.editor')],
  ['core.fsmonitor', one('core.fsmonitor')],
  ['core.gitProxy', (program) => promised(['core.gitProxy', program], ['remote.x.url', 'git://127.0.0.1/x'])],
  ['core.hooksPath', (program) => [['core.hooksPath', program.slice(0, program.lastIndexOf('/'))]]],
  ['core.pager', one('core.pager')],
  [
    'core.sshCommand',
    (program) => promised(['core.sshCommand', program], ['remote.x.url', 'ssh://127.0.0.1/x'])
  ],
  ['credential.<url>.*', one('credential.https://127.0.0.1.helper')],
  ['credential.helper', one('credential.helper')],
  ['diff.<driver>.command', one('diff.x.command')],
  ['diff.<driver>.textconv', one('diff.x.textconv')],
  ['diff.external', one('diff.external')],
  ['diff.guitool', one('diff.guitool')],
  ['diff.tool', one('diff.tool')],
  ['difftool.<tool>.cmd', one('difftool.x.cmd')],
  ['difftool.<tool>.path', one('difftool.x.path')],
  ['filter.<driver>.clean', one('filter.x.clean')],
  ['filter.<driver>.process', one('filter.x.process')],
  ['filter.<driver>.smudge', one('filter.x.smudge')],
  [
    'gpg.<format>.program',
    (program) => [
      ['gpg.ssh.program', program],
      ['gpg.format', 'ssh'],
      ['log.showSignature', 'true']
    ]
  ],
  [
    'gpg.program',
    (program) => [
      ['gpg.program', program],
      ['log.showSignature', 'true']
    ]
  ],
  ['gpg.ssh.defaultKeyCommand', one('gpg.ssh.defaultKeyCommand')],
  ['guitool.<name>.cmd', one('guitool.x.cmd')],
  ['help.browser', one('help.browser')],
  [
    'hook.<name>.command',
    (program) => [
      ['hook.x.command', program],
      ['hook.x.event', 'post-index-change']
    ]
  ],
  ['init.templateDir', one('init.templateDir')],
  ['instaweb.browser', one('instaweb.browser')],
  ['instaweb.httpd', one('instaweb.httpd')],
  ['interactive.diffFilter', one('interactive.diffFilter')],
  ['imap.tunnel', one('imap.tunnel')],
  ['man.<tool>.cmd', one('man.x.cmd')],
  ['man.<tool>.path', one('man.x.path')],
  ['man.viewer', one('man.viewer')],
  ['merge.<driver>.driver', one('merge.x.driver')],
  ['merge.guitool', one('merge.guitool')],
  ['merge.tool', one('merge.tool')],
  ['mergetool.<tool>.cmd', one('mergetool.x.cmd')],
  ['mergetool.<tool>.path', one('mergetool.x.path')],
  [
    'pager.<cmd>',
    (program) =>
      ['status', 'diff', 'log', 'show', 'grep', 'blame', 'ls-files'].map((name) => [`pager.${name}`, program])
  ],
  ['remote.<name>.receivepack', (program) => promised(['remote.x.receivepack', program])],
  ['remote.<name>.uploadpack', (program) => promised(['remote.x.uploadpack', program])],
  [
    'remote.<name>.url',
    (program) =>
      promised(
        ['remote.x.url', `ext::${program}`],
        ['protocol.allow', 'always'],
        ['protocol.ext.allow', 'always']
      )
  ],
  [
    'remote.<name>.pushurl',
    (program) => promised(['remote.x.pushurl', `ext::${program}`], ['protocol.ext.allow', 'always'])
  ],
  ['remote.<name>.vcs', () => promised(['remote.x.vcs', 'canary'], ['protocol.canary.allow', 'always'])],
  ['sendemail.aliasesFile', one('sendemail.aliasesFile')],
  ['sendemail.ccCmd', one('sendemail.ccCmd')],
  ['sendemail.headerCmd', one('sendemail.headerCmd')],
  ['sendemail.sendmailCmd', one('sendemail.sendmailCmd')],
  ['sendemail.smtpServer', one('sendemail.smtpServer')],
  ['sendemail.tocmd', one('sendemail.tocmd')],
  ['sendemail.<identity>.*', one('sendemail.x.sendmailCmd')],
  ['sequence.editor', one('sequence.editor')],
  [
    'submodule.<name>.update',
    (program) => [
      ['submodule.x.update', `!${program}`],
      ['submodule.recurse', 'true']
    ]
  ],
  [
    'submodule.<name>.url',
    (program) => [
      ['submodule.x.url', `ext::${program}`],
      ['submodule.recurse', 'true']
    ]
  ],
  ['trailer.<token>.cmd', one('trailer.x.cmd')],
  ['trailer.<token>.command', one('trailer.x.command')],
  ['uploadpack.packObjectsHook', (program) => promised(['uploadpack.packObjectsHook', program])],
  [
    'url.<base>.insteadOf',
    (program) => promised([`url.ext::${program}.insteadOf`, '.'], ['protocol.ext.allow', 'always'])
  ],
  [
    'url.<base>.pushInsteadOf',
    (program) => promised([`url.ext::${program}.pushInsteadOf`, '.'], ['protocol.ext.allow', 'always'])
  ],
  ['web.browser', one('web.browser')]
])

/** Keys that look like it and name none: a switch, a number, a word, a file that is read and never run. */
export const harmlessKeys: readonly RegExp[] = [
  /^(?:advice|color|column|fsck|receive\.fsck|fetch\.fsck)\./u, // switches and words
  /^(?:pack|repack|gc|transfer|push|status|rebase|stash|fastimport|feature|commitGraph|maintenance|completion)\./u,
  /^(?:credential\.(?:use|protect|sanitize|username)|credential(?:Cache|Store)\.)/u,
  /^core\.(?:quotePath|attributesFile|excludesFile|worktree|fsmonitorHookVersion|.*(?:Limit|Timeout|Threshold)|fsyncObjectFiles|hideDotFiles)/u,
  /^(?:commit|tag|push)\.gpgSign$|^commit\.(?:template|cleanup)$|^gpg\.(?:format|minTrustLevel|ssh\.(?:allowedSigners|revocation)File)$/u,
  /^diff\.<driver>\.(?:binary|cachetextconv|wordRegex|xfuncname|trustExitCode|algorithm)$|^diff\.(?:orderFile|dirstat|trustExitCode)$/u,
  /^(?:difftool|mergetool|guitool|merge)\..*(?:prompt|trustExitCode|guiDefault|hideResolved|keep\w+|hasOutput|useAutoMerge|layout|writeToTemp|confirm|needsFile|noConsole|noRescan|revUnmerged|title|recursive|name|directoryRenames)$/iu,
  /^guitool\.<name>\.argPrompt$|^gui\./u,
  /^(?:include|includeIf\.<condition>)\.path$/u, // planted on its own in gitFolders.test.ts
  /^(?:http|imap|gitweb|gitcvs)\./u, // addresses, certificates and switches; no remote is ever asked
  /^extensions\.|^safe\.|^ssh\.variant$|^worktree\.|^fsmonitor\.|^blame\.ignoreRevsFile$|^mailmap\.|^help\.htmlPath$|^instaweb\.modulePath$/u,
  /^(?:clone\.filterSubmodules|remote\.<name>\.(?:partialclonefilter|proxy|proxyAuthMethod)|remote\.<name>\.(?:tagOpt|skipFetchAll))$/iu,
  /^uploadpack(?:filter)?\.|^sparse\.|^clean\.requireForce$|^format\./u,
  /^sendemail\.(?!.*cmd$|aliasesFile$|smtpServer$|<identity>\.\*$)/iu,
  /^trailer\.(?:where|ifexists|ifmissing|separators|<token>\.(?:key|where|ifexists|ifmissing))/u,
  /^(?:bundle\.|promisor\.|lsrefs\.|reftable\.|trace2\.|i18n\.|notes\.|interactive\.single|submodule\.(?:propagate|alternate))/u
]
