package dev.tutti.cooperation.plan;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.answer.AnswerType;
import dev.tutti.cooperation.vote.VoteJson;
import dev.tutti.cooperation.vote.VotingParameters;
import dev.tutti.task.schedule.TaskDurations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reader of what a call of {@code /v1/cooperation/...} asks. Immutable. */
public final class PlanReader {
  private static final List<SequentialStrategy> STRATEGIES = List.of(SequentialStrategy.values());
  private static final String MODELS = "models";
  private static final String STRATEGY = "integration_strategy";
  private static final String VOTING = "voting_params";
  private static final String JUDGE = "judge";
  private static final String ESCALATE_TO = "escalate_to";
  private static final String AGREE = "agree";
  private static final String ANSWER_TYPE = "answer_type";
  private static final String TASK_TYPE = "task_type";
  private static final String FORMAT = "response_format";
  private static final List<String> FORMATS = List.of("text", "json_object", "json_schema");
  private static final int LONGEST_TASK_TYPE = 200;
  private static final int MOST_ROUNDS = 5;
  private static final int MOST_LAYERS = 4;
  private static final double HIGHEST_COST = 1e6;

  private static final Set<String> COMMON =
      Set.of(
          "query", "system", "params", FORMAT, "deadline", "max_cost_usd", "background", "stream");

  private final CooperationKind kind;
  private final BodyFields body;
  private final MemberReader members;

  private PlanReader(CooperationKind kind, BodyFields body, MemberReader members) {
    this.kind = kind;
    this.body = body;
    this.members = members;
  }

  /**
   * Reads a whole call.
   *
   * @throws Fault {@code invalid_request}, naming the place
   */
  public static CooperationRequest request(
      CooperationKind kind, ObjectNode body, ModelCheck check) {
    var reader = reader(kind, body, check);
    var question = reader.question();
    return new CooperationRequest(reader.plan(), reader.limits(), question, reader.about());
  }

  /**
   * Reads a plan whose question comes later.
   *
   * @throws Fault {@code invalid_request}, naming the place
   */
  public static PlannedRun planned(CooperationKind kind, ObjectNode body, ModelCheck check) {
    var reader = reader(kind, body, check);
    return new PlannedRun(reader.plan(), reader.limits(), reader.about());
  }

  /** Plan with its limits, without a question. */
  public record PlannedRun(
      CooperationPlan plan, RunLimits limits, CooperationRequest.AboutRun about) {
    /** The run that answers a question. */
    public CooperationRequest asking(CooperationQuestion question) {
      return new CooperationRequest(plan, limits, question, about);
    }
  }

  private static PlanReader reader(CooperationKind kind, ObjectNode body, ModelCheck check) {
    var known = Stream.concat(COMMON.stream(), own(kind).stream()).collect(Collectors.toSet());
    var fields = BodyFields.of(body, "", known);
    var params = MemberReader.checked(fields.object("params"), "params");
    return new PlanReader(kind, fields, new MemberReader(check, params));
  }

  private static List<String> own(CooperationKind kind) {
    return switch (kind) {
      case SEQUENTIAL -> List.of(MODELS, STRATEGY, "rounds");
      case PARALLEL ->
          List.of(
              MODELS,
              STRATEGY,
              VOTING,
              JUDGE,
              TASK_TYPE,
              "quorum",
              "early_stop",
              "on_no_consensus");
      case DEBATE -> List.of(MODELS, VOTING, JUDGE, TASK_TYPE, "rounds", "quorum");
      case MIXTURE -> List.of(MODELS, VOTING, JUDGE, TASK_TYPE, "layers", "quorum");
      case CASCADE -> List.of(MODELS, ESCALATE_TO, AGREE, ANSWER_TYPE, TASK_TYPE);
      case PIPELINE -> List.of(PipelineReader.CONFIG);
    };
  }

  private CooperationQuestion question() {
    var query = body.required("query");
    var system = body.text("system", "");
    var question = CooperationQuestion.of(query);
    return system.isBlank()
        ? question
        : CooperationQuestion.of(
            question.instructed(system).valueStream().map(ObjectNode.class::cast).toList());
  }

  private CooperationPlan plan() {
    return switch (kind) {
      case SEQUENTIAL -> sequential();
      case PARALLEL -> parallel();
      case DEBATE ->
          new CooperationPlan.Debate(
              members.list(body, MODELS),
              body.integer("rounds", 1, MOST_ROUNDS, 2),
              voting(),
              judge());
      case MIXTURE ->
          new CooperationPlan.Mixture(
              members.list(body, MODELS),
              body.integer("layers", 1, MOST_LAYERS, 2),
              counted(),
              judge());
      case CASCADE -> cascade();
      case PIPELINE -> new PipelineReader(members).read(body);
    };
  }

  /** What one model says several times is no agreement. */
  private CooperationPlan cascade() {
    var panel = members.list(body, MODELS);
    int different = (int) panel.stream().map(PanelMember::model).distinct().count();
    if (different < 2) {
      throw Fault.invalid(
          MODELS, "%d different (expected: at least 2 different models)".formatted(different));
    }
    return new CooperationPlan.Cascade(
        panel,
        body.integer(AGREE, 2, different, different),
        formed(VoteJson.type(body.node(ANSWER_TYPE), body.place(ANSWER_TYPE))),
        members.member(body.node(ESCALATE_TO), body.place(ESCALATE_TO)));
  }

