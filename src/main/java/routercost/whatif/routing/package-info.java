/// Which tier a task should run on, and why: the rules of the articles (docs/routing.md). Pure.
@NullMarked
package routercost.whatif.routing;

import org.jspecify.annotations.NullMarked;
