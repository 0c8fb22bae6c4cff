/// The description of a saved cube.
@NullMarked
package routercost.report.cube;

import org.jspecify.annotations.NullMarked;
