package routercost;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;

/// Holds the walls between the rooms (DESIGN 3).
@AnalyzeClasses(packages = "routercost", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {
    "routercost.usage..", "routercost.price..", "routercost.whatif..", "routercost.audit.."
  };

  @ArchTest
  static final ArchRule roomsDependInOneDirection =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("usage")
          .definedBy("routercost.usage..")
          .layer("price")
          .definedBy("routercost.price..")
          .layer("whatif")
          .definedBy("routercost.whatif..")
          .layer("audit")
          .definedBy("routercost.audit..")
          .layer("read")
          .definedBy("routercost.read..")
          .layer("report")
          .definedBy("routercost.report..")
          .layer("cli")
          .definedBy("routercost.cli..")
          .whereLayer("usage")
          .mayNotAccessAnyLayer()
          .whereLayer("price")
          .mayOnlyAccessLayers("usage")
          .whereLayer("whatif")
          .mayOnlyAccessLayers("usage", "price")
          .whereLayer("audit")
          .mayOnlyAccessLayers("usage", "price", "whatif")
          .whereLayer("read")
          .mayOnlyAccessLayers("usage", "price", "whatif", "audit")
          .whereLayer("report")
          .mayOnlyAccessLayers("usage", "price", "whatif", "audit")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices().matching("routercost.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("routercost.(**)").should().beFreeOfCycles();

  @ArchTest
  static void noPackageHoldsMoreThanAReaderCanKeepInMind(JavaClasses program) {
    var types =
        program.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .filter(type -> !type.getSimpleName().equals("OptionSlot"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(types.entrySet()).allSatisfy(home -> assertThat(home.getValue()).isLessThan(35));
  }

  @ArchTest
  static void noTwoTypesHaveOneName(JavaClasses program) {
    var names =
        program.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .filter(type -> !type.getSimpleName().equals("OptionSlot"))
            .map(JavaClass::getSimpleName)
            .toList();
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
  }

  @ArchTest
  static final ArchRule pureRoomsUseNoFilesClockLogOrReflection =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.nio.file..",
              "java.util.logging..",
              "java.lang.reflect..",
              "java.net..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(
              java.time.Clock.class, java.util.Random.class, TimeZone.class, Thread.class);

  @ArchTest
  static final ArchRule onlyEvidenceUsesStatistics =
      noClasses()
          .that()
          .resideOutsideOfPackages("routercost.whatif.evidence", "routercost.audit.days")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.statistics..");

  /// Their classes may be loaded only when such a file is met.
  @ArchTest
  static final ArchRule onlyTablesUseTheLibrariesOfTables =
      noClasses()
          .that()
          .resideOutsideOfPackage("routercost.read.tables")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "org.sqlite..", "org.dhatim.fastexcel.reader..", "dev.hardwood..");

  /// Pages and workbooks are written by libraries that only those who ask for them load.
  @ArchTest
  static final ArchRule onlyPagesAndWorkbooksUseTheirLibraries =
      noClasses()
          .that()
          .resideOutsideOfPackages("routercost.report.html", "routercost.report.xlsx")
          .and()
          .resideOutsideOfPackage("routercost.read.tables")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.dhatim..", "gg.jte..");

  /// Its classes are loaded only where somebody presses keys.
  @ArchTest
  static final ArchRule onlyTheViewKnowsATerminal =
      noClasses()
          .that()
          .resideOutsideOfPackage("routercost.cli.explore")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jline..");

  @ArchTest
  static final ArchRule pureRoomsUseNoLibraries =
      classes()
          .that()
          .resideInAnyPackage(PURE)
          .and()
          .resideOutsideOfPackages("routercost.whatif.evidence", "routercost.audit.days")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "routercost..", "org.jspecify.annotations..");

  /// Copying an array is the one thing of `System` that says nothing of the system.
  @ArchTest
  static final ArchRule pureRoomsKnowNothingOfTheSystem =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .accessTargetWhere(
              describe(
                  "of System, but for arraycopy",
                  (JavaAccess<?> access) ->
                      access.getTargetOwner().isEquivalentTo(System.class)
                          && !access.getName().equals("arraycopy")));

  @ArchTest
  static final ArchRule onlyMainAsksForTheTime =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("routercost.cli.Main")
          .should()
          .accessTargetWhere(
              describe(
                  "that reads the clock",
                  (JavaAccess<?> access) ->
                      (access.getTargetOwner().getPackageName().equals("java.time")
                              && access.getName().equals("now"))
                          || (access.getTargetOwner().isEquivalentTo(System.class)
                              && Set.of("currentTimeMillis", "nanoTime")
                                  .contains(access.getName()))));

  @ArchTest
  static final ArchRule nobodyAsksForTheLocaleOrTimeZoneOfTheMachine =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("routercost.cli.Main")
          .should()
          .accessTargetWhere(
              describe(
                  "what Locale, TimeZone or ZoneId is set to",
                  access ->
                      Set.of("getDefault", "systemDefault").contains(access.getName())
                          && Set.of(
                                  Locale.class.getName(),
                                  TimeZone.class.getName(),
                                  ZoneId.class.getName())
                              .contains(access.getTargetOwner().getFullName())));

  @ArchTest
  static final ArchRule onlyMainTouchesTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("routercost.cli.Main")
          .should()
          .accessTargetWhere(
              describe(
                  "that is the console or the exit of the process",
                  (JavaAccess<?> access) ->
                      access.getTargetOwner().isEquivalentTo(System.class)
                          && Set.of("out", "err", "in", "exit", "setOut", "setErr")
                              .contains(access.getName())));

  @ArchTest
  static final ArchRule onlyReadOpensFiles =
      noClasses()
          .that()
          .resideOutsideOfPackage("routercost.read..")
          .and()
          .doNotHaveFullyQualifiedName("routercost.cli.Main")
          .and()
          .doNotHaveFullyQualifiedName("routercost.cli.CommandSource") // writes in the build
          .should()
          .dependOnClassesThat(
              describe(
                  "open files",
                  used ->
                      used.getName().startsWith("java.io.File")
                          || used.getName().equals("java.io.RandomAccessFile")
                          || used.getName().equals("java.nio.file.Files")
                          || used.getName().startsWith("java.nio.channels.")));

  /// Main wraps the descriptors of stdout and stderr in file streams, to write UTF-8.
  @ArchTest
  static final ArchRule mainOpensNothingButItsOwnDescriptors =
      noClasses()
          .that()
          .haveFullyQualifiedName("routercost.cli.Main")
          .should()
          .dependOnClassesThat(
              describe(
                  "open files by name",
                  used ->
                      (used.getName().startsWith("java.io.File")
                              && !used.getName().equals("java.io.FileOutputStream")
                              && !used.getName().equals("java.io.FileDescriptor"))
                          || used.getName().equals("java.nio.file.Files")));
}
