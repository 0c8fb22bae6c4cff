/// How long the parts take. Run with JMH, profile `bench`; docs/benchmarks.md has the commands.
@NullMarked
package routercost.bench;

import org.jspecify.annotations.NullMarked;
