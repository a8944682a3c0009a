/** How much can be sent along. Sizes in bytes unless the name says otherwise. */

export const MAX_ATTACHMENTS = 20
/** The longest side a model looks at; a larger picture is made smaller here. */
export const MAX_IMAGE_SIDE = 1568
/** With base64 below the five megabytes a model's API takes of one picture. */
export const MAX_IMAGE_BYTES = 3.5 * 1024 * 1024
/** Larger ones are not even opened. */
export const MAX_IMAGE_FILE_BYTES = 60 * 1024 * 1024
export const MAX_TEXT_FILE_BYTES = 1024 * 1024
export const MAX_PDF_BYTES = 20 * 1024 * 1024
/** Pasted text beyond one of these goes along as an attachment. */
export const LONG_PASTE_CHARACTERS = 10_000
export const LONG_PASTE_LINES = 200
/** As the contract has it, in UTF-16 units. */
export const MAX_MESSAGE_CHARACTERS = 8 * 1024 * 1024
/** Below the server's limit of a frame (32 MB), with room for what is around it. */
export const MAX_FRAME_BYTES = 30 * 1024 * 1024
