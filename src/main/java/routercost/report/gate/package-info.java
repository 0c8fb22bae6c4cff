/// The verdict on budgets, for people and in the formats of CI systems.
@NullMarked
package routercost.report.gate;

import org.jspecify.annotations.NullMarked;
