/// The commands.
@NullMarked
package routercost.cli.command;

import org.jspecify.annotations.NullMarked;
