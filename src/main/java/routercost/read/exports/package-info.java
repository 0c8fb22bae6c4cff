/// What the exports of other tools hold: one class for each, from its records to calls with our own
/// names.
@NullMarked
package routercost.read.exports;

import org.jspecify.annotations.NullMarked;
