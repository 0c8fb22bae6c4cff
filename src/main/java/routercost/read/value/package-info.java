/// The values of single cells: amounts, dates, and the words of closed lists.
@NullMarked
package routercost.read.value;

import org.jspecify.annotations.NullMarked;
