/// The step of the build that compiles the built-in data into Java.
@NullMarked
package routercost.read.build;

import org.jspecify.annotations.NullMarked;
