/// YAML that people write, as nodes that know their line and column.
@NullMarked
package routercost.read.config;

import org.jspecify.annotations.NullMarked;
