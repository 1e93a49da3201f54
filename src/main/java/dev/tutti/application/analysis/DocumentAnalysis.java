package dev.tutti.application.analysis;

import dev.tutti.application.api.Application;
import dev.tutti.application.api.ApplicationParameters;
import dev.tutti.application.api.ApplicationRun;
import dev.tutti.application.api.ModelQuestion;
import dev.tutti.application.api.QuestionOutcome;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Analysis of documents: {@code document_analysis}. What code can find is found by code; a model is
 * asked about each chunk, and then once about all items that were checked. Thread-safe.
 */
public final class DocumentAnalysis implements Application {

  @Override
  public String name() {
    return "document_analysis";
  }

  @Override
  public void check(ApplicationParameters parameters) {
    var _ = AnalysisParameters.of(parameters);
  }

  @Override
  public String text(ObjectNode result) {
    return AnalysisMarkdown.of(result);
  }

  @Override
  public ObjectNode run(ApplicationRun run) {
    var parameters = AnalysisParameters.of(run.parameters());
    run.progress(0, 0, "documents");
    List<AnalysisSource> sources = new ArrayList<>();
    for (var open : run.documents()) {
      run.requireGoingOn();
      sources.add(AnalysisSource.of(sources.size() + 1, open));
    }
    var items = new AnalysisItems();
    var warnings = Json.array();
    var failed = run.asksModel() ? readChunks(run, parameters, sources, items) : Json.array();
    addPlain(run, parameters, sources, items);
    var advice = advice(run, parameters, sources, items, warnings);
    return result(parameters, sources, items, failed, advice, warnings);
  }

  /** Items of a chunk that were not borne out. */
  private record OpenItems(AnalysisChunk chunk, List<RejectedItem> items) {}

  /** Asks about each chunk; gives those that came to nothing. */
  private static ArrayNode readChunks(
      ApplicationRun run,
      AnalysisParameters parameters,
      List<AnalysisSource> sources,
      AnalysisItems items) {
    var chunks = ChunkCutter.cut(sources);
    var question =
        new ChunkQuestion(parameters, AnalysisLanguage.of(parameters, sources).english());
    List<ModelQuestion> questions = chunks.stream().map(question::of).toList();
    var outcomes = run.askAll(questions, parameters.atOnce());
    var reader = new ChunkReader(items, parameters);
    List<OpenItems> rejected = new ArrayList<>();
    var failed = Json.array();
    for (int i = 0; i < outcomes.size(); i++) {
      var chunk = chunks.get(i);
      outcomes
          .get(i)
          .answered()
          .map(answer -> reader.read(chunk.source(), answer.json()))
          .filter(some -> !some.isEmpty())
          .ifPresent(some -> rejected.add(new OpenItems(chunk, some)));
      outcomes.get(i).failure().ifPresent(fault -> failed.add(failure(chunk, fault)));
    }
    requireAny(run, outcomes);
    if (parameters.repair()) {
      repair(run, parameters, question, reader, rejected);
    }
    return failed;
  }

  /** Asks once more about what was not borne out; where nobody answers it stays so. */
  private static void repair(
      ApplicationRun run,
      AnalysisParameters parameters,
      ChunkQuestion question,
      ChunkReader reader,
      List<OpenItems> rejected) {
    List<ModelQuestion> questions =
        rejected.stream().map(each -> question.repair(each.chunk, each.items)).toList();
    var outcomes =
        questions.isEmpty()
            ? List.<QuestionOutcome>of()
            : run.askAll(questions, parameters.atOnce());
    for (int i = 0; i < outcomes.size(); i++) {
      var open = rejected.get(i);
      outcomes
          .get(i)
          .answered()
          .ifPresent(answer -> reader.repair(open.chunk.source(), answer.json(), open.items));
    }
  }

  /** Fails where nobody has answered and the caller has named the model. */
  private static void requireAny(ApplicationRun run, List<QuestionOutcome> outcomes) {
    boolean none = outcomes.stream().allMatch(each -> each.failure().isPresent());
    if (none && !outcomes.isEmpty() && !run.isModelChosen()) {
      throw outcomes.getFirst().failure().orElseThrow();
    }
  }

  private static ObjectNode failure(AnalysisChunk chunk, Fault fault) {
    var json =
        Json.object()
            .put("chunk", chunk.number())
            .put("document", chunk.source().name())
            .put("first_block", chunk.pieces().getFirst().block())
            .put("last_block", chunk.pieces().getLast().block());
    var pages = json.putArray("pages");
    chunk.pages().forEach(pages::add);
    json.putObject("error").put("code", fault.code().code()).put("message", fault.getMessage());
    return json;
  }

  /** Adds what needs no model. */
  private static void addPlain(
      ApplicationRun run,
      AnalysisParameters parameters,
      List<AnalysisSource> sources,
      AnalysisItems items) {
    for (var source : sources) {
      run.requireGoingOn();
      if (parameters.metrics()) {
        NamedValues.addMetrics(source, items);
      }
      if (!parameters.isSummary()) {
        ListedRisks.add(source, items);
      }
    }
  }

  /** Summary and recommendations, as far as there are any. */
  private static ObjectNode advice(
      ApplicationRun run,
      AnalysisParameters parameters,
      List<AnalysisSource> sources,
      AnalysisItems items,
      ArrayNode warnings) {
    var advice = Json.object().putNull("summary");
    advice.putArray("recommendations");
    if (!run.asksModel() || items.isEmpty()) {
      return advice;
    }
    run.progress(0, 0, "advice");
    try {
      var language = AnalysisLanguage.of(parameters, sources).english();
      var answer = run.ask(AdviceQuestion.of(items, parameters, language)).json();
      var reader = new AdviceReader(items, sources);
      advice.put("summary", reader.summary(answer).orElse(null));
      if (parameters.recommendations()) {
        advice.set("recommendations", reader.recommendations(answer));
      }
    } catch (Fault fault) {
      run.requireGoingOn();
      warnings.add("advice: %s: %s".formatted(fault.code().code(), fault.getMessage()));
    }
    return advice;
  }

  private static ObjectNode result(
      AnalysisParameters parameters,
      List<AnalysisSource> sources,
      AnalysisItems items,
      ArrayNode failed,
      ObjectNode advice,
      ArrayNode warnings) {
    var result = Json.object();
    boolean whole =
        failed.isEmpty() && sources.stream().allMatch(each -> each.document().complete());
    result.put("status", whole ? "complete" : "partial").put("analysis_type", parameters.type());
    result.put("language", AnalysisLanguage.of(parameters, sources).code());
    result.set("summary", advice.path("summary"));
    result.set("key_insights", items.insightsJson());
    result.set("extracted_metrics", items.metricsJson());
    result.set("risk_factors", items.risksJson());
    result.set("recommendations", advice.path("recommendations"));
    result.set("contradictions", DocumentsJson.contradictions(sources));
    result.set("unsupported", items.unsupportedJson());
    result.set("checks", items.checks().json(DocumentsJson.coverage(sources)));
    result.set("documents", DocumentsJson.documents(sources));
    result.set("failed_chunks", failed);
    result.set("warnings", warnings);
    result.set("markdown", NullNode.instance);
    if (parameters.markdown()) {
      result.put("markdown", AnalysisMarkdown.of(result));
    }
    return result;
  }
}
