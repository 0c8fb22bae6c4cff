/// Evidence that a cheaper model does a task well enough. Pure; figures here are
/// probabilities, never money.
@NullMarked
package routercost.whatif.evidence;

import org.jspecify.annotations.NullMarked;
