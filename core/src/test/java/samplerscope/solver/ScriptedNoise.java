package samplerscope.solver;

import java.util.function.Function;
import samplerscope.random.DrawKey;
import samplerscope.tensor.Precision;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.Workers;

/// A backend whose draws are given instead of random.
///
/// @param inner computes
/// @param noise the whole field of a draw, row-major
record ScriptedNoise(TensorBackend inner, Function<DrawKey, double[]> noise) implements TensorBackend {

    @Override
    public void drawNormal(Tensor into, DrawKey key) {
        inner.copyFrom(noise.apply(key), into);
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public Precision precision() {
        return inner.precision();
    }

    @Override
    public Tensor allocate(Shape shape) {
        return inner.allocate(shape);
    }

    @Override
    public void copyFrom(double[] host, Tensor into) {
        inner.copyFrom(host, into);
    }

    @Override
    public void combine(Tensor into, double[] coefficients, Tensor[] inputs) {
        inner.combine(into, coefficients, inputs);
    }

    @Override
    public void combineFields(Tensor into, double[][] weights, Tensor[] inputs) {
        inner.combineFields(into, weights, inputs);
    }

    @Override
    public void filter(Tensor into, Tensor x, double[][] columns, double[] along, double across) {
        inner.filter(into, x, columns, along, across);
    }

    @Override
    public void clamp(Tensor into, Tensor x, double quantile, double floor, double ceiling) {
        inner.clamp(into, x, quantile, floor, ceiling);
    }

    @Override
    public int firstNonFinite(Tensor x) {
        return inner.firstNonFinite(x);
    }

    @Override
    public Workers workers() {
        return inner.workers();
    }

    @Override
    public void close() {
        inner.close();
    }
}
