/// The arithmetic behind a figure.
@NullMarked
package routercost.report.explain;

import org.jspecify.annotations.NullMarked;
