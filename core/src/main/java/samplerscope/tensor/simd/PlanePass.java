package samplerscope.tensor.simd;

import java.util.List;

/// One loop over a tile of samples and some components of the mixture.
///
/// Passes are called through this interface, several at one place, and not straight: the compiler inlines what is called
/// straight until the method around it has outgrown it, and then boxes every vector. So each is compiled on its own.
interface PlanePass {

    /// What each chunk of components takes, then what the last one is followed by.
    record Order(PlanePass energies, PlanePass weights, PlanePass sums, PlanePass means) {

        /// In the order of a chunk.
        List<PlanePass> ofChunk() {
            return List.of(energies, weights, sums);
        }
    }

    /// @param begin first component
    /// @param end   behind the last component, at most {@link PlaneTile#CHUNK} later
    void over(PlaneTile tile, PlaneEnergies mixture, int begin, int end);
}
