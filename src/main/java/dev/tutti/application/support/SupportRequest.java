package dev.tutti.application.support;

import dev.tutti.application.api.ApplicationRun;
import dev.tutti.application.api.ModelQuestion;
import dev.tutti.application.api.QuestionOutcome;
import dev.tutti.application.decision.DecisionFigures;
import dev.tutti.application.decision.TextOptions;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Request for figures while it is put together: options of the parameters, else of the text, else
 * of a model; values that a model judges. For one thread.
 */
final class SupportRequest {
  private static final int USUAL_YEARS = 3;

  private final ApplicationRun run;
  private final SupportParameters parameters;
  private final String text;
  private final ObjectNode request;
  private final ArrayNode assumptions = Json.array();
  private final ArrayNode unsupported = Json.array();
  private final ArrayNode warnings = Json.array();
  private ObjectNode spreads = Json.object();
  private String unit;
  private @Nullable Double stated;

  private SupportRequest(ApplicationRun run, SupportParameters parameters, String text) {
    this.run = run;
    this.parameters = parameters;
    this.text = text;
    this.request = parameters.request().deepCopy();
    this.unit = run.parameters().text("unit", "");
  }

  static SupportRequest of(ApplicationRun run, SupportParameters parameters) {
    Stream<String> files = run.files().stream().map(each -> each.document().text());
    String text =
        Stream.concat(Stream.of(run.content()), files)
            .filter(each -> !each.isBlank())
            .collect(Collectors.joining("\n\n"));
    return new SupportRequest(run, parameters, text);
  }

  /** Goes on only with parameters from which figures can be computed. */
  static void check(SupportParameters parameters) {
    if (!parameters.request().has("options")) {
      TextOptions.read("", parameters.assumed());
    }
    try {
      DecisionFigures.check(parameters.request());
    } catch (Fault fault) {
      String place = fault.param().orElse("");
      String named = place.startsWith("parameters.") ? place : "parameters." + place;
      boolean prefixed = fault.getMessage().startsWith(place) && !place.equals(named);
      throw prefixed ? fault.saying("parameters." + fault.getMessage()).at(named) : fault;
    }
  }

  boolean isEmpty() {
    return text.isBlank() && request.size() <= 2;
  }

  /** Adds options where the parameters have none. */
  void addOptions() {
    if (request.has("options") || text.isBlank()) {
      return;
    }
    TextOptions read = TextOptions.read(text, parameters.assumed());
    ArrayNode options = read.options();
    TableOptions listed = options.isEmpty() ? tables() : new TableOptions(options, read.unit());
    if (!listed.options().isEmpty()) {
      assumptions.addAll(read.assumptions().valueStream().toList());
      options = listed.options();
      unit = unit.isEmpty() ? listed.unit() : unit;
      stated = read.budget();
    } else if (run.asksModel()) {
      OptionExtraction extraction = new OptionExtraction(text, unsupported);
      run.progress(0, 2, "options");
      options = ask(extraction.question()).map(extraction::read).orElse(options);
    }
    if (options.isEmpty()) {
      warnings.add(
          "no options were found (expected: parameters.options, or a text that lists them)");
    }
    request.set("options", options);
  }

  /** Options of the tables of texts and files. */
  private TableOptions tables() {
    var tables =
        run.documents().stream().flatMap(each -> each.document().tables().stream()).toList();
    return TableOptions.of(tables, parameters.assumed().path("horizon_years").asInt(USUAL_YEARS));
  }

  /** Adds values that a model judges, for criteria that have none at all. */
  void addScores() {
    if (!run.asksModel() || request.path("options").size() < 2) {
      return;
    }
    ObjectNode missing = figures();
    List<String> names = new ArrayList<>(missing.path("options").propertyNames());
    List<String> criteria = new ArrayList<>();
    for (String criterion : missing.path("left_out").propertyNames()) {
      if (missing.path("left_out").path(criterion).size() == names.size()) {
        criteria.add(criterion);
      }
    }
    if (criteria.isEmpty()) {
      return;
    }
    run.progress(0, 2, "scores");
    ObjectNode material = Json.object().put("text", text);
    material.set("options", request.path("options"));
    JudgedScores judged = new JudgedScores(criteria, names, Json.text(material));
    List<QuestionOutcome> outcomes = run.askAll(judged.questions(), 3);
    outcomes.forEach(each -> each.failure().ifPresent(this::note));
    spreads = judged.add(outcomes, request);
  }

  /** Answer of the model; empty where a model that nobody named has failed. */
  Optional<JsonNode> ask(ModelQuestion question) {
    try {
      return Optional.of(run.ask(question).json());
    } catch (Fault fault) {
      run.requireGoingOn();
      note(fault);
      return Optional.empty();
    }
  }

  private void note(Fault fault) {
    if (!run.isModelChosen()) {
      throw fault;
    }
    warnings.add("model: %s: %s".formatted(fault.code().code(), fault.getMessage()));
  }

  ObjectNode figures() {
    ObjectNode asked = request.deepCopy();
    if (!text.isBlank()) {
      asked.put("text", text);
    }
    return DecisionFigures.of(asked);
  }

  SupportLanguage language() {
    String names = text.isBlank() ? Json.text(request) : text;
    return SupportLanguage.of(run.parameters().language(), names);
  }

  String text() {
    return text;
  }

  /** Money that is there; without end where nobody says. */
  double budget() {
    double otherwise = stated == null ? Double.POSITIVE_INFINITY : stated;
    return request.path("budget").asDouble(otherwise);
  }

  String unit() {
    return unit;
  }

  ArrayNode assumptions() {
    return assumptions;
  }

  ArrayNode unsupported() {
    return unsupported;
  }

  ArrayNode warnings() {
    return warnings;
  }

  ObjectNode spreads() {
    return spreads;
  }
}
