/// Reports that an earlier run saved as JSON.
@NullMarked
package routercost.read.saved;

import org.jspecify.annotations.NullMarked;
