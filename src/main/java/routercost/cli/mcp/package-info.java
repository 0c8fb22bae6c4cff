/// The tools that an agent may call over the Model Context Protocol.
@NullMarked
package routercost.cli.mcp;

import org.jspecify.annotations.NullMarked;
