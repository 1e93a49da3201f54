package dev.tutti;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The map of the code base, and the proof that the code follows it. */
@AnalyzeClasses(packages = "dev.tutti", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /**
   * Each room, and the rooms that it may use ({@code src/test/resources/dev/tutti/map.txt}). A new
   * arrow is a change to how this program is built, and needs its reason in the commit.
   */
  private static final FeatureMap MAP = FeatureMap.read("map.txt");

  /** A row of CONTRIBUTING's table of rooms. */
  private static final Pattern TABLE_ROW =
      Pattern.compile("^\\| (?:`([a-z.]+)`|\\(root\\)) \\|", Pattern.MULTILINE);

  /**
   * Adapters, and the requests and refusals that they know. OpenAI and Anthropic are missing among
   * the names: the endpoints speak these too.
   */
  private static final DescribedPredicate<JavaClass> DIALECTS =
      describe(
          "dialects of providers",
          type ->
              type.isAssignableTo("dev.tutti.provider.spi.Adapter")
                  || type.getName()
                      .matches(
                          "dev\\.tutti\\.(provider\\.spi\\.(Adapter|UpstreamRequest|Refusal)\\b"
                              + "|(\\w+\\.)+(Gemini|Ollama|Zhipu)).*"));

  @ArchTest
  static void every_package_is_on_the_map_or_inside_of_a_room(JavaClasses code) {
    assertThat(code).filteredOn(type -> MAP.roomOf(type).isEmpty()).isEmpty();
  }

  @ArchTest
  static void every_room_has_a_manual(JavaClasses code) {
    assertThat(MAP.roomsOf(code)).allSatisfy(room -> assertThat(manual(room)).contains(". "));
  }

  @ArchTest
  static void the_table_in_contributing_is_the_map(JavaClasses code) throws IOException {
    var rows = TABLE_ROW.matcher(Files.readString(Path.of("CONTRIBUTING.md"))).results();
    assertThat(rows.map(row -> Objects.requireNonNullElse(row.group(1), FeatureMap.ROOT)))
        .containsExactlyElementsOf(MAP.roomsOf(code));
  }

  /** What the manual of a room says, on one line. */
  private static String manual(String room) throws IOException {
    var folder = room.equals(FeatureMap.ROOT) ? "" : room.replace('.', '/') + "/";
    var text = Files.readString(Path.of("src/main/java/dev/tutti", folder + "package-info.java"));
    return text.substring(0, text.indexOf("*/")).replaceAll("\\s*\\n \\*\\s*", " ");
  }

  @ArchTest
  static final ArchRule rooms_use_only_what_the_map_allows = classes().should(MAP.beFollowed());

  @ArchTest
  static final ArchRule packages_form_no_cycle =
      slices().assignedFrom(eachPackage()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule a_room_keeps_its_inside_to_itself =
      classes().should(MAP.keepInsidesToThemselves());

  @ArchTest
  static void every_package_is_null_marked(JavaClasses code) {
    var root = code.getPackage("dev.tutti");
    assertThat(Stream.concat(Stream.of(root), root.getSubpackagesInTree().stream()))
        .filteredOn(each -> !each.getClasses().isEmpty())
        .filteredOn(each -> !each.isAnnotatedWith(NullMarked.class))
        .extracting(JavaPackage::getName)
        .isEmpty();
  }

  @ArchTest
  static final ArchRule context_travels_in_scoped_values =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocal.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.netty.util.concurrent.FastThreadLocal");

  @ArchTest
  static final ArchRule time_comes_from_a_clock =
      noClasses()
          .should()
          .accessTargetWhere(
              touches(
                  "(java\\.time\\.\\w+\\.now\\(\\)|java\\.lang\\.System\\.currentTimeMillis\\(\\)"
                      + "|java\\.util\\.Date\\.<init>\\(\\)|java\\.util\\.Calendar\\.getInstance\\(.*)"));

  @ArchTest
  static final ArchRule clocks_are_handed_out_by_the_composition =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.tutti", "dev.tutti.platform", "dev.tutti.cli..")
          .should()
          .accessTargetWhere(touches("java\\.time\\.(Clock|InstantSource)\\.(system|tick).*"));

  @ArchTest
  static final ArchRule names_say_what_a_thing_is =
      noClasses()
          .should()
          .haveNameMatching(
              ".*[.$](\\w*(Impl|Utils?|Helpers?|Managers?|Processors?|Base|Default)"
                  + "|(Default|Abstract|Base)[A-Z]\\w*)");

  @ArchTest
  static final ArchRule optional_is_only_returned =
      noFields().should().haveRawType(describe("Optional", ArchitectureTest::isOptional));

  @ArchTest
  static final ArchRule optional_is_never_asked_for =
      noCodeUnits()
          .that(describe("are written by hand", unit -> !unit.getName().contains("lambda$")))
          .should()
          .haveRawParameterTypes(
              describe(
                  "an Optional", types -> types.stream().anyMatch(ArchitectureTest::isOptional)));

  @ArchTest
  static final ArchRule state_is_private = fields().that().areNotFinal().should().bePrivate();

  @ArchTest
  static final ArchRule databases_are_opened_by_the_store =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tutti.store..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("javax.sql..", "org.sqlite..", "com.zaxxer.."));

  /** A feature has its SQL in one class, named after its table. */
  @ArchTest
  static final ArchRule sql_is_spoken_by_the_store_and_by_tables =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tutti.store..")
          .and()
          .haveSimpleNameNotEndingWith("Table")
          .should()
          .dependOnClassesThat(resideInAnyPackage("java.sql.."));

  @ArchTest
  static final ArchRule doors_and_commands_hold_no_database_handles =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.tutti",
              "dev.tutti.http..",
              "dev.tutti..http..",
              "dev.tutti.gateway..",
              "dev.tutti.console..",
              "dev.tutti.cli..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.jdbi.."));

  @ArchTest
  static final ArchRule http_is_served_by_http_and_by_endpoints =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.tutti.http..", "dev.tutti.gateway..", "dev.tutti.console..", "dev.tutti..http..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "io\\.vertx\\.(core\\.http\\.(HttpServer|ServerWebSocket)|ext\\.web\\.).*");

  @ArchTest
  static void what_providers_say_is_known_to_provider_alone(JavaClasses code) {
    assertThat(code.stream().filter(DIALECTS)).isNotEmpty();
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tutti.provider..")
        .should(be(DIALECTS))
        .orShould()
        .dependOnClassesThat(DIALECTS)
        .check(code);
  }

  /** So that every tree is bounded, whoever sent its bytes. */
  @ArchTest
  static final ArchRule trees_are_made_in_one_place =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.tutti.chat.Json")
          .and(describe("are not the bounds", type -> !isNamed(type, "dev.tutti.chat.JsonBounds")))
          .and() // a document of a card keeps every digit, within bounds of its own
          .doNotHaveFullyQualifiedName("dev.tutti.character.card.CardJson")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "(tools|com\\.fasterxml)\\.jackson\\..*"
                  + "(ObjectMapper|JsonMapper|ObjectReader|JsonFactory|TokenStreamFactory)(Builder)?"
                  + "|io\\.vertx\\.core\\.json\\..*");

  /** So that nothing is inflated without a bound. */
  @ArchTest
  static final ArchRule bodies_are_inflated_in_one_place =
      noClasses()
          .that()
          .haveNameNotMatching( // also chunks of pictures, and parts of office files
              "dev\\.tutti\\.(wire\\.body\\.Inflation|character\\.card\\.PngText"
                  + "|document\\.format\\.OfficeZip)")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.util\\.zip\\.(Inflater|GZIPInput|ZipInput|DeflaterInput).*")
          .orShould()
          .accessTargetWhere(touches(".*\\.setDecompressionSupported\\(.*"));

  private static boolean isNamed(JavaClass type, String name) {
    return type.getName().equals(name) || type.getName().startsWith(name + "$");
  }

  private static DescribedPredicate<JavaAccess<?>> touches(String fullName) {
    var pattern = Pattern.compile(fullName);
    return describe(
        "the target is " + fullName,
        access -> pattern.matcher(access.getTarget().getFullName()).matches());
  }

  private static boolean isOptional(JavaClass type) {
    return type.getName().matches("java\\.util\\.Optional(Int|Long|Double)?");
  }

  private static SliceAssignment eachPackage() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return SliceIdentifier.of(type.getPackageName());
      }

      @Override
      public String getDescription() {
        return "each package";
      }
    };
  }
}
