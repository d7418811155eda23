/// Charts: what the lanes' errors look like, drawn by JFreeChart behind one pane of ours.
///
/// {@link samplerscope.app.chart.ChartContent} says what to draw and knows neither JavaFX nor JFreeChart;
/// {@link samplerscope.app.chart.ChartDrawing} is the only class that builds JFreeChart plots, so that it can be
/// replaced. Start reading at {@link samplerscope.app.chart.ChartPane} and {@link samplerscope.app.chart.ErrorCharts}.
@NullMarked
package samplerscope.app.chart;

import org.jspecify.annotations.NullMarked;
