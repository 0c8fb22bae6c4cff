/// FOCUS, the FinOps Open Cost and Usage Specification, versions 1.2 and 1.4.
@NullMarked
package routercost.report.focus;

import org.jspecify.annotations.NullMarked;
