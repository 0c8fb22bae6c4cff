/// From text to records: CSV and JSON, one record at a time.
@NullMarked
package routercost.read.record;

import org.jspecify.annotations.NullMarked;
