/// What leaves the program for other programs: pictures, animations, tables and arrays.
///
/// Plain functions from snapshots, images and rows to files; nothing here knows a window or needs a display. Every
/// picture and animation can carry the run file that it came from. Start reading at
/// {@link samplerscope.export.PlanePicture} and {@link samplerscope.export.PngFile}.
@NullMarked
package samplerscope.export;

import org.jspecify.annotations.NullMarked;
