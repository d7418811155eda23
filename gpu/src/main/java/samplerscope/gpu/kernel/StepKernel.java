package samplerscope.gpu.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/// Reads a program and does all of it in one launch: a whole step of a solver, or many.
///
/// A thread owns up to four neighbouring elements of one sample, a whole sample in the plane, and touches no others, so
/// that it needs to wait for nobody between two instructions. Four, since that is what one Philox counter gives.
public final class StepKernel {

    /// Threads per workgroup.
    public static final int GROUP = 64;

    private static final int MIXTURE_STRIDE = 11;

    private StepKernel() {}

    public static void run(KernelContext context, IntArray program, FloatArray numbers, FloatArray arena) {
        int thread = context.globalIdx;
        int batch = program.get(Opcode.BATCH);
        int size = program.get(Opcode.SIZE);
        int groups = program.get(Opcode.GROUPS);
        int row = thread / groups;
        if (row < batch) {
            int group = thread - row * groups;
            int first = row * size + 4 * group;
            int count = TornadoMath.min(4, size - 4 * group);
            int watched = -1;
            int pc = Opcode.HEAD;
            int instructions = program.get(Opcode.COUNT);
            for (int i = 0; i < instructions; i++) {
                int opcode = program.get(pc);
                if (opcode == Opcode.COMBINE) {
                    combine(program, numbers, arena, pc, first, count);
                    pc += 4 + program.get(pc + 3);
                } else if (opcode == Opcode.FIELDS) {
                    fields(program, arena, pc, first, count, 4 * group);
                    pc += 3 + 3 * program.get(pc + 2);
                } else if (opcode == Opcode.NORMAL) {
                    normal(program, arena, pc, first, count, row, group);
                    pc += 7;
                } else if (opcode == Opcode.WATCH) {
                    if (watched < 0 && poison(arena, program.get(pc + 1) + first, count) != 0f) {
                        watched = program.get(pc + 2);
                    }
                    pc += 3;
                } else if (opcode == Opcode.PLANE) {
                    plane(program, numbers, arena, pc, row);
                    pc += 7;
                } else if (opcode == Opcode.LARGE_PLANE) {
                    plane(program, arena, arena, pc, row);
                    pc += 7;
                } else if (opcode == Opcode.FILTER) {
                    filter(program, numbers, arena, pc, first, size);
                    pc += 5;
                } else {
                    points(program, numbers, arena, pc, row, size);
                    pc += 8;
                }
            }
            if (program.get(Opcode.NOTES) >= 0) {
                arena.set(program.get(Opcode.NOTES) + thread, (float) watched);
                if (watched >= 0) {
                    arena.set(program.get(Opcode.FLAG), 1f);
                }
            }
        }
    }

    private static void combine(IntArray program, FloatArray numbers, FloatArray arena, int pc, int first, int count) {
        int into = program.get(pc + 1) + first;
        int c = program.get(pc + 2);
        int inputs = program.get(pc + 3);
        for (int e = 0; e < count; e++) {
            float sum = 0f;
            for (int k = 0; k < inputs; k++) {
                sum = numbers.get(c + k) * arena.get(program.get(pc + 4 + k) + first + e) + sum;
            }
            arena.set(into + e, sum);
        }
    }

    private static void fields(IntArray program, FloatArray arena, int pc, int first, int count, int element) {
        int into = program.get(pc + 1) + first;
        int inputs = program.get(pc + 2);
        for (int e = 0; e < count; e++) {
            float sum = 0f;
            for (int k = 0; k < inputs; k++) {
                int term = pc + 3 + 3 * k;
                float weight = arena.get(program.get(term + 2) + program.get(term + 1) * (element + e));
                sum = weight * arena.get(program.get(term) + first + e) + sum;
            }
            arena.set(into + e, sum);
        }
    }

    /// 0 when all are finite, otherwise a NaN: comparisons with one are not compiled reliably, products are.
    private static float poison(FloatArray arena, int at, int count) {
        float poison = 0f;
        for (int e = 0; e < count; e++) {
            poison += arena.get(at + e) * 0f;
        }
        return poison;
    }

