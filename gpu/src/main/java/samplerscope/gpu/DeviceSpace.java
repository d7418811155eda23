package samplerscope.gpu;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import samplerscope.tensor.Constants;
import samplerscope.tensor.DeviceException;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;

/// The arena of one device, shared by all runs on it, so that a kernel is compiled once in the life of the program.
///
/// One thread speaks to the device; runs that come at the same time wait for each other, launch by launch. After a
/// failure nothing in it can be trusted: the space ends, and the next run opens a new one.
final class DeviceSpace {

    /// Numbers in a new arena, 64 MiB.
    private static final int FIRST_CAPACITY = 1 << 24;
    /// More cannot be addressed by an int.
    private static final long LARGEST = Integer.MAX_VALUE - Blocks.ALIGNMENT;
    private static final int SECONDS_TO_FINISH = 30;

    private static final System.Logger LOG = System.getLogger(DeviceSpace.class.getName());
    private static final Map<TornadoDevice, DeviceSpace> OPEN = new HashMap<>();

    private final TornadoDevice device;
    private final ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("device").factory());
    private final Blocks blocks = new Blocks(FIRST_CAPACITY);
    private final Map<Constants, Resident> residents = new HashMap<>();
    private Launches launches;

    /// Constants in the arena.
    private static final class Resident {
        private final int at;
        private int users;

        private Resident(int at) {
            this.at = at;
        }
    }

    private DeviceSpace(TornadoDevice device) {
        this.device = device;
        // The driver must not be taken away from under a kernel.
        Runtime.getRuntime().addShutdownHook(new Thread(this::finish, "device-finish"));
        this.launches = call("open", () -> new Launches(device, FIRST_CAPACITY));
    }

    /// The space of a device, opened when it is first asked for.
    ///
    /// @throws DeviceException if the device does not start
    static DeviceSpace of(TornadoDevice device) {
        synchronized (OPEN) {
            DeviceSpace open = OPEN.get(device);
            if (open == null) {
                open = new DeviceSpace(device);
                OPEN.put(device, open);
            }
            return open;
        }
    }

    String deviceName() {
        return device.getPhysicalDevice().getDeviceName();
    }

    /// Numbers that are taken in the arena, constants included.
    long used() {
        return call("count", blocks::used);
    }

    /// @return where a block begins; its content is whatever was there
    /// @throws DeviceException if the device has no room for it
    int take(int size) {
        return call("allocate", () -> takeHere(size));
    }

    void giveBack(int at) {
        call("free", () -> {
            blocks.giveBack(at);
            return at;
        });
    }

    /// Where constants are; they are brought there once, and stay until others come when no run uses them.
    int hold(Constants constants) {
        return call("load constants", () -> {
            Resident resident = residents.get(constants);
            if (resident == null) {
                evict(); // another model has come: what no run uses any more would keep its block for ever
                resident = new Resident(takeHere(constants.values().length));
                loadHere(constants.values(), resident.at);
                residents.put(constants, resident);
            }
            resident.users++;
            return resident.at;
        });
    }

    void release(Constants constants) {
        call("release constants", () -> residents.get(constants).users--);
    }

    void load(float[] values, int at) {
        call("load", () -> {
            loadHere(values, at);
            return at;
        });
    }

    void read(int at, float[] into) {
        call("read", () -> {
            launches.read(at, into.length, into);
            return at;
        });
    }

    void launch(Kernel kernel, int[] program, float[] numbers, long threads) {
        call("run kernel " + kernel, () -> launches.launch(kernel, program, numbers, threads));
    }

    /// Launches a kernel that writes into its program, and returns what stands there.
    int[] launch(Kernel kernel, int[] program, float[] numbers, long threads, int from) {
        return call("run kernel " + kernel, () -> {
            launches.launch(kernel, program, numbers, threads);
            return launches.written(kernel, from, program.length - from);
        });
    }

    private void loadHere(float[] values, int at) {
        Kernel kernel = values.length <= Kernel.LOAD_FEW.numbersLength() ? Kernel.LOAD_FEW : Kernel.LOAD;
        for (int from = 0; from < values.length; from += kernel.numbersLength()) {
            int count = Math.min(kernel.numbersLength(), values.length - from);
            var part = new float[count];
            System.arraycopy(values, from, part, 0, count);
            launches.launch(kernel, new int[] {at + from, count}, part, count);
        }
    }

    private int takeHere(int size) {
        OptionalInt at = blocks.take(size);
        if (at.isEmpty()) {
            evict();
            at = blocks.take(size);
        }
        if (at.isEmpty()) {
            grow(size);
            at = blocks.take(size);
        }
        return at.orElseThrow();
    }

    /// Gives up constants that no run uses.
    private void evict() {
        residents.values().removeIf(resident -> {
            boolean unused = resident.users == 0;
            if (unused) {
                blocks.giveBack(resident.at);
            }
            return unused;
        });
    }

    private void grow(int size) {
        long need = blocks.capacity() + Blocks.rounded(size);
        long most = Math.min(LARGEST, device.getPhysicalDevice().getDeviceMaxAllocationSize() / Float.BYTES - 64);
        if (need > most) {
            throw noRoom(need, "the device gives %,d MB".formatted(megabytes(most)));
        }
        long doubled = Math.min(most, 2L * blocks.capacity()) / Blocks.ALIGNMENT * Blocks.ALIGNMENT;
        try {
            growTo((int) Math.max(need, doubled));
        } catch (OutOfMemoryError _) {
            growToNoMoreThan(need);
        }
    }

    private void growToNoMoreThan(long need) {
        try {
            growTo((int) need);
        } catch (OutOfMemoryError e) {
            throw noRoom(need, "the host has no memory for its twin (%s)".formatted(e.getMessage()));
        }
    }

    private void growTo(int capacity) {
        launches = launches.grown(device, capacity);
        blocks.grow(capacity);
    }

    private DeviceException noRoom(long need, String limit) {
        return new DeviceException("device '%s' has no room: its runs need %,d MB in one piece, %s".formatted(deviceName(),
            megabytes(need), limit), "ask for fewer samples, or run it on the CPU with the backend cpu-float32");
    }

    private static long megabytes(long numbers) {
        return numbers * Float.BYTES >> 20;
    }

    /// Does something on the thread of the device. An interrupt does not end the wait, because the device goes on with
    /// what it has been told; it is kept for the caller to see.
    ///
    /// @throws DeviceException if the device fails
    private <T> T call(String what, Callable<T> work) {
        Future<T> done = thread.submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw failed(what, e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private DeviceException failed(String what, Throwable cause) {
        if (cause instanceof DeviceException known) {
            return known;
        }
        synchronized (OPEN) {
            OPEN.remove(device, this);
        }
        thread.submit(this::letGo);
        return new DeviceException("device '%s' could not %s (%s)".formatted(deviceName(), what, firstLine(root(cause))),
            "run it on the CPU with the backend cpu-float32; if it goes on failing, see docs/gpu.md", cause);
    }

    /// Gives the memory of the device back, as far as what is left of the runtime's plan can do that.
    private void letGo() {
        try {
            launches.close();
        } catch (RuntimeException | TornadoInternalError e) {
            LOG.log(System.Logger.Level.DEBUG, "the memory of a device that failed could not be freed", e);
        }
    }

    private static Throwable root(Throwable cause) {
        return cause.getCause() == null ? cause : root(cause.getCause());
    }

    private static String firstLine(Throwable cause) {
        String message = cause.getMessage() == null ? "" : cause.getMessage().lines().findFirst().orElse("");
        return message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    /// Lets the launch under way end, and begins no other.
    private void finish() {
        thread.shutdown();
        try {
            thread.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
