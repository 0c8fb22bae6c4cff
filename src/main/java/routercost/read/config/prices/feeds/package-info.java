/// Price lists of other projects, and the prices that were imported from them.
@NullMarked
package routercost.read.config.prices.feeds;

import org.jspecify.annotations.NullMarked;
