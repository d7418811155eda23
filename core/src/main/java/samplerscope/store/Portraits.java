package samplerscope.store;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import samplerscope.SamplerscopeException;
import samplerscope.export.PictureGrid;
import samplerscope.export.PlanePicture;
import samplerscope.export.PngFile;
import samplerscope.model.Condition;
import samplerscope.model.Decoder;
import samplerscope.model.ExactLaw;
import samplerscope.model.Model;
import samplerscope.model.ModelCard;
import samplerscope.model.ModelSummary;
import samplerscope.run.Recording;
import samplerscope.run.Snapshot;
import samplerscope.run.Trajectory;
import samplerscope.spec.Choice;
import samplerscope.spec.Engine;
import samplerscope.spec.FileAccessException;
import samplerscope.spec.Fingerprint;
import samplerscope.spec.ModelFiles;
import samplerscope.spec.ModelSummaries;
import samplerscope.spec.ModelSwitch;
import samplerscope.spec.Resolver;
import samplerscope.spec.RunSpec;
import samplerscope.tensor.Shape;

/// Pictures of models, small enough for a list: of the law where it is known, else of a few samples that the model is
/// asked to make. Those of files are kept in a folder, by name, size and time of the files.
///
/// Safe to use from several threads.
///
/// @param engine for samples; asked when they are made
/// @param folder for the pictures; need not exist yet
public record Portraits(Resolver resolver, Supplier<Engine> engine, Path folder) {

    private static final System.Logger LOG = System.getLogger(Portraits.class.getName());

    private static final int SIZE = 144;
    private static final int POINTS = 20_000;
    private static final int POINTS_MADE = 2_000;
    private static final int IMAGES = 9;
    private static final int STEPS = 10;
    /// Networks beyond it are not loaded for a picture: it would take longer than anybody looks.
    private static final long LARGEST_ASKED = 256L << 20;

    /// The picture of a model; empty where there is none, or making one would take too long. May open the model, and
    /// run it. Blocks.
    ///
    /// @throws SamplerscopeException if something is wrong with the model
    public Optional<Portrait> of(Choice choice, Path base) {
        ModelSummary summary = ModelSummaries.of(choice, resolver.catalog(), base);
        Optional<Path> file = kept(choice, base);
        Optional<Portrait> known = file.flatMap(Portraits::read);
        if (known.isPresent()) {
            return known;
        }
        Optional<BufferedImage> made = summary.law().isPresent() ? ofLaw(summary.law().get().get())
            : summary.bytes().orElse(0) > LARGEST_ASKED ? Optional.empty() : ofModel(choice, base);
        made.ifPresent(picture -> file.ifPresent(f -> write(f, picture)));
        return made.map(Portrait::of);
    }

    private Optional<BufferedImage> ofModel(Choice choice, Path base) {
        Model model = resolver.model(choice, base);
        return model.law().isPresent() ? ofLaw(model.law().get()) : ofSamples(choice, model, base);
    }

    private static Optional<BufferedImage> ofLaw(ExactLaw law) {
        ModelCard card = law.card();
        if (!card.isPlane() && !card.isImage()) {
            return Optional.empty();
        }
        Condition condition = card.classes().isEmpty() ? Condition.NONE : new Condition.EachClass();
        int count = card.isPlane() ? POINTS : IMAGES;
        return Optional.of(painted(Snapshot.of(new Shape(count, card.sampleShape()), law.draw(count, 1, condition))));
    }

    /// A few steps on the model's own schedule.
    private Optional<BufferedImage> ofSamples(Choice choice, Model model, Path base) {
        ModelCard card = model.card();
        if (!card.isPlane() && !card.isImage()) {
            return Optional.empty();
        }
        RunSpec.Denoise spec = ModelSwitch.fitted(RunSpec.Denoise.of(choice), choice, model, resolver)
            .withGrid(Choice.of("uniform-lambda").with("steps", STEPS)).withSolvers(List.of(Choice.of("dpmpp-2m")))
            .withSamples(card.isPlane() ? POINTS_MADE : IMAGES).withRecording(new Recording(STEPS, 0));
        Snapshot end = Trajectory.of(engine.get().open(resolver.resolve(spec, base))).end();
        return Optional.of(painted(model.decoder().map(decoder -> decoded(decoder, end)).orElse(end)));
    }

    private static Snapshot decoded(Decoder decoder, Snapshot latents) {
        var states = new float[latents.samples() * latents.sampleSize()];
        latents.copyTo(0, states);
        float[] pictures = decoder.decode(states);
        var wide = new double[pictures.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = pictures[i];
        }
        return Snapshot.of(new Shape(latents.samples(), decoder.pictureShape()), wide);
    }

    /// @param samples points in the plane or pictures
    private static BufferedImage painted(Snapshot samples) {
        boolean isPlane = samples.sampleSize() == 2;
        return small(isPlane ? new PlanePicture(SIZE, PlanePicture.Window.around(samples)).paint(samples)
            : new PictureGrid(IMAGES, StrictMath.max(1, SIZE / 3 / samples.shape().sample().getLast())).paint(samples));
    }

    private static BufferedImage small(BufferedImage picture) {
        double scale = (double) SIZE / StrictMath.max(picture.getWidth(), picture.getHeight());
        if (scale >= 1) {
            return picture;
        }
        int width = StrictMath.max(1, (int) (picture.getWidth() * scale));
        int height = StrictMath.max(1, (int) (picture.getHeight() * scale));
        var smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = smaller.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(picture, 0, 0, width, height, null);
        g.dispose();
        return smaller;
    }

    /// Where the picture of a model of files is, or would be; empty for others, whose pictures are made in no time.
    private Optional<Path> kept(Choice choice, Path base) {
        var files = new TreeMap<>(ModelFiles.of(RunSpec.Denoise.of(choice), resolver.catalog(), base));
        if (files.isEmpty()) {
            return Optional.empty();
        }
        var text = new StringBuilder(choice.toString());
        files.values().forEach(file -> text.append('\n').append(stamp(file)));
        return Optional.of(folder.resolve(Fingerprint.ofText(text.toString()) + ".png"));
    }

    private static String stamp(Path file) {
        try {
            return "%s %d %s".formatted(file, Files.size(file), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw FileAccessException.reading(file, e);
        }
    }

    /// A damaged picture is as good as none.
    private static Optional<Portrait> read(Path file) {
        try {
            return Files.exists(file) ? Optional.ofNullable(ImageIO.read(file.toFile())).map(Portrait::of)
                : Optional.empty();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a picture of a model could not be read and is made again", e);
            return Optional.empty();
        }
    }

    private static void write(Path file, BufferedImage picture) {
        try {
            Files.createDirectories(file.getParent());
            PngFile.write(file, picture, Optional.empty());
        } catch (IOException | FileAccessException e) {
            LOG.log(System.Logger.Level.WARNING, "a picture of a model could not be kept", e);
        }
    }
}
