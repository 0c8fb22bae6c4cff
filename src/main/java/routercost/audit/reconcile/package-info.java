/// The difference between what providers billed and what the calls of logs come to, split into
/// named causes.
@NullMarked
package routercost.audit.reconcile;

import org.jspecify.annotations.NullMarked;
