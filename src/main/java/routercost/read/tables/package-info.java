/// The tables in files that are no text, as lines of text; loaded only when such a file is met.
@NullMarked
package routercost.read.tables;

import org.jspecify.annotations.NullMarked;
