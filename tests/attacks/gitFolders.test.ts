/**
 * Folders made to run something when their files are listed, as typing `@` does: through the door a person uses, each
 * of them answers with its files, and nothing it names runs.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FileMatches } from '../../shared/files.ts'
import { Project } from '../../shared/session.ts'
import { TestServer } from '../contract/testServer.ts'
import { attack, copyOf, filesOfAttack, plainGit, plant, pureGit } from './support/gitFolders.ts'
import type { Attack } from './support/gitFolders.ts'

let server: TestServer
let original: Attack
beforeAll(async () => {
  server = await TestServer.start()
  original = attack()
})
afterAll(async () => {
  await server.stop()
  original.remove()
})

/** What typing `@` finds, once the whole folder is known. */
async function found(folder: string): Promise<string[]> {
  const { body } = await server.request('POST', '/api/projects', { path: folder })
  const path = `/api/projects/${Project.parse(body).id}/files?query=&limit=200`
  const search = async (): Promise<FileMatches> => FileMatches.parse((await server.get(path)).body)
  await expect.poll(async () => (await search()).isComplete, { timeout: 20_000, interval: 20 }).toBe(true)
  const paths = (await search()).files.map((file) => file.path)
  return paths.filter((file) => !file.endsWith('/')).toSorted()
}

/** A lazy fetch of what is missing, by whatever a remote says. */
const promising = (...remote: readonly (readonly [string, string])[]): [string, string][] => [
  ['core.repositoryformatversion', '1'],
  ['extensions.partialClone', 'x'],
  ...remote.map(([key, value]): [string, string] => [`remote.x.${key}`, value])
]
/** What plain git runs when it lists: to be planted where git might find it. */
const baits = (program: string): [string, string][] => [
  ['core.fsmonitor', program],
  ...promising(['url', '.'], ['uploadpack', program])
]

/** Writes a gitdir that does nothing but harm. */
function hostileGitFolder(folder: string, program: string): void {
  mkdirSync(join(folder, 'objects'), { recursive: true })
  mkdirSync(join(folder, 'refs'))
  writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/main\n')
  plant(folder, [['core.repositoryformatversion', '0'], ...baits(program)])
}

interface Case {
  readonly name: string
  /** Prepares the folder; what is opened is the project, or what it answers with. */
  readonly make: (made: Attack) => string | void
  /** What is found there; the files of the attack unless told otherwise. */
  readonly files?: readonly string[]
  /** Whether plain git runs the canary: where it does, silence means something. */
  readonly sings: boolean
}

