/// The report on why a bill moved.
@NullMarked
package routercost.report.compare;

import org.jspecify.annotations.NullMarked;
