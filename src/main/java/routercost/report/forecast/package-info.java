/// The report on the month to come.
@NullMarked
package routercost.report.forecast;

import org.jspecify.annotations.NullMarked;
