package samplerscope.tensor.simd;

/// One loop over a tile: a product with the matrix of a layer, or an activation in place.
interface DensePass {

    Order VECTORS = new Order(new VectorProduct(), new VectorSilu(), new VectorElu());
    Order SCALARS = new Order(new ScalarLayers.Product(), new ScalarLayers.Silu(), new ScalarLayers.Elu());

    record Order(DensePass product, DensePass silu, DensePass elu) {

        DensePass activation(Activation activation) {
            return switch (activation) {
                case SILU -> silu;
                case ELU -> elu;
            };
        }
    }

    /// @param bias where those of the layer begin
    void over(DenseTile tile, DenseLayer layer, float[] biases, int bias);
}
