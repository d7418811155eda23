package samplerscope.masked.network;

/// Logits of a network as laws of tokens, in float64; the mask, what is never written, and numbers that no token has
/// get no mass.
record Softmax(TokenIds ids) {

    /// The law at one row of logits, written to `into[at ...]`, shape [V], which holds zeros. What is not finite comes
    /// out as NaN, for whoever counts passes to report.
    void put(float[] logits, int row, int width, double[] into, int at) {
        double most = Double.NEGATIVE_INFINITY;
        for (int v : ids.written()) {
            most = StrictMath.max(most, logits[row * width + ids.network(v)]);
        }
        double sum = 0;
        for (int v : ids.written()) {
            into[at + v] = StrictMath.exp(logits[row * width + ids.network(v)] - most);
            sum += into[at + v];
        }
        for (int v : ids.written()) {
            into[at + v] /= sum;
        }
    }

    double[] law(float[] logits, int row, int width) {
        var law = new double[ids.vocabulary()];
        put(logits, row, width, law, 0);
        return law;
    }

    /// Of a position of which nothing is known.
    double[] even() {
        var law = new double[ids.vocabulary()];
        for (int v : ids.written()) {
            law[v] = 1.0 / ids.written().length;
        }
        return law;
    }
}
