/// The agents of Claude Code: Markdown files whose front matter names a model.
@NullMarked
package routercost.read.agents;

import org.jspecify.annotations.NullMarked;
