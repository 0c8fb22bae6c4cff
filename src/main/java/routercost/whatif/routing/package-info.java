/// The rules of the articles on the tier of a task (docs/routing.md). Pure.
@NullMarked
package routercost.whatif.routing;

import org.jspecify.annotations.NullMarked;
