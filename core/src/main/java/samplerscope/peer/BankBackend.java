package samplerscope.peer;

import java.util.Optional;
import java.util.function.IntFunction;
import samplerscope.random.DrawKey;
import samplerscope.tensor.FieldKernels;
import samplerscope.tensor.Precision;
import samplerscope.tensor.Shape;
import samplerscope.tensor.Tensor;
import samplerscope.tensor.TensorBackend;
import samplerscope.tensor.Workers;

/// A backend whose noise is that of a recorded run.
final class BankBackend implements TensorBackend {

    private final TensorBackend inner;
    private final Stage stage;
    private final NoiseUse use;
    private int drawn;

    BankBackend(TensorBackend inner, Stage stage, NoiseUse use) {
        this.inner = inner;
        this.stage = stage;
        this.use = use;
    }

    @Override
    public void drawNormal(Tensor into, DrawKey key) {
        int field = use.field(key.step(), key.draw(), drawn);
        drawn++;
        if (field >= stage.noise().length) {
            throw new UnknownOptionException("draw %d of step %d needs noise field %d, but the file has %d".formatted(
                key.draw(), key.step(), field, stage.noise().length), "restore the file of noise, or report this case");
        }
        double[] values = new double[into.shape().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = stage.noise()[field][i] * use.scale();
        }
        inner.copyFrom(values, into);
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
    public void copyFrom(float[] host, Tensor into) {
        inner.copyFrom(host, into);
    }

    @Override
    public void watch(Tensor x, IntFunction<? extends RuntimeException> failure) {
        inner.watch(x, failure);
    }

    @Override
    public void settle() {
        inner.settle();
    }

    @Override
    public void onHost(Tensor x, Tensor into, HostWork work) {
        inner.onHost(x, into, work);
    }

    @Override
    public Optional<FieldKernels> fields() {
        return inner.fields();
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
