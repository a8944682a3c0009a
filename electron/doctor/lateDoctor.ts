/** The doctor as the server holds it: loaded when somebody first asks, so that no start waits for it. */
import type { Doctor, DoctorParts } from './doctor.ts'

export function lateDoctor(parts: DoctorParts): Doctor {
  // One for all who ask: its checks share what they found.
  let made: Promise<Doctor> | null = null
  const doctor = (): Promise<Doctor> => {
    made ??= import('./doctor.ts').then(({ createDoctor }) => createDoctor(parts))
    // What could not be loaded now is tried again when somebody asks again.
    made.catch(() => {
      made = null
    })
    return made
  }
  return {
    examine: async (language) => (await doctor()).examine(language),
    report: async (language) => (await doctor()).report(language)
  }
}
