import type { Words } from '../en/index.ts'

export const titles: Words['titles'] = { fork: ' (Abzweigung)', untitled: 'Ohne Titel' }
