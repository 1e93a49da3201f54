package dev.tutti.selection.quality;

import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.analysis.RouteStrategy;
import dev.tutti.selection.analysis.TaskBench;
import dev.tutti.selection.keyword.KeywordSet;
import dev.tutti.selection.keyword.KeywordText;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Tables and floors of what is told of a prompt alone: task types, complexity, keywords, time. */
final class PromptReport {
  private static final int ROUNDS = 6;

  private final Path folder;
  private final RouteFile files;
  private final PromptAnalyzer analyzer;
  private final RouteFigures figures;

  PromptReport(Path folder, RouteFile files, PromptAnalyzer analyzer, RouteFigures figures) {
    this.folder = folder;
    this.files = files;
    this.analyzer = analyzer;
    this.figures = figures;
  }

  void measure(Consumer<String> progress) {
    progress.accept("task types");
    tasks();
    progress.accept("complexity, keywords, time");
    hardest();
    keywords();
    figures.atMost("analyse_milliseconds", milliseconds(), .3, .3);
  }

  private void tasks() {
    var result = new TaskBench(folder).evaluate();
    figures.line("%nTask types, on prompts held out");
    figures.line("%s", result.table());
    figures.atLeast("task_belle", result.belle(), .75, .78);
    if (result.alignBench().isPresent()) {
      figures.atLeast("task_alignbench", result.alignBench().getAsDouble(), .63, .66);
    } else {
      figures.line("AlignBench: not in the folder (--alignbench gives its own file)");
    }
  }

  /** The hardest tenth of each source must not go to a light model for lack of a signal. */
  private void hardest() {
    var bySource = new TreeMap<String, List<JsonNode>>();
    for (var row : files.lines("complexity.jsonl")) {
      var source = row.path("source").asString().replaceAll(" .*", "");
      bySource.computeIfAbsent(source, _ -> new ArrayList<>()).add(row);
    }
    figures.line("%nHardest tenth of labelled prompts");
    int lost = 0;
    for (var source : bySource.entrySet()) {
      var rows = source.getValue();
      rows.sort(Comparator.comparingDouble(row -> -row.path("complexity").asDouble()));
      int light = 0;
      int silent = 0;
      for (var row : rows.subList(0, rows.size() / 10)) {
        var analysis = analyzer.analyze(row.path("prompt").asString());
        boolean isLight = analysis.suggestedStrategy() == RouteStrategy.LIGHT;
        light += isLight ? 1 : 0;
        silent += analysis.signals().isEmpty() ? 1 : 0;
        lost += isLight && analysis.signals().isEmpty() ? 1 : 0;
      }
      figures.line(
          "%-26s %4d prompts, %d to a light model, %d without any signal",
          source.getKey(), rows.size() / 10, light, silent);
    }
    figures.atMost("hardest_lost", lost, 0, 0);
  }

  private void keywords() {
    var rules = new LinkedHashMap<String, KeywordSet>();
    for (var rule : files.value("keyword_rules_seed.json").properties()) {
      rules.put(
          rule.getKey(),
          KeywordSet.of(
              StreamSupport.stream(rule.getValue().spliterator(), false)
                  .map(JsonNode::asString)
                  .toList()));
    }
    int right = 0;
    figures.line("%nKeywords: cases that went wrong");
    for (var row : files.lines("keyword_cases_zh_en.jsonl")) {
      var text = KeywordText.of(row.path("prompt").asString());
      var found =
          rules.entrySet().stream()
              .filter(rule -> rule.getValue().firstIn(text).isPresent())
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse("");
      var expected = row.path("expected");
      if (found.equals(expected.isNull() ? "" : expected.asString())) {
        right++;
      } else {
        figures.line("%s: %s", row, found);
      }
    }
    figures.atLeast("keyword_cases", right, 40, 40);
  }

  /** Processor time of one analysis, over all prompts of the pairs. */
  double milliseconds() {
    var prompts = new ArrayList<String>();
    for (var file :
        List.of(
            "route_mmlu_3000.jsonl",
            "route_gsm8k.jsonl",
            "route_gaokao.jsonl",
            "tasktype_zh_en.jsonl")) {
      files.lines(file).forEach(row -> prompts.add(row.path("prompt").asString()));
    }
    var threads = ManagementFactory.getThreadMXBean();
    long began = 0;
    double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      began = threads.getCurrentThreadCpuTime();
      for (var prompt : prompts) {
        sum += analyzer.analyze(prompt).complexity();
      }
    }
    double took = (threads.getCurrentThreadCpuTime() - began) / 1e6 / prompts.size();
    figures.line(
        "%nAnalysis of %d prompts: mean complexity %.3f",
        prompts.size(), sum / ROUNDS / prompts.size());
    return took;
  }
}
