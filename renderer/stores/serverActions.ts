/**
 * What parts of the page ask of the server that no other store keeps: each is one request, and rejects with a
 * `RequestFailure`. Components ask here and never HTTP itself (`tests/lint/httpByStores.test.ts`).
 */
import type { HttpClient } from '../connection/httpClient.ts'
import { readConnection } from './connectionStore.ts'

const http = (): HttpClient => readConnection().http

export const deleteRule: HttpClient['deleteRule'] = (...asked) => http().deleteRule(...asked)
export const exportAsText: HttpClient['exportAsText'] = (...asked) => http().exportAsText(...asked)
export const exportToFile: HttpClient['exportToFile'] = (...asked) => http().exportToFile(...asked)
export const findProjectFiles: HttpClient['findFiles'] = (...asked) => http().findFiles(...asked)
export const findInSession: HttpClient['findInSession'] = (...asked) => http().findInSession(...asked)
export const findMissingPaths: HttpClient['findMissing'] = (...asked) => http().findMissing(...asked)
export const forkSession: HttpClient['fork'] = (...asked) => http().fork(...asked)
export const listBranches: HttpClient['listBranches'] = (...asked) => http().listBranches(...asked)
export const listRules: HttpClient['listRules'] = (...asked) => http().listRules(...asked)
export const openProjectFile: HttpClient['openFile'] = (...asked) => http().openFile(...asked)
export const openOwnFolder: HttpClient['openOwnFolder'] = (...asked) => http().openOwnFolder(...asked)
export const previewExport: HttpClient['previewExport'] = (...asked) => http().previewExport(...asked)
export const readDeletion: HttpClient['readDeletion'] = (...asked) => http().readDeletion(...asked)
export const readDiagnostics: HttpClient['readDiagnostics'] = (...asked) => http().readDiagnostics(...asked)
export const readDoctor: HttpClient['readDoctor'] = (...asked) => http().readDoctor(...asked)
export const readHistoryUsage: HttpClient['readHistoryUsage'] = (...asked) =>
  http().readHistoryUsage(...asked)
export const readSession: HttpClient['readSession'] = (...asked) => http().readSession(...asked)
export const readResume: HttpClient['readResume'] = (...asked) => http().readResume(...asked)
export const readResumeSummary: HttpClient['readResumeSummary'] = (...asked) =>
  http().readResumeSummary(...asked)
export const chooseSessionFolder: HttpClient['chooseSessionFolder'] = (...asked) =>
  http().chooseSessionFolder(...asked)
export const readToolResult: HttpClient['readToolResult'] = (...asked) => http().readToolResult(...asked)
export const readUsage: HttpClient['readUsage'] = (...asked) => http().readUsage(...asked)
export const rewindSession: HttpClient['rewind'] = (...asked) => http().rewind(...asked)
export const takeOverSession: HttpClient['takeOver'] = (...asked) => http().takeOver(...asked)
export const writeDiagnostics: HttpClient['saveDiagnostics'] = (...asked) => http().saveDiagnostics(...asked)
export const searchSessions: HttpClient['searchSessions'] = (...asked) => http().searchSessions(...asked)
export const readVault: HttpClient['readVault'] = (...asked) => http().readVault(...asked)
export const changeVault: HttpClient['changeVault'] = (...asked) => http().changeVault(...asked)
export const verifyVault: HttpClient['verifyVault'] = (...asked) => http().verifyVault(...asked)
export const lookForCopy: HttpClient['lookForCopy'] = (...asked) => http().lookForCopy(...asked)
export const restoreFromVault: HttpClient['restoreFromVault'] = (...asked) =>
  http().restoreFromVault(...asked)
export const previewRetention: HttpClient['previewRetention'] = (...asked) =>
  http().previewRetention(...asked)
export const lengthenRetention: HttpClient['lengthenRetention'] = (...asked) =>
  http().lengthenRetention(...asked)
export const searchEverything: HttpClient['searchEverything'] = (...asked) =>
  http().searchEverything(...asked)
