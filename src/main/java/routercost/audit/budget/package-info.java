/// Budgets and how they are judged in each period.
@NullMarked
package routercost.audit.budget;

import org.jspecify.annotations.NullMarked;
