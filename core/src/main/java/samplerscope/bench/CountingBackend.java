package samplerscope.bench;

import samplerscope.random.DrawKey;
import samplerscope.tensor.Precision;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.Workers;

/// A backend on the host that counts the tensors that are asked for.
final class CountingBackend implements TensorBackend {

    private final TensorBackend host;
    private long allocated;

    CountingBackend(TensorBackend host) {
        this.host = host;
    }

    long allocated() {
        return allocated;
    }

    @Override
    public Tensor allocate(Shape shape) {
        allocated++;
        return host.allocate(shape);
    }

    @Override
    public String name() {
        return host.name();
    }

    @Override
    public Precision precision() {
        return host.precision();
    }

    @Override
    public void copyFrom(double[] values, Tensor into) {
        host.copyFrom(values, into);
    }

    @Override
    public void combine(Tensor into, double[] coefficients, Tensor[] inputs) {
        host.combine(into, coefficients, inputs);
    }

    @Override
    public void combineFields(Tensor into, double[][] weights, Tensor[] inputs) {
        host.combineFields(into, weights, inputs);
    }

    @Override
    public void filter(Tensor into, Tensor x, double[][] columns, double[] along, double across) {
        host.filter(into, x, columns, along, across);
    }

    @Override
    public void clamp(Tensor into, Tensor x, double quantile, double floor, double ceiling) {
        host.clamp(into, x, quantile, floor, ceiling);
    }

    @Override
    public void drawNormal(Tensor into, DrawKey key) {
        host.drawNormal(into, key);
    }

    @Override
    public int firstNonFinite(Tensor x) {
        return host.firstNonFinite(x);
    }

    @Override
    public Workers workers() {
        return host.workers();
    }

    /// The host goes on.
    @Override
    public void close() {}
}
