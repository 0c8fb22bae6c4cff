/// Graded answers.
@NullMarked
package routercost.read.config.evidence;

import org.jspecify.annotations.NullMarked;
