/// The price book, model by model.
@NullMarked
package routercost.report.prices;

import org.jspecify.annotations.NullMarked;
