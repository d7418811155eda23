package samplerscope.masked.law;

import java.util.Arrays;

/// Probability by number of canvas: a hash table with open addressing, which grows into a plain array.
final class Masses {

    /// Takes a canvas and its probability.
    @FunctionalInterface
    interface Sink {
        void add(int number, double mass);
    }

    private static final int EMPTY = -1;

    private final int numbers;
    private int[] keys = keys(16);
    private double[] values = new double[16];
    private int size;

    /// @param numbers canvases there are; at this size the table has a place for each and nothing collides
    Masses(int numbers) {
        this.numbers = numbers;
    }

    private static int[] keys(int capacity) {
        var keys = new int[capacity];
        Arrays.fill(keys, EMPTY);
        return keys;
    }

    void add(int number, double mass) {
        int place = place(number);
        if (keys[place] == EMPTY) {
            if (2 * (size + 1) > keys.length && keys.length < numbers) {
                grow();
                place = place(number);
            }
            keys[place] = number;
            size++;
        }
        values[place] += mass;
    }

    private int place(int number) {
        int place = number & keys.length - 1;
        while (keys[place] != number && keys[place] != EMPTY) {
            place = place + 1 & keys.length - 1;
        }
        return place;
    }

    private void grow() {
        int[] oldKeys = keys;
        double[] oldValues = values;
        keys = keys(2 * oldKeys.length);
        values = new double[keys.length];
        for (int k = 0; k < oldKeys.length; k++) {
            if (oldKeys[k] != EMPTY) {
                int place = place(oldKeys[k]);
                keys[place] = oldKeys[k];
                values[place] = oldValues[k];
            }
        }
    }

    /// Each canvas with mass, in an order that depends on what was added only.
    void forEach(Sink sink) {
        for (int k = 0; k < keys.length; k++) {
            if (keys[k] != EMPTY && values[k] > 0) {
                sink.add(keys[k], values[k]);
            }
        }
    }
}