  private CooperationPlan sequential() {
    var all = members.list(body, MODELS);
    var strategies = strategies(all.size());
    var steps = new ArrayList<SequentialStep>();
    for (int i = 0; i < all.size(); i++) {
      steps.add(new SequentialStep(all.get(i), strategies.get(i)));
    }
    return new CooperationPlan.Sequential(steps, body.integer("rounds", 1, MOST_ROUNDS, 1));
  }

  /** One for all, or one for each model; whoever is to give a form needs an analysis before. */
  private List<SequentialStrategy> strategies(int many) {
    var names = Arrays.stream(SequentialStrategy.values()).map(SequentialStrategy::word).toList();
    if (body.node(STRATEGY).isArray()) {
      return each(names, many);
    }
    var one = STRATEGIES.get(names.indexOf(body.word(STRATEGY, names, names.get(0))));
    var all = new ArrayList<SequentialStrategy>();
    for (int i = 0; i < many; i++) {
      boolean first = i == 0 && many > 1 && one == SequentialStrategy.STRUCTURED_OUTPUT;
      all.add(first ? SequentialStrategy.DETAILED_ANALYSIS : one);
    }
    return all;
  }

  private List<SequentialStrategy> each(List<String> names, int many) {
    var given = body.texts(STRATEGY);
    if (given.size() != many) {
      throw Fault.invalid(
          STRATEGY,
          "%d strategies for %d models (expected: as many)".formatted(given.size(), many));
    }
    var critique = SequentialStrategy.CRITIQUE_AND_REVISE.word();
    for (int i = 0; i < many; i++) {
      if (!names.contains(given.get(i)) || (given.get(i).equals(critique) && many > 1)) {
        throw Fault.invalid(
            STRATEGY + "[" + i + "]",
            "\"%s\" (expected: detailed_analysis or structured_output)".formatted(given.get(i)));
      }
    }
    return given.stream().map(each -> STRATEGIES.get(names.indexOf(each))).toList();
  }

  private CooperationPlan parallel() {
    var integration = integration(STRATEGY);
    var otherwise = integration("on_no_consensus");
    var voting = integration == PanelIntegration.SYNTHESIS ? counted() : voting();
    return new CooperationPlan.Parallel(
        members.list(body, MODELS), integration, voting, otherwise, judge());
  }

  private PanelIntegration integration(String name) {
    var words = Arrays.stream(PanelIntegration.values()).map(PanelIntegration::word).toList();
    return List.of(PanelIntegration.values())
        .get(words.indexOf(body.word(name, words, words.get(0))));
  }

  private VotingParameters voting() {
    var voting = counted();
    return voting.of(formed(voting.answerType()));
  }

  /** Rules of a vote over answers that are free, as another one is written of them. */
  private VotingParameters counted() {
    return VoteJson.parameters(body.node(VOTING), body.place(VOTING));
  }

  /** Type of answers, which are JSON where they must have a form and nothing else is said. */
  private AnswerType formed(AnswerType type) {
    return type == AnswerType.AUTO && body.has(FORMAT) ? AnswerType.JSON : type;
  }

  private @Nullable PanelMember judge() {
    return body.has(JUDGE) ? members.member(body.node(JUDGE), body.place(JUDGE)) : null;
  }

  private CooperationRequest.AboutRun about() {
    var type = own(kind).contains(TASK_TYPE) ? body.text(TASK_TYPE, "") : "";
    if (type.length() > LONGEST_TASK_TYPE) {
      throw Fault.invalid(
          TASK_TYPE,
          "%d characters (expected: at most %d)".formatted(type.length(), LONGEST_TASK_TYPE));
    }
    return new CooperationRequest.AboutRun(type.strip(), format());
  }

  private @Nullable ObjectNode format() {
    if (!body.has(FORMAT)) {
      return null;
    }
    var format = body.object(FORMAT);
    var type = format.path("type").asString("");
    if (!FORMATS.contains(type) || !hasSchema(format, type)) {
      throw Fault.invalid(
          body.place(FORMAT),
          "%s (expected: type text, json_object, or json_schema with json_schema.schema)"
              .formatted(format));
    }
    var trial = Json.object();
    trial.set(FORMAT, format);
    var _ = MemberReader.checked(trial, body.place(FORMAT));
    return type.equals("text") ? null : format;
  }

  private static boolean hasSchema(ObjectNode format, String type) {
    return !type.equals("json_schema") || format.at("/json_schema/schema").isObject();
  }

  private RunLimits limits() {
    return new RunLimits(deadline(), ceiling(), quorum(), stopsEarly());
  }

  private Duration deadline() {
    if (!body.has("deadline")) {
      return RunLimits.LONGEST;
    }
    var deadline = TaskDurations.read(body.place("deadline"), body.node("deadline"));
    return deadline.compareTo(RunLimits.LONGEST) > 0 ? RunLimits.LONGEST : deadline;
  }

  private long ceiling() {
    return body.has("max_cost_usd")
        ? Math.round(body.number("max_cost_usd", HIGHEST_COST, HIGHEST_COST) * 1e9)
        : RunLimits.UNLIMITED;
  }

  /** Half of the panel, rounded up, where nothing is said. */
  private int quorum() {
    int panel = own(kind).contains(MODELS) ? body.list(MODELS, Integer.MAX_VALUE).size() : 1;
    return own(kind).contains("quorum") ? body.integer("quorum", 1, panel, (panel + 1) / 2) : 1;
  }

  /** Who wants to see dissenting views gets them all, unless they say otherwise. */
  private boolean stopsEarly() {
    return kind == CooperationKind.PARALLEL
        && body.flag("early_stop", !voting().includeDissentingViews());
  }
}
