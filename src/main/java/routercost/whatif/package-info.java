/// What usage would cost instead: rules, scenarios, comparisons. Pure.
@NullMarked
package routercost.whatif;

import org.jspecify.annotations.NullMarked;
