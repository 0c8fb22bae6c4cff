/// The data that come with the tool, which the build compiles into classes.
@NullMarked
package routercost.read.builtin;

import org.jspecify.annotations.NullMarked;
