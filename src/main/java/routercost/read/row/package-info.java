/// From the cells of a record to the call that it logs, wherever the record comes from. Plain cells
/// are read as bytes; every other cell goes to the class that knows its rule.
@NullMarked
package routercost.read.row;

import org.jspecify.annotations.NullMarked;
