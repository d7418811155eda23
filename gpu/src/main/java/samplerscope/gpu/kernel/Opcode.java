package samplerscope.gpu.kernel;

/// The instructions that {@link StepKernel} reads, and how a program is laid out. Written by the host, read by the device.
///
/// A program is a head and then one instruction behind the other. All registers of a program have the same shape [B, D].
/// `at` is where a register begins in the arena, `c` where an instruction's numbers begin.
public final class Opcode {

    /// Numbers in the head.
    public static final int HEAD = 6;

    /// How many instructions.
    public static final int COUNT = 0;
    /// `B`.
    public static final int BATCH = 1;
    /// `D`.
    public static final int SIZE = 2;
    /// Groups of four elements in a sample; the last may have fewer.
    public static final int GROUPS = 3;
    /// Where each thread notes the first watch that failed, -1 for none; -1 for a program without watches.
    public static final int NOTES = 4;
    /// Where any thread notes that a watch failed.
    public static final int FLAG = 5;

    /// `COMBINE into c K at_1 ... at_K`: numbers [K].
    public static final int COMBINE = 1;
    /// `FIELDS into K at_1 each_1 w_1 ... at_K each_K w_K`: weight `w` begins in the arena, with one number for all
    /// elements (`each` 0) or one per element (1).
    public static final int FIELDS = 2;
    /// `NORMAL into seedLow seedHigh draw step stream`: the seed is that of row 0.
    public static final int NORMAL = 3;
    /// `WATCH at index`: notes the first index, from 0, whose register is not finite.
    public static final int WATCH = 4;
    /// `PLANE x into c K first stride`: numbers [K][11]; rows `first`, `first + stride`, ...
    public static final int PLANE = 5;

    /// `FILTER x into c R`, for a thread with a whole sample: numbers across, then for each direction its gain beyond that
    /// and the direction [D].
    public static final int FILTER = 6;
    /// `POINTS x into c p_from p_to first stride`, for a thread with a whole sample: numbers alpha, -1 / (2 v), pull; the
    /// points begin and end in the arena.
    public static final int POINTS = 7;

    /// As `PLANE`, with the numbers in the arena: of more components than stand beside a program.
    public static final int LARGE_PLANE = 8;

    private Opcode() {}
}
