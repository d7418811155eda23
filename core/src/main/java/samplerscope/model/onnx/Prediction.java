package samplerscope.model.onnx;

import java.util.Locale;
import samplerscope.model.Denoiser;
import samplerscope.schedule.NoiseLevel;
import samplerscope.schedule.Parameterization;
import samplerscope.tensor.TensorBackend;

/// What a network was trained to return.
///
/// @param sigmaData standard deviation of the data, which only {@link Form#EDM} asks for
public record Prediction(Form form, double sigmaData) {

    /// What most EDM networks were trained with: Karras et al. 2022, arXiv:2206.00364, Table 1.
    public static final double USUAL_SIGMA_DATA = 0.5;

    /// The forms that networks come in.
    public enum Form {
        DATA("the clean sample, x0"),
        NOISE("the noise, eps"),
        VELOCITY("v = alpha eps - sigma x0"),
        FLOW("u = eps - x0"),
        /// What stands between the scalings of Karras et al. 2022, arXiv:2206.00364, Eq. 7.
        EDM("F of EDM, between its scalings c_in, c_skip and c_out");

        private final String meaning;

        Form(String meaning) {
            this.meaning = meaning;
        }

        /// In a file: `noise`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// For people: `the noise, eps`.
        public String meaning() {
            return meaning;
        }
    }

    public static Prediction of(Form form) {
        return new Prediction(form, USUAL_SIGMA_DATA);
    }

    /// What {@link #around} makes of the output.
    public Parameterization parameterization() {
        return switch (form) {
            case DATA, EDM -> Parameterization.DATA;
            case NOISE -> Parameterization.NOISE;
            case VELOCITY -> Parameterization.VELOCITY;
            case FLOW -> Parameterization.FLOW;
        };
    }

    /// The clean sample at a level: `ofState * x + ofOutput * output`. For EDM the scalings are written for any path
    /// `x = alpha x0 + sigma eps`; the paper's are those of `alpha = 1`.
    ///
    /// Source: Karras et al. 2022, arXiv:2206.00364, Eq. 7 and Table 1.
    ///
    /// @throws samplerscope.schedule.SingularConversionException where the output says nothing of the data
    Parameterization.Conversion toData(NoiseLevel at) {
        if (form != Form.EDM) {
            return parameterization().to(Parameterization.DATA, at);
        }
        double spread = spread(at);
        return new Parameterization.Conversion(at.alpha() * sigmaData / spread * (sigmaData / spread),
            at.sigma() * sigmaData / spread);
    }

    /// What the state is multiplied by on its way into the network.
    double ofInput(NoiseLevel at) {
        return form == Form.EDM ? 1 / spread(at) : 1;
    }

    private double spread(NoiseLevel at) {
        return StrictMath.hypot(at.sigma(), at.alpha() * sigmaData);
    }

    /// A denoiser that asks the bare network as it was trained.
    ///
    /// @param network  whose own parameterization says nothing where this is EDM
    public Denoiser around(Denoiser network, TensorBackend backend) {
        return form == Form.EDM ? new Preconditioned(network, this, backend) : network;
    }
}
