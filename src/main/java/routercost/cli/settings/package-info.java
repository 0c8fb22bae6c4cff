/// Values of options that configuration files and variables set.
@NullMarked
package routercost.cli.settings;

import org.jspecify.annotations.NullMarked;