const cases: readonly Case[] = [
  {
    name: 'a missing .gitignore that is fetched by a program',
    sings: true,
    make: ({ project, program }) =>
      plant(join(project, '.git'), promising(['url', '.'], ['uploadpack', program]))
  },
  {
    name: 'a missing .gitignore that is fetched by ext::',
    sings: true,
    make: ({ project, program }) =>
      plant(join(project, '.git'), [
        ...promising(['url', `ext::${program}`]),
        ['protocol.ext.allow', 'always']
      ])
  },
  {
    name: 'a missing .gitignore that is fetched by ssh',
    sings: true,
    make: ({ project, program }) =>
      plant(join(project, '.git'), [...promising(['url', 'ssh://127.0.0.1/x']), ['core.sshCommand', program]])
  },
  {
    name: 'a missing .gitignore that is fetched by a remote helper',
    sings: true,
    make: ({ project }) =>
      plant(join(project, '.git'), [...promising(['url', 'canary::x']), ['protocol.canary.allow', 'always']])
  },
  {
    name: 'an address that is rewritten',
    sings: true,
    make: ({ project, program }) =>
      plant(join(project, '.git'), [
        ...promising(['url', 'https://127.0.0.1/x']),
        [`url.ext::${program} .insteadOf`, 'https://'],
        ['protocol.ext.allow', 'always']
      ])
  },
  {
    name: 'a file monitor',
    sings: true,
    make: ({ project, program }) => plant(join(project, '.git'), [['core.fsmonitor', program]])
  },
  {
    name: 'a configuration that is included',
    sings: true,
    make: ({ project, program }) => {
      plant(project, baits(program), 'more.config')
      plant(join(project, '.git'), [['include.path', '../more.config']])
      // Not among the files, so that they are the same everywhere.
      renameSync(join(project, 'more.config'), join(project, '.git', 'more.config'))
      plant(join(project, '.git'), [['include.path', 'more.config']])
    }
  },
  {
    name: 'a configuration that is included on a condition',
    sings: true,
    make: ({ project, program }) => {
      plant(join(project, '.git'), baits(program), 'more.config')
      plant(join(project, '.git'), [['includeIf.onbranch:main.path', 'more.config']])
    }
  },
  {
    name: 'a configuration of the working tree',
    sings: true,
    make: ({ project, program }) => {
      plant(join(project, '.git'), [
        ['core.repositoryformatversion', '1'],
        ['extensions.worktreeConfig', 'true']
      ])
      plant(join(project, '.git'), [['core.fsmonitor', program]], 'config.worktree')
    }
  },
  {
    name: 'a common folder elsewhere',
    sings: true,
    make: ({ project, program }) => {
      const git = join(project, '.git')
      mkdirSync(join(git, 'elsewhere'))
      hostileGitFolder(join(git, 'elsewhere', 'common'), program)
      writeFileSync(join(git, 'commondir'), 'elsewhere/common\n')
    }
  },
  {
    name: 'a .git file that leads into the same folder',
    sings: true,
    files: [
      '.gitattributes',
      '.gitignore',
      'a.txt',
      'b.txt',
      'docs/config',
      'docs/HEAD',
      'docs/index',
      'sub/c.txt',
      'sub/d.txt'
    ],
    make: ({ project, program }) => {
      const index = readFileSync(join(project, '.git', 'index'))
      rmSync(join(project, '.git'), { recursive: true })
      hostileGitFolder(join(project, 'docs'), program)
      writeFileSync(join(project, 'docs', 'index'), index)
      writeFileSync(join(project, '.git'), 'gitdir: docs\n')
    }
  },
  {
    name: 'a .git file that leads out of the folder',
    sings: true,
    make: ({ project, folder, program }) => {
      renameSync(join(project, '.git'), join(folder, 'elsewhere'))
      plant(join(folder, 'elsewhere'), baits(program))
      writeFileSync(join(project, '.git'), `gitdir: ${join(folder, 'elsewhere')}\n`)
    }
  },
  {
    name: 'a .git that is a link',
    sings: true,
    make: ({ project, folder, program }) => {
      renameSync(join(project, '.git'), join(folder, 'elsewhere'))
      plant(join(folder, 'elsewhere'), baits(program))
      symlinkSync(join(folder, 'elsewhere'), join(project, '.git'))
    }
  },
  ...['//127.0.0.1/share/x', '\\\\127.0.0.1\\share\\x', '', 'nowhere', '/dev/zero', 'a\0b', '.', '.git'].map(
    (target): Case => ({
      name: `a .git file that leads to ${JSON.stringify(target)}`,
      sings: false,
      make: ({ project }) => {
        rmSync(join(project, '.git'), { recursive: true })
        writeFileSync(join(project, '.git'), `gitdir: ${target}\n`)
      }
    })
  ),
  {
    name: 'a linked working tree of a hostile repository',
    sings: true,
    make: ({ project, folder, program }) => {
      pureGit(project, 'worktree', 'add', '--quiet', '--detach', '--no-checkout', join(folder, 'linked'))
      pureGit(join(folder, 'linked'), 'reset', '--quiet')
      writeFileSync(join(folder, 'linked', 'a.txt'), '')
      plant(join(project, '.git'), baits(program))
      return join(folder, 'linked')
    },
    files: ['a.txt']
  },
  {
    name: 'a folder shaped like a bare repository',
    sings: true,
    files: ['HEAD', 'config', 'index'],
    make: ({ project, folder, program }) => {
      const bare = join(folder, 'bare')
      hostileGitFolder(bare, program)
      plant(bare, [['core.worktree', '.']])
      cpSync(join(project, '.git', 'index'), join(bare, 'index'))
      return bare
    }
  },
  {
    name: 'a part of a repository that is shaped like a bare one',
    sings: true,
    files: ['HEAD', 'config', 'x.txt'],
    make: ({ project, program }) => {
      const part = join(project, 'part')
      hostileGitFolder(part, program)
      plant(part, [['core.worktree', '.']])
      writeFileSync(join(part, 'x.txt'), '')
      return part
    }
  },
  {
    name: 'repositories inside, tracked and not',
    sings: false,
    files: [...filesOfAttack, 'new/n.txt', 'part/HEAD', 'part/config', 'tracked/t.txt'].toSorted(),
    make: ({ project, program }) => {
      for (const [inside, file] of [
        ['new', 'n.txt'],
        ['tracked', 't.txt']
      ] as const) {
        mkdirSync(join(project, inside))
        writeFileSync(join(project, inside, file), '')
        pureGit(join(project, inside), 'init', '--quiet', '--template=')
        pureGit(join(project, inside), 'add', '--all')
        pureGit(join(project, inside), 'commit', '--quiet', '--message', 'one')
        if (inside === 'tracked') pureGit(project, '-c', 'advice.addEmbeddedRepo=false', 'add', inside)
        plant(join(project, inside, '.git'), baits(program))
      }
      hostileGitFolder(join(project, 'part'), program)
    }
  },
  {
    name: 'a part of a hostile repository',
    sings: true,
    files: ['c.txt', 'd.txt'],
    make: ({ project, program }) => {
      plant(join(project, '.git'), baits(program))
      return join(project, 'sub')
    }
  },
  {
    name: 'an index in two parts, so that git is asked',
    sings: true,
    make: ({ project, program }) => {
      pureGit(project, 'update-index', '--split-index')
      writeFileSync(join(project, 'b.txt'), 'other\n')
      pureGit(project, 'add', 'b.txt')
      expect(readdirSync(join(project, '.git')).some((name) => name.startsWith('sharedindex.'))).toBe(true)
      plant(join(project, '.git'), baits(program))
    }
  },
  {
    name: 'a sparse index whose folders are missing among the objects',
    sings: true,
    files: ['.gitattributes', '.gitignore', 'a.txt', 'b.txt'],
    make: ({ project, program }) => {
      pureGit(project, 'checkout', '--quiet', '--force', 'HEAD~')
      rmSync(join(project, 'sub'), { recursive: true })
      pureGit(project, 'sparse-checkout', 'set', '--cone', '--sparse-index')
      const tree = pureGit(project, 'rev-parse', 'HEAD:sub').trim()
      rmSync(join(project, '.git', 'objects', tree.slice(0, 2), tree.slice(2)))
      plant(join(project, '.git'), promising(['url', '.'], ['uploadpack', program]))
    }
  },
  {
    name: 'hooks',
    sings: true,
    make: ({ project, program }) => {
      for (const name of ['post-index-change', 'fsmonitor-watchman', 'post-checkout', 'pre-auto-gc']) {
        cpSync(program, join(project, '.git', 'hooks', name))
      }
    }
  }
]

test.each(cases)('$name', async ({ make, files = filesOfAttack, sings }) => {
  const made = copyOf(original)
  try {
    const opened = make(made) ?? made.project
    expect(existsSync(join(made.folder, 'ran'))).toBe(false)
    expect(await found(opened)).toEqual(files.toSorted())
    expect(made.hasRun()).toBe(false)
    if (!sings) return
    for (const args of [['ls-files', '--others', '--exclude-standard'], ['ls-files', '-s'], ['status']]) {
      plainGit({ ...made, project: opened }, args)
    }
    expect(made.hasRun(), 'plain git does not run it either').toBe(true)
  } finally {
    made.remove()
  }
})
