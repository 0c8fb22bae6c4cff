/// From bytes to values: the only room that opens files.
@NullMarked
package routercost.read;

import org.jspecify.annotations.NullMarked;
