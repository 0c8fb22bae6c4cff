/// The transcripts of Claude Code, read as bytes by several workers.
@NullMarked
package routercost.read.transcript;

import org.jspecify.annotations.NullMarked;
