/// The reports on described pipelines.
@NullMarked
package routercost.report.estimate;

import org.jspecify.annotations.NullMarked;
