/// What should not have happened: findings. Pure.
@NullMarked
package routercost.audit;

import org.jspecify.annotations.NullMarked;
