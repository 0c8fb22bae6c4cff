/// Why a bill moved: ledgers of two periods compared, exactly. Pure.
@NullMarked
package routercost.price.variance;

import org.jspecify.annotations.NullMarked;
