/// The costs of described pipelines: steps with ranges, priced before and after. Pure.
@NullMarked
package routercost.whatif.pipeline;

import org.jspecify.annotations.NullMarked;
