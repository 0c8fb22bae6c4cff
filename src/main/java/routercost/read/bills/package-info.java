/// Reading what providers billed: cost reports, usage reports, exports of clouds and plain tables.
@NullMarked
package routercost.read.bills;

import org.jspecify.annotations.NullMarked;
