/// What a described pipeline costs: steps with ranges, priced before and after. Pure.
@NullMarked
package routercost.whatif.pipeline;

import org.jspecify.annotations.NullMarked;
