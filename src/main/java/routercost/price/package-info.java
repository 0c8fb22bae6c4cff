/// The cost of usage: money, rate cards, the dated price book, charges and ledgers. Pure.
@NullMarked
package routercost.price;

import org.jspecify.annotations.NullMarked;
