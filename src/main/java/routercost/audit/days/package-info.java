/// The costs of days: the pattern of the week, the forecast of a month, odd days. Pure;
/// statistics in doubles, sums of money exact.
@NullMarked
package routercost.audit.days;

import org.jspecify.annotations.NullMarked;