    /// Philox4x32-10 and Box and Muller, as {@link samplerscope.random.NormalDraws} has them.
    private static void normal(IntArray program, FloatArray arena, int pc, int first, int count, int row, int group) {
        long seed = ((long) program.get(pc + 3) << 32) + (program.get(pc + 2) & 0xFFFFFFFFL) + row;
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        int c0 = group;
        int c1 = program.get(pc + 4);
        int c2 = program.get(pc + 5);
        int c3 = program.get(pc + 6);
        for (int round = 0; round < 10; round++) {
            long product0 = 0xD2511F53L * (c0 & 0xFFFFFFFFL);
            long product1 = 0xCD9E8D57L * (c2 & 0xFFFFFFFFL);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        int into = program.get(pc + 1) + first;
        float radius = radius(c0);
        arena.set(into, radius * cosine(c1));
        if (count > 1) {
            arena.set(into + 1, radius * cosine(c1 - 0x40000000));
        }
        if (count > 2) {
            radius = radius(c2);
            arena.set(into + 2, radius * cosine(c3));
        }
        if (count > 3) {
            arena.set(into + 3, radius * cosine(c3 - 0x40000000));
        }
    }

    /// `sqrt(-2 log u)` of the word's number in (0, 1). Above 1/2 float32 would lose what is missing to 1, so that the
    /// logarithm is taken of that: `log(1 - v) = -v log(y) / (1 - y)` with `y` the rounded `1 - v` is right to rounding
    /// (Kahan).
    private static float radius(int word) {
        float log;
        if (word >= 0) {
            log = TornadoMath.log(((float) word + 0.5f) * 2.3283064365386963e-10f);
        } else {
            float v = ((float) ~word + 0.5f) * 2.3283064365386963e-10f;
            float y = 1f - v;
            float lost = 1f - y;
            log = -v;
            if (lost > 0f) {
                log = TornadoMath.log(y) * (v / lost);
            }
        }
        return TornadoMath.sqrt(-2f * log);
    }

    /// `cos(2 pi u)` of the word's number. The angle is first brought into an eighth of a turn around an axis, in whole
    /// numbers, where float32 has bits to spare.
    private static float cosine(int word) {
        int quarter = (word + 0x20000000 >> 30) & 3; // >>> is a signed shift in generated code
        int rest = word - (quarter << 30);
        float angle = ((float) rest + 0.5f) * 1.4629180792671596e-9f;
        float result;
        if ((quarter & 1) == 0) {
            result = TornadoMath.cos(angle);
        } else {
            result = -TornadoMath.sin(angle);
        }
        return result * (1f - (quarter & 2)); // a branch that negates is compiled wrongly
    }

    private static float logit(FloatArray numbers, int c, float x, float y) {
        float dx = x - numbers.get(c);
        float dy = y - numbers.get(c + 1);
        float u = numbers.get(c + 2) * dx;
        float v = numbers.get(c + 3) * dx + numbers.get(c + 4) * dy;
        return numbers.get(c + 5) - 0.5f * (u * u + v * v);
    }

    /// The posterior mean of a mixture in the plane: first the largest logit, then the sums.
    private static void plane(IntArray program, FloatArray table, FloatArray arena, int pc, int row) {
        int firstRow = program.get(pc + 5);
        int stride = program.get(pc + 6);
        if (row >= firstRow && (row - firstRow) % stride == 0) {
            int x = program.get(pc + 1) + 2 * row;
            int begin = program.get(pc + 3);
            int end = begin + MIXTURE_STRIDE * program.get(pc + 4);
            float px = arena.get(x);
            float py = arena.get(x + 1);
            float top = logit(table, begin, px, py);
            for (int c = begin + MIXTURE_STRIDE; c < end; c += MIXTURE_STRIDE) {
                top = TornadoMath.max(top, logit(table, c, px, py));
            }
            float sum = 0f;
            float sumX = 0f;
            float sumY = 0f;
            for (int c = begin; c < end; c += MIXTURE_STRIDE) {
                float weight = TornadoMath.exp(logit(table, c, px, py) - top);
                float xy = table.get(c + 9);
                float meanX = table.get(c + 8) * px + (xy * py + table.get(c + 6));
                float meanY = xy * px + (table.get(c + 10) * py + table.get(c + 7));
                sum += weight;
                sumX = weight * meanX + sumX;
                sumY = weight * meanY + sumY;
            }
            int into = program.get(pc + 2) + 2 * row;
            arena.set(into, sumX / sum);
            arena.set(into + 1, sumY / sum);
        }
    }

    private static void filter(IntArray program, FloatArray numbers, FloatArray arena, int pc, int first, int size) {
        int x = program.get(pc + 1) + first;
        int into = program.get(pc + 2) + first;
        int c = program.get(pc + 3);
        for (int e = 0; e < size; e++) {
            arena.set(into + e, numbers.get(c) * arena.get(x + e));
        }
        int end = c + 1 + program.get(pc + 4) * (size + 1);
        for (int r = c + 1; r < end; r += size + 1) {
            float dot = 0f;
            for (int e = 0; e < size; e++) {
                dot = numbers.get(r + 1 + e) * arena.get(x + e) + dot;
            }
            float gain = numbers.get(r) * dot;
            for (int e = 0; e < size; e++) {
                arena.set(into + e, gain * numbers.get(r + 1 + e) + arena.get(into + e));
            }
        }
    }

    private static float logit(FloatArray arena, int x, int point, int size, float alpha, float gain) {
        float square = 0f;
        for (int e = 0; e < size; e++) {
            float difference = arena.get(x + e) - alpha * arena.get(point + e);
            square = difference * difference + square;
        }
        return gain * square;
    }

    /// The ideal denoiser of points with few coordinates: first the largest logit, then the sums, in the register.
    private static void points(IntArray program, FloatArray numbers, FloatArray arena, int pc, int row, int size) {
        int firstRow = program.get(pc + 6);
        int stride = program.get(pc + 7);
        if (row >= firstRow && (row - firstRow) % stride == 0) {
            int x = program.get(pc + 1) + row * size;
            int into = program.get(pc + 2) + row * size;
            int c = program.get(pc + 3);
            int begin = program.get(pc + 4);
            int end = program.get(pc + 5);
            float alpha = numbers.get(c);
            float gain = numbers.get(c + 1);
            float top = logit(arena, x, begin, size, alpha, gain);
            for (int p = begin + size; p < end; p += size) {
                top = TornadoMath.max(top, logit(arena, x, p, size, alpha, gain));
            }
            float sum = 0f;
            for (int e = 0; e < size; e++) {
                arena.set(into + e, 0f);
            }
            for (int p = begin; p < end; p += size) {
                float weight = TornadoMath.exp(logit(arena, x, p, size, alpha, gain) - top);
                sum += weight;
                for (int e = 0; e < size; e++) {
                    arena.set(into + e, weight * arena.get(p + e) + arena.get(into + e));
                }
            }
            for (int e = 0; e < size; e++) {
                float mean = arena.get(into + e) / sum;
                arena.set(into + e, numbers.get(c + 2) * (arena.get(x + e) - alpha * mean) + mean);
            }
        }
    }
}
