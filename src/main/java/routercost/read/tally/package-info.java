/// The sums of a log: what each record adds, duplicates, and the count of what was left out.
@NullMarked
package routercost.read.tally;

import org.jspecify.annotations.NullMarked;
