/// What leaves the window as a file: pictures, charts, animations, samples, runs.
///
/// An {@link samplerscope.app.export.Export} is gathered on the FX thread and written on any other;
/// {@link samplerscope.app.export.Exports} makes them, {@link samplerscope.app.export.ExportDialog} asks which.
@NullMarked
package samplerscope.app.export;

import org.jspecify.annotations.NullMarked;
