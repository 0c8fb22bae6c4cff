/// From the cells of one record to the call that it is. Every rule for a row stands here once,
/// wherever the row comes from; `CallParser` reads what is plainly written as bytes and asks the
/// rules of `read.schema` for the rest, cell by cell.
@NullMarked
package routercost.read.row;

import org.jspecify.annotations.NullMarked;
