/// One page that shows a comparison and can be repeated from what is in it.
///
/// Start reading at {@link samplerscope.report.ReportPage}.
@NullMarked
package samplerscope.report;

import org.jspecify.annotations.NullMarked;
