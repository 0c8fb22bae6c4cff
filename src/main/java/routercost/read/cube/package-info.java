/// Saved cubes.
@NullMarked
package routercost.read.cube;

import org.jspecify.annotations.NullMarked;
