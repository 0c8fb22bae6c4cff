/// Parts that reports on logs share: metadata, coverage, groups, assumptions, data quality.
@NullMarked
package routercost.report.common;

import org.jspecify.annotations.NullMarked;
