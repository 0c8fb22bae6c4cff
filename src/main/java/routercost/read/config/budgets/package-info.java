/// Budgets files.
@NullMarked
package routercost.read.config.budgets;

import org.jspecify.annotations.NullMarked;
