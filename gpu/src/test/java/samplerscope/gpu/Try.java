package samplerscope.gpu;

import org.junit.jupiter.api.Test;
import samplerscope.gpu.kernel.Opcode;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

class Try {
    @Test
    void go() {
        RuntimeSettings.apply();
        var device = TornadoRuntimeProvider.getTornadoRuntime().getBackend(0).getDevice(0);
        long t0 = System.nanoTime();
        try (var l = new Launches(device, 1 << 24, new float[] {1, 2, 3, 4, 5, 6})) {
            System.err.println("open ms " + (System.nanoTime() - t0) / 1e6);
            var out = new float[6];
            l.read(0, 6, out);
            System.err.println(java.util.Arrays.toString(out));
            l.launch(Kernel.LOAD_FEW, new int[] {100, 4}, new float[] {9, 8, 7, 6}, 4);
            out = new float[4];
            l.read(100, 4, out);
            System.err.println(java.util.Arrays.toString(out));
            t0 = System.nanoTime();
            int[] program = {3, 3, 2, 1, -1, 0, Opcode.NORMAL, 1000, 42, 0, 0, 0, 0, Opcode.COMBINE, 2000, 0, 2, 0, 1000,
                Opcode.WATCH, 2000, 0};
            program[4] = 5000; program[5] = 6000;
            l.launch(Kernel.STEP, program, new float[] {2, 0.5f}, 3);
            System.err.println("step first ms " + (System.nanoTime() - t0) / 1e6);
            out = new float[6];
            l.read(1000, 6, out);
            System.err.println(java.util.Arrays.toString(out));
            var key = samplerscope.random.DrawKey.initial(42, 0);
            for (int r = 0; r < 3; r++) { var d = new double[2]; samplerscope.random.NormalDraws.fill(d, key, r); System.err.println(java.util.Arrays.toString(d)); }
            l.read(2000, 6, out);
            System.err.println(java.util.Arrays.toString(out));
            l.read(5000, 3, out);
            System.err.println(java.util.Arrays.toString(out));
            for (int threads : new int[] {3, 100, 10000, 3}) {
            t0 = System.nanoTime();
            program[1] = threads;
            for (int i = 0; i < 200; i++) l.launch(Kernel.STEP, program, new float[] {2, 0.5f}, threads);
            System.err.println("step us " + (System.nanoTime() - t0) / 200e3); }
        }
    }
}
