/// Usage: meters, usage, keys, cubes and the tally that fills them. Pure.
@NullMarked
package routercost.usage;

import org.jspecify.annotations.NullMarked;
