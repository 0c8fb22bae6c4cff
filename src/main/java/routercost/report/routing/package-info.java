/// Routing files: the proposal, the scores, the exports for gateways, and whether a saving arrived.
@NullMarked
package routercost.report.routing;

import org.jspecify.annotations.NullMarked;
