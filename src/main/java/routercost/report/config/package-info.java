/// The report on the configuration in force.
@NullMarked
package routercost.report.config;

import org.jspecify.annotations.NullMarked;
