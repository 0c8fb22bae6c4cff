/// The SQL by which a warehouse makes a saved cube of its own tables.
@NullMarked
package routercost.read.warehouse;

import org.jspecify.annotations.NullMarked;
