/// The report on a log: what was spent, and what the suggested moves would save.
@NullMarked
package routercost.report.audit;

import org.jspecify.annotations.NullMarked;
