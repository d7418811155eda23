package samplerscope.spec.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// Folders that are open in this process, with their users counted: whoever opens one again gets the same weights, and the
/// last one to close it frees them. A folder whose files have changed is another one.
final class SharedNetworks {

    /// Weights are memory of the process, however many catalogs it has.
    static final SharedNetworks HERE = new SharedNetworks();

    /// @param state last changes of what is in the folder
    private record Key(Path folder, MaskedNetworkFolder.Variant variant, List<String> state) {}

    private static final class Open {
        private final MaskedNetworkFolder model;
        private int users;

        Open(MaskedNetworkFolder model) {
            this.model = model;
        }
    }

    private final Map<Key, Open> open = new HashMap<>();

    /// A model, and how it is given back, once.
    record Lease(MaskedNetworkFolder model, Runnable end) {}

    /// @throws samplerscope.SamplerscopeException as {@link MaskedNetworkFolder#open}
    Lease lease(Path folder, MaskedNetworkFolder.Variant variant) {
        return lease(folder, variant, () -> {});
    }

    /// @param check what must hold before it is opened, unless it is open already
    synchronized Lease lease(Path folder, MaskedNetworkFolder.Variant variant, Runnable check) {
        Path there = folder.toAbsolutePath().normalize();
        var key = new Key(there, variant, state(there));
        Open found = open.computeIfAbsent(key, _ -> {
            check.run();
            return new Open(MaskedNetworkFolder.open(there, variant));
        });
        found.users++;
        var ended = new AtomicBoolean();
        return new Lease(found.model, () -> {
            if (ended.compareAndSet(false, true)) {
                giveBack(key);
            }
        });
    }

    private synchronized void giveBack(Key key) {
        Open given = open.get(key);
        given.users--;
        if (given.users == 0) {
            open.remove(key);
            given.model.close();
        }
    }

    private static List<String> state(Path folder) {
        try (Stream<Path> inside = Files.walk(folder, 2)) {
            return inside.filter(Files::isRegularFile).sorted().map(file -> file + " " + changed(file)).toList();
        } catch (IOException e) {
            return List.of(); // opening it says why
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
