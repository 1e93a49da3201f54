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
   * Each room, and the rooms that it may use. A new arrow is a change to how this program is built,
   * and needs its reason in the commit.
   */
  private static final FeatureMap MAP =
      FeatureMap.parse(
          """
          text                   ->
          chat                   ->
          config                 -> text
          query                  -> text
          config.reload          -> text, config
          template.python        -> text
          template.api           -> template.python
          template               -> text, template.api, template.python
          output                 -> chat
          call                   -> chat
          telemetry              -> chat, call, config
          telemetry.trace        -> chat, call, config, telemetry
          telemetry.log          -> chat, call, config, telemetry
          store                  -> chat, config, telemetry
          wire.frame             -> chat
          wire.body              ->
          wire.client            ->
          wire                   -> chat, call, config, telemetry, wire.body, wire.client
          security               -> text, chat, call, config, store, telemetry
          http                   -> text, chat, call, config, wire, wire.body, security, telemetry
          http.multipart         -> chat, wire, http
          platform               -> chat, call, config, store, telemetry, telemetry.trace, \
                                    telemetry.log, wire
          resilience.retry       -> config
          resilience.breaker     -> chat, call, config
          resilience.concurrency -> chat, call, config
          resilience.limit       -> chat, call, config, telemetry
          resilience.budget      -> chat, call, config, store
          resilience             -> call, telemetry, resilience.retry, resilience.breaker
          cache                  -> text, chat, call, config, store, telemetry
          alert.rule             -> chat
          alert                  -> chat, call, config, wire, store
          alert.notice           -> text, chat, config, alert.rule, alert
          forecast               ->
          character.macro        ->
          character.lorebook     ->
          character.group        ->
          character.card         -> character.lorebook
          character.prompt       -> character.macro, character.lorebook, character.card
          followup               -> text, config
          selection.keyword      -> text
          selection.analysis     -> text, selection.keyword
          selection.quality      -> text, selection.keyword, selection.analysis
          ledger                 -> chat, call, config, query, wire, store, telemetry
          report                 -> chat, config, query, store, ledger
          recording              -> text, chat, call, config, store
          event                  ->
          report.document        -> text, chat, report
          monitor                -> chat, call, wire, store, platform
          report.kind            -> chat, config, query, store, forecast, ledger, monitor, report, \
                                    report.document
          report.invoice         -> text, call, store, report, report.document
          report.schedule        -> chat, config, query, wire, store, report, report.document, \
                                    report.kind
          session.item           -> chat
          session                -> chat, call, config, followup, store, session.item
          responses              -> chat, call, config, store, session, session.item
          file                   -> chat, config, store
          change                 -> chat, call, config, store, security, telemetry
          token                  -> chat, call
          token.learned          -> chat, call, store, token
          context                -> chat, token
          context.record         -> chat, call, config, store, ledger
          provider.spi           -> chat, call, config, wire, wire.frame
          provider               -> text, chat, call, token, config, wire, wire.body, wire.client, \
                                    wire.frame, telemetry, provider.spi
          routing.balance        -> chat, call, config, resilience.breaker, resilience.limit
          routing.health         -> chat, call, config, provider, resilience.breaker, routing.balance
          routing.scale          -> call, config, resilience.concurrency, routing.balance
          routing                -> text, chat, call, output, config, wire, provider, recording, token.learned, \
                                    resilience.retry, \
                                    resilience.breaker, resilience.concurrency, resilience.limit, \
                                    resilience.budget, resilience, cache, ledger, alert, platform, \
                                    store, telemetry, \
                                    routing.balance, routing.health, routing.scale
          session.view           -> chat, call, config, ledger, wire, platform, routing, session, store, \
                                    context, followup, token, token.learned
          feature                -> text, chat, call, routing, routing.balance, http
          selection.rule         -> text, chat, config, selection.analysis, selection.keyword
          selection.decision     -> chat, call, config, selection.analysis, selection.keyword, \
                                    selection.quality, selection.rule
          selection.outcome      -> chat, config, store, selection.analysis, selection.quality, \
                                    selection.decision
          selection              -> chat, call, config, wire, security, alert, ledger, platform, resilience.budget, \
                                    routing, routing.balance, http, feature, \
                                    selection.analysis, selection.keyword, selection.quality, \
                                    selection.rule, selection.decision, selection.outcome
          memory.api             -> chat, call
          memory                 -> text, chat, call, config, wire, security, routing, store, session, \
                                    http, platform, feature, memory.api
          task.api               -> chat, call, config, query, security
          task                   -> text, chat, call, config, query, store, security, platform, wire, \
                                    output, task.api
          task.report            -> chat, store, report, report.document, report.kind, task.api
          batch                  -> text, chat, call, config, store, security, file, task.api
          conversation           -> chat, call, config, routing, store, security, http, telemetry, \
                                    feature
          skill.api              -> text, chat, call, output, template, template.api, config, followup, \
                                    ledger
          skill                  -> text, chat, call, output, template, template.api, config, wire, http, \
                                    provider, routing, routing.balance, followup, session, security, \
                                    alert, ledger, platform, store, telemetry, feature, memory.api, \
                                    skill.api, task.api, task
          cooperation.answer     -> chat
          cooperation.vote       -> text, chat, store, cooperation.answer
          cooperation            -> text, chat, call, config, ledger, wire, security, platform, routing, \
                                    routing.balance, http, telemetry, feature, template, template.api, \
                                    cooperation.answer, cooperation.vote, task.api, task
          character              -> chat, call, config, routing, conversation, skill.api, skill, task.api, \
                                    http, store, telemetry, feature, character.macro, \
                                    character.lorebook, character.group, character.card, \
                                    character.prompt
          application            -> chat, call, config, routing, skill.api, skill, cooperation, task.api, \
                                    http, telemetry, feature
          forecast.usage         -> forecast, monitor, report, resilience.budget, store
          alert.engine           -> chat, config, query, store, report, monitor, alert.rule, alert, \
                                    alert.notice
          gateway                -> all above
          console                -> all above except gateway
          (root)                 -> all above
          cli                    -> all above
          """);

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
              "dev.tutti.*.http..",
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
              "dev.tutti.http..",
              "dev.tutti.gateway..",
              "dev.tutti.console..",
              "dev.tutti.*.http..")
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
          .doNotHaveFullyQualifiedName("dev.tutti.wire.body.Inflation")
          .and() // chunks of pictures
          .doNotHaveFullyQualifiedName("dev.tutti.character.card.PngText")
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
