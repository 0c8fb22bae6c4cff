/// A report as a page of HTML in one file that needs nothing else.
@NullMarked
package routercost.report.html;

import org.jspecify.annotations.NullMarked;
