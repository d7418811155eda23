package samplerscope.model;

import java.util.List;
import java.util.stream.Stream;
import samplerscope.model.data.ImageSetModel;
import samplerscope.model.data.PictureModel;
import samplerscope.model.data.PointsModel;
import samplerscope.model.plane.Checkerboard;
import samplerscope.model.plane.GaussianGrid;
import samplerscope.model.plane.Letters;
import samplerscope.model.plane.Moons;
import samplerscope.model.plane.Pinwheel;
import samplerscope.model.plane.Rings;
import samplerscope.model.plane.SingleGaussian;
import samplerscope.model.plane.Spiral;
import samplerscope.model.plane.SwissRoll;
import samplerscope.model.plane.TwoModes;
import samplerscope.model.plane.UniformSquare;
import samplerscope.model.problem.PowerLawProblem;
import samplerscope.model.problem.SmoothProblem;

/// The models that ship with the program. Adding an exact one is a file and a line here.
public final class BuiltInModels {

    private BuiltInModels() {}

    public static List<ModelFamily> families() {
        return Stream.concat(exact().stream().map(ModelFamily::of),
            Stream.of(PointsModel.FAMILY, PictureModel.FAMILY, ImageSetModel.FAMILY)).toList();
    }

    private static List<GaussianMixture> exact() {
        return List.of(
            Moons.model(),
            Rings.model(),
            Checkerboard.model(),
            Spiral.model(),
            Pinwheel.model(),
            SwissRoll.model(),
            GaussianGrid.model(),
            Letters.model(),
            TwoModes.model(),
            UniformSquare.model(),
            SingleGaussian.model(),
            SmoothProblem.smooth(),
            SmoothProblem.multimodal(),
            PowerLawProblem.model());
    }
}
