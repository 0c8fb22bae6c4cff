/// The building blocks of a report: blocks, tables, cells, JSON values, and the one place that
/// rounds.
@NullMarked
package routercost.report.layout;

import org.jspecify.annotations.NullMarked;
