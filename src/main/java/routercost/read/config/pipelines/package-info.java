/// Pipelines.
@NullMarked
package routercost.read.config.pipelines;

import org.jspecify.annotations.NullMarked;
