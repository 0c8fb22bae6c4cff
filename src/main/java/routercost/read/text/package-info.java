/// Files and streams: finding, opening, unpacking and decoding them, and saving what a command
/// prints.
@NullMarked
package routercost.read.text;

import org.jspecify.annotations.NullMarked;
