/// Findings: things that should not have happened. Pure.
@NullMarked
package routercost.audit;

import org.jspecify.annotations.NullMarked;
