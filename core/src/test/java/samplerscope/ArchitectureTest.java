package samplerscope;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import samplerscope.solver.Solver;

/// Who may know whom. A rule that fails names the class, the dependency and the reason.
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("samplerscope");

    @Test
    void theRulesSeeTheClassesTheyAreAbout() {
        assertTrue(CLASSES.contain("samplerscope.solver.Ddim") && CLASSES.contain("samplerscope.tensor.simd.CpuBackends"));
    }

    @Test
    void solversSeeScalarsOnly() {
        noClasses().that().resideInAnyPackage("samplerscope.solver..", "samplerscope.schedule..")
            .should().dependOnClassesThat().resideInAnyPackage("samplerscope.tensor..", "samplerscope.random..",
                "samplerscope.model..", "samplerscope.run..", "samplerscope.metric..", "samplerscope.spec..")
            .because("solver mathematics is a pure function of the grid")
            .check(CLASSES);
    }

    @Test
    void schedulesDoNotKnowSolvers() {
        noClasses().that().resideInAPackage("samplerscope.schedule..")
            .should().dependOnClassesThat().resideInAPackage("samplerscope.solver..")
            .check(CLASSES);
    }

    @Test
    void solversAreRecords() {
        classes().that().implement(Solver.class).and().areNotInterfaces().should().beRecords()
            .because("a strategy is a value: it is compared, hashed and saved")
            .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("samplerscope.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void tensorsKnowNoModelAndNoRun() {
        noClasses().that().resideInAnyPackage("samplerscope.tensor..", "samplerscope.random..")
            .should().dependOnClassesThat().resideInAnyPackage("samplerscope.schedule..", "samplerscope.solver..",
                "samplerscope.model..", "samplerscope.run..")
            .because("backends compute, whatever for")
            .check(CLASSES);
    }

    @ParameterizedTest(name = "{0} belongs to {1}")
    @CsvSource({
        "com.fasterxml.jackson.., samplerscope.spec and samplerscope.masked.task", // one task is to write JSON
        "ai.onnxruntime.., samplerscope.model.onnx",
        "ai.djl.., samplerscope.model.text",
        "picocli.., samplerscope.cli",
        "org.jfree.., samplerscope.report",
        "org.sqlite.., samplerscope.history",
        "java.sql.., samplerscope.history",
        "org.hipparchus.optim.., samplerscope.search",
        "jdk.incubator.vector.., samplerscope.tensor.simd"})
    void eachLibraryIsKnownToOnePackage(String library, String owners) {
        String[] inside = Arrays.stream(owners.split(" and ")).map(owner -> owner + "..").toArray(String[]::new);
        noClasses().that().resideOutsideOfPackages(inside)
            .should().dependOnClassesThat().resideInAPackage(library)
            .because("a library that spreads cannot be replaced")
            .check(CLASSES);
    }

    @Test
    void coreKnowsNoToolkitAndNoDevice() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("javafx..", "uk.ac.manchester.tornado..")
            .because("the window and the GPU are other modules")
            .check(CLASSES);
    }

    @Test
    void coefficientsHaveTheSameBitsOnEveryPlatform() {
        noClasses().that().resideInAnyPackage("samplerscope.schedule..", "samplerscope.solver..", "samplerscope.random..")
            .should().dependOnClassesThat().haveFullyQualifiedName("java.lang.Math")
            .because("Math may differ by an ulp between machines, StrictMath may not")
            .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineWritesToTheConsole() {
        noClasses().that().resideOutsideOfPackage("samplerscope.cli..")
            .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
            .because("whoever calls the core decides what a user sees")
            .check(CLASSES);
    }

    @Test
    void nobodyReadsTheClockIntoAResult() {
        noClasses().that().resideInAnyPackage("samplerscope.schedule..", "samplerscope.solver..", "samplerscope.random..",
                "samplerscope.tensor..", "samplerscope.model", "samplerscope.metric..")
            // It chooses between two kernels whose bits a test compares.
            .and().doNotHaveSimpleName("VectorWarmth")
            .should().callMethod(System.class, "nanoTime").orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.Random")
            .because("same spec, same seed, same backend: same bits")
            .check(CLASSES);
    }

    @Test
    void noStaticFieldChanges() {
        fields().that().haveModifier(STATIC).should().haveModifier(FINAL)
            .because("what main builds is passed down through constructors")
            .check(CLASSES);
    }

    @Test
    void exceptionsSayWhatHappenedAndWhatToDo() {
        classes().that().areAssignableTo(RuntimeException.class).should().beAssignableTo(SamplerscopeException.class)
            .because("every error of ours has two sentences")
            .check(CLASSES);
    }
}
