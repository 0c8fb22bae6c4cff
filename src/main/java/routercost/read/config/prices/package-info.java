/// Price books: the built-in one and overlays.
@NullMarked
package routercost.read.config.prices;

import org.jspecify.annotations.NullMarked;
