/** Anything at all as a link, a file or a command line: it opens something, or it is refused, and no more. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkCommand } from '../../electron/desktop/menus/commandLink.ts'
import {
  requestOfArguments,
  requestOfLink,
  requestOfPath
} from '../../electron/desktop/opening/openRequest.ts'
import type { LinkedProject, OpenRequest } from '../../electron/desktop/opening/openRequest.ts'
import { ProjectId, SessionId } from '../../shared/ids.ts'
import { fuzzRuns } from './support/fuzzRuns.ts'

const platforms = fc.constantFrom<NodeJS.Platform>('linux', 'darwin', 'win32')
const pieces = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    'skein://open',
    'SKEIN:',
    'skein://open?',
    'project=',
    '&session=',
    '0b2c6b4e-6f0e-4b7e-9f0c-0a3a9d6a1b11',
    '&',
    '#',
    '%00',
    '%0a',
    '%2e%2e/',
    '../',
    '/srv/',
    'C:\\',
    '\\\\host\\share',
    '\\\\?\\',
    '//host/',
    'file:///',
    'file://',
    '--',
    '--new-session',
    '-r',
    'trusted=1',
    'send=hello',
    '@',
    ':80',
    '\u202e',
    'x'.repeat(9_000)
  )
)
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.string({ unit: 'binary', maxLength: 200 })
)

const hidden = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/** Whether it only opens, with nothing beside what it opens. */
function isOpening(request: OpenRequest, platform: NodeJS.Platform): boolean {
  const fields = Object.keys(request).join()
  switch (request.kind) {
    case 'app':
    case 'new-session':
      return fields === 'kind'
    case 'refused':
      return fields === 'kind,why'
    case 'folder':
      return fields === 'kind,path' && !hidden.test(request.path)
    case 'link': {
      const { link } = request
      const namesSession = link.kind === 'project' || SessionId.safeParse(link.session).success
      return namesSession && (link.project === null || isPlainProject(link.project, platform))
    }
  }
}

function isPlainProject(project: LinkedProject, platform: NodeJS.Platform): boolean {
  if (project.kind === 'id') return ProjectId.safeParse(project.id).success
  const isWhole = platform === 'win32' ? /^[a-z]:\\/iu.test(project.path) : project.path.startsWith('/')
  return isWhole && !hidden.test(project.path) && !project.path.split(/[\\/]/u).includes('..')
}

test('any text is a link that opens a page, or is refused', () => {
  fc.assert(
    fc.property(texts, platforms, (text, platform) => {
      expect(isOpening(requestOfLink(text, platform), platform)).toBe(true)
    }),
    fuzzRuns()
  )
})

test('any command line opens a folder, a page or the app, or is refused', () => {
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 4 }), platforms, fc.boolean(), (args, platform, isPackaged) => {
      const cwd = platform === 'win32' ? 'C:\\Users\\ada' : '/home/ada'
      const request = requestOfArguments({ argv: ['skein', ...args], cwd, platform, isPackaged })
      expect(isOpening(request, platform)).toBe(true)
    }),
    fuzzRuns()
  )
})

test('any path the system hands over is a folder, or is refused', () => {
  fc.assert(
    fc.property(texts, platforms, (text, platform) => {
      const cwd = platform === 'win32' ? 'C:\\' : '/'
      expect(isOpening(requestOfPath(text, cwd, platform), platform)).toBe(true)
    }),
    fuzzRuns()
  )
})

test('the command that is shown to a person has one quoted path in it, whatever the app is called', async () => {
  const { numRuns, seed } = fuzzRuns(0.05)
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 40 }), async (name) => {
      fc.pre(!name.includes('\0') && !/\/Volumes\/|\/AppTranslocation\//u.test(`/x/${name}`))
      const script = `/x/${name}/bin/skein`
      const outcome = await linkCommand(script, '/sys/skein/bin/skein').catch(() => null)
      if (outcome?.kind !== 'forbidden') return
      const quoted = /ln -sf ('.*') \/sys\/skein\/bin\/skein$/su.exec(outcome.command)?.[1] ?? ''
      expect(quoted.replaceAll(`'\\''`, '').match(/'/gu)).toHaveLength(2)
    }),
    { numRuns, seed }
  )
})
