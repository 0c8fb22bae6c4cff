/// The report on bills next to logs.
@NullMarked
package routercost.report.reconcile;

import org.jspecify.annotations.NullMarked;
