/// The report of a month or another period: everything that finance asks of it, in every format.
@NullMarked
package routercost.report.month;

import org.jspecify.annotations.NullMarked;
