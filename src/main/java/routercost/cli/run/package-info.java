/// What commands have in common once their options are parsed: bills, plans, metadata.
@NullMarked
package routercost.cli.run;

import org.jspecify.annotations.NullMarked;
