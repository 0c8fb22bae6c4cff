/// The reports on scenarios: a single one, several side by side, and the best routing.
@NullMarked
package routercost.report.whatif;

import org.jspecify.annotations.NullMarked;
