/// The parallel scanner of large logs: hot code, fast and ugly on purpose, which works on bytes and
/// reuses its buffers. It reads only what is plainly written and hands every other record to the
/// row parser.
@NullMarked
package routercost.read.scan;

import org.jspecify.annotations.NullMarked;
