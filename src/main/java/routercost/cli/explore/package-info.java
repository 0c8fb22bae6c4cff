/// The interactive view: its state is a value, its screen a function of that value, and one
/// function turns keys into the next state. Only `FullScreen` knows a terminal.
@NullMarked
package routercost.cli.explore;

import org.jspecify.annotations.NullMarked;
