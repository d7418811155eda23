package samplerscope.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import samplerscope.app.study.TestStudies;
import samplerscope.spec.SpecWriter;

/// Files to drop on a window: half of them are wrong in one way or another.
record MonkeyFiles(List<Path> all) {

    static MonkeyFiles in(Path folder) {
        try {
            Files.createDirectories(folder);
            var all = new ArrayList<Path>();
            all.add(text(folder, "good.json", SpecWriter.text(TestStudies.spec("rings", "heun", 5, 100))));
            all.add(text(folder, "points.csv", "0,0\n1,1\n0.5,0.2\n-1,0.3\n0.1,0.9\n"));
            all.add(picture(folder.resolve("shape.png")));
            all.add(text(folder, "scheduler_config.json", "{\"_class_name\": \"DDIMScheduler\", \"num_train_timesteps\": 1000, "
                + "\"beta_start\": 0.0001, \"beta_end\": 0.02, \"beta_schedule\": \"linear\"}"));
            all.add(text(folder, "tour.json", tour()));
            all.add(text(folder, "broken.json", "{\"kind\": \"denoise\", \"version\": 1, \"model\": "));
            all.add(text(folder, "future.json", "{\"kind\": \"denoise\", \"version\": 99}"));
            all.add(text(folder, "empty.json", ""));
            all.add(text(folder, "words.csv", "one,two\nthree\n"));
            all.add(text(folder, "broken.run.json", "{\"version\": 1}"));
            all.add(Files.write(folder.resolve("noise.onnx"), new byte[] {1, 2, 3, 4}));
            all.add(Files.write(folder.resolve("noise.png"), "no picture".getBytes(StandardCharsets.UTF_8)));
            all.add(Files.createDirectory(folder.resolve("empty folder")));
            all.add(folder.resolve("not there.json"));
            all.add(text(folder, "unknown.xyz", "?"));
            return new MonkeyFiles(List.copyOf(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tour() {
        return "{\"kind\": \"tour\", \"version\": 1, \"title\": \"T\", \"summary\": \"S\", \"minutes\": 1, \"steps\": [{\"title\": "
            + "\"one\", \"text\": [\"words\"], \"lanes\": [%s]}]}".formatted(SpecWriter.text(
                TestStudies.spec("two-modes", "ddim", 4, 50)));
    }

    private static Path text(Path folder, String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static Path picture(Path file) throws IOException {
        var image = new BufferedImage(24, 24, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 24; i++) {
            image.setRGB(i, i, 0xffffff);
        }
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
