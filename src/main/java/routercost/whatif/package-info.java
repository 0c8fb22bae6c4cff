/// Alternatives to a bill: rules, scenarios, comparisons. Pure.
@NullMarked
package routercost.whatif;

import org.jspecify.annotations.NullMarked;
