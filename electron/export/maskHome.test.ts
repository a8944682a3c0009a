import { expect, it } from 'vitest'
import { homeMask } from './maskHome.ts'

it.each([
  ['/home/dev', '~'],
  ['/home/dev/projects/app', '~/projects/app'],
  ['cd /home/dev && ls', 'cd ~ && ls'],
  ['It is in /home/dev.', 'It is in ~.'],
  ['"/home/dev/a":"/home/dev/b"', '"~/a":"~/b"'],
  ['PATH=/usr/bin:/home/dev/bin', 'PATH=/usr/bin:~/bin'],
  ['gcc -I/home/dev/include', 'gcc -I~/include'],
  ['file:///home/dev/a', 'file://~/a'],
  [String.raw`\/home\/dev\/a`, String.raw`~\/a`],
  ['/home/dev/.claude/projects/-home-dev-projects-app/x.jsonl', '~/.claude/projects/~-projects-app/x.jsonl'],
  ['ls -home-dev-projects', 'ls ~-projects'],
  ['/home/developer/a', '/home/developer/a'],
  ['/home/dev-old/a', '/home/dev-old/a'],
  ['/home/dev.bak', '/home/dev.bak'],
  ['/mnt/home/dev/a', '/mnt/home/dev/a'],
  ['stay-home-dev-mode', 'stay-home-dev-mode']
])('%s becomes %s', (text, masked) => {
  expect(homeMask(['/home/dev'])(text)).toBe(masked)
})

it.each([
  [String.raw`C:\Users\Me\a`, String.raw`~\a`],
  [String.raw`c:\users\me\a`, String.raw`~\a`],
  [String.raw`"C:\\Users\\Me\\a"`, String.raw`"~\\a"`],
  ['C:/Users/Me/a', '~/a'],
  ['/c/Users/Me/a', '~/a'],
  [String.raw`C:\Users\Meg`, String.raw`C:\Users\Meg`],
  [String.raw`projects\C--Users-Me-app`, String.raw`projects\~-app`]
])('on Windows %s becomes %s', (text, masked) => {
  expect(homeMask([String.raw`C:\Users\Me`])(text)).toBe(masked)
})

it('the home folder may have two names', () => {
  expect(homeMask(['/home/dev', '/data/homes/dev'])('/home/dev/a /data/homes/dev/b')).toBe('~/a ~/b')
})

it('of a home of one part, options are left alone', () => {
  const mask = homeMask(['/root'])
  expect(mask('run --root -root /root/a .claude/projects/-root-app')).toBe(
    'run --root -root ~/a .claude/projects/~-app'
  )
})

it('the root of everything is nobody’s home', () => {
  expect(homeMask(['/', ''])('/usr/bin -usr')).toBe('/usr/bin -usr')
})
