package dev.tutti.application.insight;

import dev.tutti.application.api.Application;
import dev.tutti.application.api.ApplicationParameters;
import dev.tutti.application.api.ApplicationRun;
import dev.tutti.application.insight.figure.InsightFigures;
import dev.tutti.application.insight.reading.InsightReader;
import dev.tutti.application.insight.series.ReadData;
import dev.tutti.chat.Fault;
import dev.tutti.document.OpenDocument;
import dev.tutti.document.block.DocumentTable;
import dev.tutti.document.block.ParsedDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Insight into data: {@code data_insight}. All figures are computed by code; a model only explains
 * them, and what it says is held against them. Thread-safe.
 */
public final class DataInsight implements Application {
  private static final int MOST_CONTENT = 4 << 20;

  @Override
  public String name() {
    return "data_insight";
  }

  @Override
  public void check(ApplicationParameters parameters) {
    var _ = InsightParameters.of(parameters);
  }

  @Override
  public String text(ObjectNode result) {
    return InsightMarkdown.of(result);
  }

  @Override
  public ObjectNode run(ApplicationRun run) {
    var parameters = InsightParameters.of(run.parameters());
    run.progress(0, 2, "figures");
    var content = run.content();
    if (content.length() > MOST_CONTENT) {
      throw Fault.invalid(
          "content",
          "%d characters (expected: at most %d)".formatted(content.length(), MOST_CONTENT));
    }
    var data = data(run, content);
    var words = content + data.first().name() + data.first().unit();
    var figures = InsightFigures.of(data, parameters.options(words));
    run.requireGoingOn();
    var result = new InsightResult(figures, parameters).json();
    InsightExplanation.none(result);
    if (run.asksModel()) {
      run.progress(1, 2, "explanation");
      explain(run, result, figures, parameters);
    }
    result.put("markdown", parameters.markdown() ? InsightMarkdown.of(result) : null);
    return result;
  }

  /** Series of the text, then those of the files. */
  private static ReadData data(ApplicationRun run, String content) {
    ReadData data = content.isBlank() ? null : ofContent(run, content);
    for (OpenDocument each : run.files()) {
      var own =
          InsightComputation.read(
              () -> InsightReader.document(each.name(), each.document()), "files");
      data = data == null ? own : data.and(own);
    }
    if (data == null) {
      throw Fault.invalid("content", "no text and no file (expected: data)");
    }
    return data;
  }

  /** Series of the text; none where it only says something about files. */
  private static @Nullable ReadData ofContent(ApplicationRun run, String content) {
    try {
      return InsightComputation.read(
          () -> InsightReader.content(content, () -> texts(run)), "content");
    } catch (Fault none) {
      if (run.files().isEmpty()) {
        throw none;
      }
      return null;
    }
  }

  /** Document of the text; of several, one that has the tables of each. */
  private static ParsedDocument texts(ApplicationRun run) {
    List<OpenDocument> all = run.documents();
    List<OpenDocument> texts = all.subList(0, all.size() - run.files().size());
    if (texts.size() == 1) {
      return texts.getFirst().document();
    }
    List<DocumentTable> tables =
        texts.stream().flatMap(each -> each.document().tables().stream()).toList();
    return new ParsedDocument(run.content(), List.of(), tables, List.of(), List.of(), List.of());
  }

  private static void explain(
      ApplicationRun run, ObjectNode result, InsightFigures figures, InsightParameters parameters) {
    var named = NamedFigures.of(figures, parameters);
    var question = InsightQuestion.of(named, parameters, figures.options().chinese());
    try {
      new InsightExplanation(named, run.content()).addTo(result, run.ask(question).json());
    } catch (Fault fault) {
      run.requireGoingOn();
      if (!run.isModelChosen()) {
        throw fault;
      }
      result
          .withArray("warnings")
          .addObject()
          .put("code", "explanation")
          .put("place", fault.code().code())
          .put("message", "explanation: " + fault.getMessage());
    }
  }
}
