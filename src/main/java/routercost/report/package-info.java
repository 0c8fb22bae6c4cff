/// From values to words: the only room that rounds.
@NullMarked
package routercost.report;

import org.jspecify.annotations.NullMarked;
