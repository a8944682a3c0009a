#!/usr/bin/env node
/**
 * Stands in for fpm, which electron-builder fetches, where nothing can be fetched: as much of it as makes a .deb,
 * by `dpkg-deb`. electron-builder takes it by CUSTOM_FPM_PATH.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const flags = new Set(['--force', '--debug'])
const values = new Map<string, string[]>()
const copies: string[] = []
const words = process.argv.slice(2)
while (words.length > 0) {
  const word = words.shift() ?? ''
  if (flags.has(word)) continue
  if (word.startsWith('-')) values.set(word, [...(values.get(word) ?? []), words.shift() ?? ''])
  else copies.push(word)
}
const all = (name: string): string => (values.get(name) ?? []).join(', ')
if (all('-t') !== 'deb') throw new Error(`only a .deb can be made here, not a .${all('-t')}`)

const stage = mkdtempSync(join(tmpdir(), 'skein-deb-'))
try {
  chmodSync(stage, 0o755)
  for (const copy of copies) {
    const at = copy.lastIndexOf('=')
    const target = join(stage, copy.slice(at + 1))
    mkdirSync(dirname(target), { recursive: true })
    cpSync(copy.slice(0, at), target, { recursive: true, verbatimSymlinks: true })
  }
  mkdirSync(join(stage, 'DEBIAN'))
  writeFileSync(join(stage, 'DEBIAN', 'control'), control())
  const scripts = [
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm']
  ] as const
  for (const [option, name] of scripts) {
    writeFileSync(join(stage, 'DEBIAN', name), readFileSync(all(option)), { mode: 0o755 })
  }
  // Quick instead of small: this one is opened again and thrown away.
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', stage, all('--package')], {
    stdio: 'inherit'
  })
} finally {
  rmSync(stage, { recursive: true, force: true })
}

function control(): string {
  const [summary = '', ...more] = all('--description').trim().split('\n')
  const fields = {
    Package: all('--name'),
    Version: all('--version'),
    Architecture: all('--architecture'),
    Maintainer: all('--maintainer'),
    Vendor: all('--vendor'),
    License: all('--license'),
    Homepage: all('--url'),
    Depends: all('-d'),
    Recommends: all('--deb-recommends'),
    Priority: all('--deb-priority'),
    Description: [summary, ...more.map((line) => ` ${line.trim() || '.'}`)].join('\n')
  }
  const lines = Object.entries(fields).filter(([, value]) => value !== '')
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`
}
