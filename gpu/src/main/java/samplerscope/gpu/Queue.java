package samplerscope.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import samplerscope.gpu.kernel.Opcode;

/// Instructions that wait for their launch, all on registers of one shape.
final class Queue {

    /// Floating-point operations, about, after which waiting longer saves nothing and would keep a cancel from being
    /// heard.
    private static final double ENOUGH_WORK = 2e9;

    private final int batch;
    private final int size;
    private final int[] program = new int[Kernel.STEP.programLength()];
    private final float[] numbers = new float[Kernel.STEP.numbersLength()];
    private int length = Opcode.HEAD;
    private int count;
    private int instructions;
    private double work;
    private final List<IntFunction<? extends RuntimeException>> failures = new ArrayList<>();

    /// @param batch `B` of every register
    /// @param size  `D` of every register
    Queue(int batch, int size) {
        this.batch = batch;
        this.size = size;
    }

    boolean isEmpty() {
        return instructions == 0;
    }

    boolean isFor(int batch, int size) {
        return this.batch == batch && this.size == size;
    }

    /// Whether an instruction still fits.
    boolean hasRoom(int moreProgram, int moreNumbers) {
        return length + moreProgram <= program.length && count + moreNumbers <= numbers.length && work < ENOUGH_WORK;
    }

    /// Puts numbers beside the program.
    ///
    /// @return where they begin
    int put(float... more) {
        System.arraycopy(more, 0, numbers, count, more.length);
        count += more.length;
        return count - more.length;
    }

    /// @param workPerNumber operations for each number of a register, about
    void add(double workPerNumber, int... instruction) {
        System.arraycopy(instruction, 0, program, length, instruction.length);
        length += instruction.length;
        instructions++;
        work += workPerNumber * batch * size;
    }

    /// The number that the next watch gets.
    int watch(IntFunction<? extends RuntimeException> failure) {
        failures.add(failure);
        return failures.size() - 1;
    }

    boolean watches() {
        return !failures.isEmpty();
    }

    IntFunction<? extends RuntimeException> failure(int watch) {
        return failures.get(watch);
    }

    int groups() {
        return Math.ceilDiv(size, 4);
    }

    long threads() {
        return (long) batch * groups();
    }

    /// @param notes where watches are noted; ignored without watches
    /// @param flag  where it is noted that one failed
    int[] program(int notes, int flag) {
        program[Opcode.COUNT] = instructions;
        program[Opcode.BATCH] = batch;
        program[Opcode.SIZE] = size;
        program[Opcode.GROUPS] = groups();
        program[Opcode.NOTES] = watches() ? notes : -1;
        program[Opcode.FLAG] = flag;
        return Arrays.copyOf(program, length);
    }

    float[] numbers() {
        return Arrays.copyOf(numbers, count);
    }

    void clear() {
        length = Opcode.HEAD;
        count = 0;
        instructions = 0;
        work = 0;
        failures.clear();
    }
}
