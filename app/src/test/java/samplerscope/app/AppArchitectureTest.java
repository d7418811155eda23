package samplerscope.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import samplerscope.solver.FamilyMap;
import samplerscope.solver.FirstOutput;
import samplerscope.solver.Prediction;
import samplerscope.solver.SolverFamily;
import samplerscope.solver.StepCost;
import samplerscope.tensor.BackendProvider;
import samplerscope.tensor.Device;
import samplerscope.tensor.DeviceException;
import samplerscope.tensor.PlaneCells;

class AppArchitectureTest {

    private static final JavaClasses APP = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("samplerscope.app");

    @Test
    void theWindowHoldsNoNumerics() {
        // Names of backends, devices and solvers are shown and chosen; their work is not the window's. A density
        // is drawn cell by cell.
        DescribedPredicate<JavaClass> working = resideInAnyPackage("samplerscope.tensor..", "samplerscope.solver..")
            .and(not(belongToAnyOf(BackendProvider.class, Device.class, Device.Obstacle.class,
                DeviceException.class, PlaneCells.class, SolverFamily.class, FamilyMap.class, StepCost.class, Prediction.class,
                FirstOutput.class)));

        noClasses().should().dependOnClassesThat(working).check(APP);
    }

    @Test
    void viewModelsKnowNoNode() {
        noClasses().that().resideInAPackage("samplerscope.app.study..")
            .should().dependOnClassesThat().resideInAPackage("javafx.scene..").check(APP);
    }

    @Test
    void onlyChartsAndExportsDrawWithAwt() {
        noClasses().that().resideOutsideOfPackages("samplerscope.app.chart..", "samplerscope.app.kit.chart..",
            "samplerscope.app.export..", "samplerscope.app.screens..")
            .should().dependOnClassesThat().resideInAPackage("java.awt..").check(APP);
    }

    @Test
    void paletteIsTheOnlyClassOfPanesThatNamesColours() {
        noClasses().that().resideInAnyPackage("samplerscope.app.flow..", "samplerscope.app.image..",
            "samplerscope.app.timeline..").should().callMethod(Color.class, "web", String.class)
            .orShould().callMethod(Color.class, "rgb", int.class, int.class, int.class).check(APP);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices().matching("samplerscope.app.(*)..").should().beFreeOfCycles().check(APP);
    }
}
