/// What days cost: the pattern of the week, the month to come, the days that were off. Pure;
/// statistics in doubles, sums of money exact.
@NullMarked
package routercost.audit.days;

import org.jspecify.annotations.NullMarked;
