/**
 * `safeStorage`: a keychain that opens. Every byte is turned around, which is enough to see that what is kept is not
 * what was given. A spec that wants no keychain replaces a function, as it would in a real Electron.
 */
export const safeStorage = {
  isAsyncEncryptionAvailable: async (): Promise<boolean> => true,
  getSelectedStorageBackend: (): string => 'gnome_libsecret',
  encryptStringAsync: async (text: string): Promise<Buffer> => turned(Buffer.from(text)),
  decryptStringAsync: async (bytes: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => ({
    result: turned(bytes).toString(),
    shouldReEncrypt: false
  })
}

function turned(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xff))
}
