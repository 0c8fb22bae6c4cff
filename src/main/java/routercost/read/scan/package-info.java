/// The parallel scanner of large logs: hot code, fast and ugly on purpose, which works on bytes and
/// reuses its buffers. It finds the cells of records that are plainly written and leaves all others
/// to `read.record`; what a cell means is for `read.row`.
@NullMarked
package routercost.read.scan;

import org.jspecify.annotations.NullMarked;
