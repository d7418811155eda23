/// Where probes end: the table and the chart beside the other charts.
@NullMarked
package samplerscope.app.probe;

import org.jspecify.annotations.NullMarked;
