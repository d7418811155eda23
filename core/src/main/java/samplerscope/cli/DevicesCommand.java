package samplerscope.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import samplerscope.export.CsvTable;
import samplerscope.model.onnx.NetworkPlace;
import samplerscope.spec.DeviceChoice;
import samplerscope.spec.Json;
import samplerscope.tensor.Device;

/// `samplerscope devices`.
@Command(name = "devices", mixinStandardHelpOptions = true, sortOptions = false,
    description = "List what runs can be computed on, and what stands in the way of the rest.",
    footer = {"", "Examples:",
        "  samplerscope devices",
        "  samplerscope devices --json",
        "  samplerscope run moons.json -o out --backend tornado        the best device of TornadoVM",
        "  samplerscope run moons.json -o out --backend tornado/0:1    one of its devices, by the id in this list",
        "", "How to get a GPU: " + DeviceChoice.GUIDE + ". Devices are looked for once per start."})
final class DevicesCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print JSON, with the memory in bytes.")
    private boolean json;

    private final Session session;

    DevicesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var backends = session.catalog().backends();
        List<DeviceChoice> choices = DeviceChoice.all(backends);
        Optional<Device.Obstacle> missing = DeviceChoice.missing(backends);
        if (json) {
            session.print(Json.object()
                .with("devices", Json.array(choices.stream().map(DevicesCommand::json).toList()))
                .with("no-gpu", missing.map(Device.Obstacle::toString).orElse(""))
                .with("networks", json(NetworkPlace.here())));
        } else {
            print(choices, missing, NetworkPlace.here());
        }
        return ExitCode.DONE;
    }

    private void print(List<DeviceChoice> choices, Optional<Device.Obstacle> missing, NetworkPlace networks) {
        var out = session.out();
        var table = new CsvTable(List.of("id", "name", "kind", "memory", "driver", "usable"));
        choices.forEach(c -> table.row(c.id(), c.title(), c.device().kind(), c.device().memoryInWords(),
            c.device().driver(), usable(c)));
        out.print(table.markdown());
        out.println();
        missing.ifPresent(obstacle -> out.println(sentence(obstacle.toString())));
        out.println(sentence(networks.inWords()));
    }

    private static String usable(DeviceChoice choice) {
        return choice.device().obstacle().map(obstacle -> "no: " + obstacle).orElse(choice.isStandard()
            ? "yes, when nothing is said" : !choice.device().id().isEmpty() && choice.isPreferred()
            ? "yes, also as " + choice.provider().id() : "yes");
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static Json json(DeviceChoice choice) {
        Device device = choice.device();
        Json.Obj object = Json.object().with("id", choice.id()).with("backend", choice.provider().id())
            .with("name", choice.title()).with("device", device.name()).with("kind", device.kind())
            .with("driver", device.driver());
        if (device.memory().isPresent()) {
            object = object.with("memory", device.memory().getAsLong());
        }
        object = object.with("usable", Json.flag(device.isUsable())).with("standard", Json.flag(choice.isStandard()))
            .with("preferred", Json.flag(choice.isPreferred()));
        return object.with("why-not", device.obstacle().map(Device.Obstacle::why).orElse(""))
            .with("remedy", device.obstacle().map(Device.Obstacle::remedy).orElse(""))
            .with("command", device.obstacle().map(Device.Obstacle::command).orElse(""));
    }

    private static Json json(NetworkPlace networks) {
        return Json.object().with("providers", Json.texts(networks.available()))
            .with("cuda", Json.flag(networks.isCuda())).with("reason", networks.why());
    }
}
