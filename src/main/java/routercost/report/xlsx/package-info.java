/// The tables of a report as a workbook for spreadsheets.
@NullMarked
package routercost.report.xlsx;

import org.jspecify.annotations.NullMarked;
