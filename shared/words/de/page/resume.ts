import type { PageWords } from '../../en/page/index.ts'

export const resume: PageWords['resume'] = {
  transcriptGone:
    'Was in dieser Sitzung gesagt wurde, liegt nicht mehr dort, wo ihr Agent es aufbewahrt. So kann sie nicht weitergehen.',
  folderGone: (folder) => `Der Ordner, in dem diese Sitzung arbeitet, ist weg: ${folder}`,
  choices: {
    restore: 'Aus dem Tresor zurückholen',
    choose_folder: 'Ordner wählen …',
    fork: 'In einer Kopie fortsetzen',
    summarize: 'Neue Sitzung mit Zusammenfassung'
  },
  restored: 'Die Sitzung liegt wieder dort, wo ihr Agent sie aufbewahrt.',
  folderTitle: 'Wo ist der Ordner jetzt?',
  folderLabel: 'Voller Pfad des Ordners',
  draftIntro:
    'Dies setzt eine frühere Sitzung fort, die nicht wieder aufgenommen werden kann. In Kürze, was dort gesagt wurde:',
  draftFirst: 'Sie begann mit:',
  draftLast: 'Sie endete mit:',
  draftRoles: { user: 'Ich sagte:', assistant: 'Der Agent sagte:' },
  draftChanged: 'Bearbeitete Dateien:'
}
