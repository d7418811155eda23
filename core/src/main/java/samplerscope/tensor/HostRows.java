package samplerscope.tensor;

/// Rows of a host tensor as doubles, whatever its precision.
public record HostRows(HostTensor tensor) {

    /// @param into [D], overwritten
    public void read(int row, double[] into) {
        int from = row * into.length;
        switch (tensor) {
            case HostTensor.Float64(var _, double[] values) -> System.arraycopy(values, from, into, 0, into.length);
            case HostTensor.Float32(var _, float[] values) -> {
                for (int i = 0; i < into.length; i++) {
                    into[i] = values[from + i];
                }
            }
        }
    }

    /// @param numbers [D]
    public void write(int row, double[] numbers) {
        int from = row * numbers.length;
        switch (tensor) {
            case HostTensor.Float64(var _, double[] values) -> System.arraycopy(numbers, 0, values, from, numbers.length);
            case HostTensor.Float32(var _, float[] values) -> {
                for (int i = 0; i < numbers.length; i++) {
                    values[from + i] = (float) numbers[i];
                }
            }
        }
    }
}
