/// The formats that every report can be rendered in.
@NullMarked
package routercost.report.format;

import org.jspecify.annotations.NullMarked;
