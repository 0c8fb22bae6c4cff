/// The process around a command: streams, messages, progress, exit codes.
@NullMarked
package routercost.cli.console;

import org.jspecify.annotations.NullMarked;
