/// From a record to a call: which field is which column, and what its cells mean.
@NullMarked
package routercost.read.schema;

import org.jspecify.annotations.NullMarked;
