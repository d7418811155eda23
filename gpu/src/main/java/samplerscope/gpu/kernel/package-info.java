/// The kernels: Java that TornadoVM compiles for a device. They know numbers and offsets, and no solver.
///
/// What its compiler does otherwise than Java's, and is avoided here: `>>>` of a negative number is a signed shift;
/// arrays in local or private memory are addressed wrongly in a method they are handed to, and are not zero at first;
/// a branch whose only work is to negate may be lost; comparisons with NaN are not to be relied on; a kernel whose method
/// has the name of an OpenCL function kills the process. `a * b + c` becomes one fused multiply-add.
@NullMarked
package samplerscope.gpu.kernel;

import org.jspecify.annotations.NullMarked;
