/**
 * Imported first by browser mode, for its own sake. `ws` asks for two packages that Skein does not install; from the
 * sources Node would look for them in every folder up to the top, and run what anybody put there. What is built has
 * neither, and asks for nothing.
 */
process.env['WS_NO_BUFFER_UTIL'] = '1'
process.env['WS_NO_UTF_8_VALIDATE'] = '1'
