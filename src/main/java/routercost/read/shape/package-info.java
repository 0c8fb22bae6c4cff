/// Records that stand in something else: envelopes, log lines, texts, tables made for people.
@NullMarked
package routercost.read.shape;

import org.jspecify.annotations.NullMarked;
