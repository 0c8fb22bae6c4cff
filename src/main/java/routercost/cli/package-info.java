/// Options, the order of calls, exit codes.
@NullMarked
package routercost.cli;

import org.jspecify.annotations.NullMarked;
