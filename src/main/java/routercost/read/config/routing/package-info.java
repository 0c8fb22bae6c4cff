/// Routing files, answers about tasks, and scenarios.
@NullMarked
package routercost.read.config.routing;

import org.jspecify.annotations.NullMarked;
