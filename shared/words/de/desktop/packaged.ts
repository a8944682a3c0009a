import type { DesktopWords } from '../../en/desktop/index.ts'

export const packaged: DesktopWords['packaged'] = {
  installCommand: 'Befehl installieren …',
  licences: 'Lizenzen anderer',
  title: ({ kind }) => {
    if (kind === 'linked') return 'Der Befehl ist installiert'
    return kind === 'forbidden' ? 'Noch ein Schritt im Terminal' : 'Der Befehl wurde nicht installiert'
  },
  detail: (outcome) => {
    switch (outcome.kind) {
      case 'linked':
        return 'Tippe `skein` in ein Terminal, oder `skein .`, um den Ordner zu öffnen, in dem du bist.'
      case 'moves':
        return 'Bewege Skein zuerst in den Ordner Programme und öffne es dort: Hier bleibt es nicht.'
      case 'taken':
        return `Unter ${outcome.path} liegt etwas anderes, und Skein lässt es in Ruhe.`
      case 'forbidden':
        return `Nur ein Administrator dieses Macs darf dort schreiben. Das tut es:\n\n${outcome.command}`
    }
  },
  copy: 'Kopieren',
  close: 'Schließen'
}
